/** Ordinary files of statements: a scan finds nothing in them but notes. */
export const GOOD: readonly (readonly [name: string, text: string])[] = [
  [
    "a migration",
    `-- xp_cmdshell is disabled here; nothing may COPY x TO PROGRAM 'sh'
BEGIN;
CREATE TABLE IF NOT EXISTS app.users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  language text NOT NULL DEFAULT 'en',
  path text CHECK (path <> ''),
  created_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE app.users ADD COLUMN program text, ADD COLUMN "load" integer;
CREATE UNIQUE INDEX CONCURRENTLY users_email ON app.users (lower(email)) WHERE deleted_at IS NULL;
COMMENT ON TABLE app.users IS 'COPY x TO PROGRAM ''sh'' is not used; \\! neither';
ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE EXTENSION pgcrypto WITH SCHEMA extensions;
COMMIT;
`,
  ],
  [
    "seeds",
    `INSERT INTO docs (title, body) VALUES
  ('COPY x TO PROGRAM ''rm -rf /''', 'EXEC xp_cmdshell is what attackers run'),
  ('It''s here', 'load_extension(''x'') and LOAD DATA INFILE'),
  ('a "quoted" word', E'line\\nbreak and it\\'s fine');
UPDATE docs SET body = replace(body, 'a', 'b') WHERE id IN (SELECT id FROM docs WHERE title LIKE '%x%');
`,
  ],
  [
    "window queries",
    `WITH ranked AS (
  SELECT u.id, extract(epoch FROM u.created_at) AS at, row_number() OVER (PARTITION BY u.team ORDER BY u.score DESC) AS place
  FROM users u LEFT JOIN LATERAL (SELECT count(*) AS n FROM logins l WHERE l.user_id = u.id) c ON true
)
SELECT id, at, place, sum(place) FILTER (WHERE place < 3) OVER w, tags[1:2], doc #>> '{a,b}', doc @> '{"x": 1}'::jsonb
FROM ranked WINDOW w AS (ORDER BY at ROWS BETWEEN 3 PRECEDING AND CURRENT ROW);
SELECT trim(both 'x' from 'xax'), substring('abc' from 'b') /* xp_cmdshell /* nested */ here */;
`,
  ],
  [
    "functions with bodies",
    `CREATE OR REPLACE FUNCTION touch(language text) RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE v text := 'it is';
BEGIN
  IF NEW.id IS NULL THEN RAISE EXCEPTION 'no id: %', NEW; END IF;
  NEW.updated_at := now();
  RETURN NEW;
END;
$$;
CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch('x');
CREATE FUNCTION one() RETURNS int AS 'SELECT 1' LANGUAGE 'sql' IMMUTABLE;
DO $body$ BEGIN PERFORM 1; EXECUTE 'ANALYZE users'; END $body$;
INSERT INTO t (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET language = excluded.language;
`,
  ],
  [
    "a dump of MySQL",
    `# made by a dump
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE */;
DROP TABLE IF EXISTS \`users\`;
CREATE TABLE \`users\` (\`id\` int NOT NULL AUTO_INCREMENT, \`note\` text, PRIMARY KEY (\`id\`)) ENGINE=InnoDB;
INSERT INTO \`users\` VALUES (1,'it\\'s \\"here\\"'),(2,'two\\\\');
DELIMITER //
CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END//
DELIMITER ;
PREPARE s FROM 'SELECT 1'; EXECUTE s;
`,
  ],
  ["SQLite", `.mode column\n.headers on\n.tables\nPRAGMA foreign_keys = ON;\nATTACH DATABASE ':memory:' AS m;\nSELECT [a b], "c" FROM t WHERE x = 'y';\n`],
  [
    "Transact-SQL",
    `SET NOCOUNT ON\nGO\nDECLARE @n int = 1\nEXEC dbo.touch @id = @n\nSELECT TOP 5 [name] FROM sys.tables\nexec sp_configure 'xp_cmdshell', 0\nGO\n`,
  ],
  [
    "psql's own commands",
    `\\set ON_ERROR_STOP on\n\\timing\n\\echo 'done'\n\\c app\nCOPY t (a, b) FROM stdin;\n\\.\nSELECT :'name', :id::int;\nPREPARE q AS SELECT 1; EXECUTE q;\n`,
  ],
];
