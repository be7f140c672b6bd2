/** How a client of one kind of database reads quotes, comments and commands of its own. */
export type Dialect = Readonly<{
  name: "psql" | "mysql" | "sqlite" | "sqlcmd" | "sqlplus";
  /** Does a backslash escape inside of quotes? */
  backslash: boolean;
  nested: boolean;
  hash: boolean;
  dollar: boolean;
  bracket: boolean;
  backtick: boolean;
  /** Letters of names beside those of every dialect. */
  word: RegExp;
  /** The client's own commands: `anywhere` in code, at the start of a `line`, at the start of a line where no statement is open. */
  commands: Readonly<{ at: "anywhere" | "line" | "statement"; pattern: RegExp }>;
  only?: RegExp;
}>;

const WORD = /[\p{L}_][\w$\u0080-\uffff]*/uy;

const PSQL: Dialect = {
  name: "psql",
  backslash: false,
  nested: true,
  hash: false,
  dollar: true,
  bracket: false,
  backtick: false,
  word: WORD,
  commands: { at: "anywhere", pattern: /\\/y },
};
const MYSQL: Dialect = {
  ...PSQL,
  name: "mysql",
  backslash: true,
  nested: false,
  hash: true,
  dollar: false,
  backtick: true,
  commands: { at: "statement", pattern: /(?:system|source|tee|pager|delimiter)(?=[ \t])/iy },
};

/**
 * Nothing in a file says which client is to run it, and what is a string to one is a statement to another. So each reads the file, and what any of them would
 * run counts. Settings that change how strings end are one more reader where a file (or what it is run by) may name them.
 */
export const DIALECTS: readonly Dialect[] = [
  PSQL,
  { ...PSQL, backslash: true, only: /standard_conforming_strings/i },
  MYSQL,
  { ...MYSQL, backslash: false, only: /sql_mode|no_backslash_escapes/i },
  {
    ...PSQL,
    name: "sqlite",
    nested: false,
    dollar: false,
    bracket: true,
    backtick: true,
    commands: { at: "statement", pattern: /\.(?=[a-z])|#/iy },
  },
  {
    ...PSQL,
    name: "sqlcmd",
    dollar: false,
    bracket: true,
    word: /[\p{L}_@#][\w$@#\u0080-\uffff]*/uy,
    commands: { at: "line", pattern: /:(?=!!|[a-z])|!!/iy },
  },
  {
    ...PSQL,
    name: "sqlplus",
    nested: false,
    dollar: false,
    word: /[\p{L}_][\w$#\u0080-\uffff]*/uy,
    commands: { at: "statement", pattern: /(?:ho|hos|host|spo|spoo|spool|sta|star|start)(?=[ \t])|@@?|[!$]/iy },
  },
];
