import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePowers } from "#platform/powers";
import { errorOf } from "../fakes/error-of.ts";

const powers = nodePowers();
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "forge machine ü ? # % "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

/** A process of its own that says "ready" and then waits. */
async function child(code: string, ...args: readonly string[]): Promise<ChildProcess> {
  const started = spawn(process.execPath, ["--input-type=module", "-e", code, ...args], { cwd: process.cwd(), stdio: ["pipe", "pipe", "inherit"] });
  await once(started.stdout, "data");
  return started;
}

const HOLDER = `import { nodePowers } from "./scripts/platform/powers.ts";
nodePowers().lock(process.argv[1], 0, () => { process.stdout.write("ready\\n"); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20000); });`;

describe("the lock", () => {
  it("gives back what the work gave, and is free afterwards, also after an error", () => {
    expect(powers.lock(at("lock.db"), 0, () => 7)).toBe(7);
    expect(() =>
      powers.lock(at("lock.db"), 0, () => {
        throw new TypeError("x");
      }),
    ).toThrow(TypeError);
    expect(powers.lock(at("lock.db"), 0, () => 8)).toBe(8);
    expect(readdirSync(folder)).toEqual(["lock.db"]);
    expect(statSync(at("lock.db")).mode & 0o777).toBe(0o600);
  });

  it("is held until work that goes on as a promise is settled", async () => {
    const work = powers.lock(at("lock.db"), 0, async () => {
      await Promise.resolve();
      expect(errorOf(() => powers.lock(at("lock.db"), 0, () => 1))?.code).toBe("UNEXPECTED");
      return 5;
    });
    expect(await work).toBe(5);
    expect(powers.lock(at("lock.db"), 0, () => 1)).toBe(1);
  });

  it("names its holder to another process, and is free at once when the holder is killed", async () => {
    const holder = await child(HOLDER, at("lock.db"));
    const error = errorOf(() => powers.lock(at("lock.db"), 0, () => 1));
    expect(error?.code).toBe("LOCKED");
    expect(error?.details.holder).toContain(`process ${holder.pid}`);
    const started = Date.now();
    expect(errorOf(() => powers.lock(at("lock.db"), 300, () => 1))?.code).toBe("LOCKED");
    expect(Date.now() - started).toBeGreaterThan(200);
    holder.kill("SIGKILL");
    await once(holder, "exit");
    expect(powers.lock(at("lock.db"), 0, () => 2)).toBe(2);
  });

  it("waits for a holder that ends in time", async () => {
    const holder = await child(HOLDER.replace("20000", "400"), at("lock.db"));
    expect(powers.lock(at("lock.db"), 10_000, () => 3)).toBe(3);
    holder.kill("SIGKILL");
  });

  it("gives what was done, and is free again, although the note of who held it cannot be removed", () => {
    const done = powers.lock(at("lock.db"), 0, () => {
      rmSync(at("lock.db.holder"));
      mkdirSync(at("lock.db.holder"));
      return 5;
    });
    expect(done).toBe(5);
    expect(powers.lock(at("lock.db"), 0, () => 6)).toBe(6);
  });

  it("refuses a lock file that is a link", () => {
    symlinkSync(at("target"), at("lock.db"));
    expect(errorOf(() => powers.lock(at("lock.db"), 0, () => 1))?.code).toBe("UNSAFE_PATH");
    expect(existsSync(at("target"))).toBe(false);
  });
});

describe("somebody else's database", () => {
  const filled = (mode: "wal" | "delete") => {
    const database = new DatabaseSync(at("a.sqlite"));
    database.exec(`PRAGMA journal_mode=${mode}; CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT, big INTEGER); CREATE VIEW v AS SELECT * FROM t; CREATE VIRTUAL TABLE f USING fts5(x);
      INSERT INTO t VALUES (1, 'one', 9007199254740993), (2, 'two', 2)`);
    return database;
  };

  it("is read with what its writer has committed a moment ago, as one state", () => {
    const writer = filled("wal");
    const reader = powers.files.openDatabase(at("a.sqlite"));
    writer.exec("INSERT INTO t VALUES (3, 'later', 3)");
    expect([...reader.rows("SELECT word FROM t ORDER BY id")].map((row) => row.word)).toEqual(["one", "two"]);
    reader.close();
    const again = powers.files.openDatabase(at("a.sqlite"));
    expect([...again.rows("SELECT word FROM t WHERE id > ?", 2)]).toEqual([{ word: "later" }]);
    again.close();
    again.close();
    writer.close();
  });

  it("has nothing left beside it after it was read", () => {
    filled("wal").close();
    const before = readdirSync(folder);
    const reader = powers.files.openDatabase(at("a.sqlite"));
    expect([...reader.rows("SELECT count(*) AS n FROM t")]).toEqual([{ n: 2 }]);
    reader.close();
    expect(readdirSync(folder)).toEqual(before);
  });

  it("gives numbers where they are exact and bigint where they are not", () => {
    filled("delete").close();
    const reader = powers.files.openDatabase(at("a.sqlite"));
    expect([...reader.rows("SELECT id, big FROM t ORDER BY id")]).toEqual([
      { id: 1, big: 9007199254740993n },
      { id: 2, big: 2 },
    ]);
    reader.close();
  });

  it("is never written to, and has only its real tables", () => {
    filled("delete").close();
    const reader = powers.files.openDatabase(at("a.sqlite"));
    expect(errorOf(() => [...reader.rows("DELETE FROM t")])?.code).toBe("DATABASE_UNREADABLE");
    expect(reader.columns("t")).toEqual(["id", "word", "big"]);
    for (const name of ["v", "f", "nothing", "t; DROP TABLE t"]) expect(reader.columns(name)).toEqual([]);
    reader.close();
  });

  it("is told apart: locked, corrupt, unreadable", () => {
    const writer = filled("delete");
    writer.exec("BEGIN EXCLUSIVE");
    expect(errorOf(() => powers.files.openDatabase(at("a.sqlite")))?.details.reason).toBe("locked");
    writer.close();
    writeFileSync(at("b.sqlite"), "no database at all, but long enough to be looked at as a header".repeat(40));
    expect(errorOf(() => powers.files.openDatabase(at("b.sqlite")))?.details.reason).toBe("corrupt");
    for (const name of ["nothing.sqlite", "."]) expect(errorOf(() => powers.files.openDatabase(at(name)))?.details.reason).toBe("unreadable");
  });

  it("leaves no error unexplained when a page in the middle is damaged", () => {
    const writer = filled("delete");
    writer.exec("WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT i, hex(randomblob(40)), i FROM n");
    writer.close();
    const bytes = powers.files.bytes(at("a.sqlite"), 1 << 30).slice();
    bytes.fill(0xff, 4096 * 20, 4096 * 60);
    writeFileSync(at("a.sqlite"), bytes);
    const reader = powers.files.openDatabase(at("a.sqlite"));
    expect(errorOf(() => [...reader.rows("SELECT sum(length(word)) AS n FROM t")])?.details.reason).toBe("corrupt");
    reader.close();
  });
});

describe("our own database", () => {
  it("is readable by its owner only, takes all of a transaction or nothing, and survives", () => {
    const database = powers.openStore(at("own.sqlite"));
    database.run("CREATE TABLE t (a)");
    expect(() =>
      database.transaction(() => {
        database.run("INSERT INTO t VALUES (1)");
        throw new TypeError("no");
      }),
    ).toThrow(TypeError);
    database.transaction(() => database.run("INSERT INTO t VALUES (?)", 2));
    database.close();
    expect(statSync(at("own.sqlite")).mode & 0o777).toBe(0o600);
    const again = powers.openStore(at("own.sqlite"));
    expect([...again.rows("SELECT a FROM t")]).toEqual([{ a: 2 }]);
    again.close();
    expect(readdirSync(folder)).toEqual(["own.sqlite"]);
  });

  it("is never deleted or written over when it is damaged", () => {
    writeFileSync(at("own.sqlite"), "x".repeat(5000));
    expect(errorOf(() => powers.openStore(at("own.sqlite")))?.details.reason).toBe("corrupt");
    expect(statSync(at("own.sqlite")).size).toBe(5000);
  });

  it("is not opened through a link", () => {
    symlinkSync(at("target"), at("own.sqlite"));
    expect(errorOf(() => powers.openStore(at("own.sqlite")))?.code).toBe("UNSAFE_PATH");
  });
});

describe("running a program", () => {
  const options = { cwd: tmpdir(), env: { PATH: process.env.PATH ?? "", ONLY: "this" }, timeoutMs: 5000 };

  it("passes arguments as they are, and exactly the given environment", () => {
    const code = "console.log(JSON.stringify([process.argv.slice(1), Object.keys(process.env).sort()]))";
    const result = powers.run(process.execPath, ["-e", code, "a b", "$(id)", "; ls", ""], options);
    expect(JSON.parse(result?.stdout ?? "")).toEqual([
      ["a b", "$(id)", "; ls", ""],
      ["ONLY", "PATH"],
    ]);
    expect(result?.exitCode).toBe(0);
  });

  it("says when there is no such program, and when there was no time", () => {
    expect(powers.run("no-such-program-here", [], options)).toBeNull();
    expect(powers.run(process.execPath, ["-e", "for(;;);"], { ...options, timeoutMs: 200 })).toMatchObject({ exitCode: null, timedOut: true });
  });

  it("hands over input, and does not mind a program that reads none", () => {
    expect(powers.run("cat", [], { ...options, input: "wörds" })?.stdout).toBe("wörds");
    expect(powers.run("true", [], { ...options, input: "x".repeat(1 << 20) })?.exitCode).toBe(0);
  });
});

describe("facts and small powers", () => {
  it("knows the program's folder and lets what is given win", () => {
    expect(existsSync(join(powers.host.programRoot, "package.json"))).toBe(true);
    const other = nodePowers({ env: { HOME: "/somewhere" }, user: "x", terminal: true });
    expect(other.host).toMatchObject({ home: "/somewhere", user: "x", terminal: true });
  });

  it("makes ids of the asked length that differ", () => {
    expect(powers.ids.hex(7)).toMatch(/^[0-9a-f]{7}$/);
    expect(new Set(Array.from({ length: 1000 }, () => powers.ids.hex(16))).size).toBe(1000);
  });

  it("unpacks zstd up to a limit, and no further", () => {
    const bomb = new Uint8Array(zstdCompressSync(Buffer.alloc(1 << 22)));
    expect(powers.zstd?.(bomb, 1 << 22).byteLength).toBe(1 << 22);
    expect(errorOf(() => powers.zstd?.(bomb, (1 << 22) - 1))?.code).toBe("FILE_UNREADABLE");
    expect(errorOf(() => powers.zstd?.(new Uint8Array([1, 2, 3]), 100))?.code).toBe("FILE_UNREADABLE");
  });

  it("reports a folder that may not be written to as such", () => {
    mkdirSync(at("sealed"));
    chmodSync(at("sealed"), 0o500);
    // root may write anywhere: then there is nothing to see here
    if (process.getuid?.() === 0) return;
    expect(errorOf(() => powers.files.writeNew(at("sealed/x"), new Uint8Array(), 0o600))?.details.reason).toBe("EACCES");
  });
});
