import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { IN_MEMORY, type Row } from "#kernel/powers";
import { openContext } from "#pipeline/context";
import { type LogsRead, readLogs } from "#pipeline/read-logs";
import { nodePowers } from "#platform/powers";
import type { SourceRead } from "#store/trace-store";
import { traceStore } from "#store/traces";
import { recordsOf } from "../../scripts/demo/records.ts";
import { ask, file, run } from "../../scripts/demo/turns.ts";
import { SAMPLES } from "../adapters/samples.ts";
import { claudeCodeRecords, codexRecords } from "../bench/long-records.ts";
import { cases, IS_WHOLE } from "../cases.ts";

const folder = mkdtempSync(join(tmpdir(), "forge-grown-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FIXTURES = new URL("../fixtures/adapters/", import.meta.url).pathname;
const powers = { ...nodePowers({ home: folder, cwd: folder, env: {} }), clock: { now: () => 0 } };
const context = openContext(powers, { workspace: null, home: join(folder, "data"), dryRun: true, waitMs: 0, tolerant: false });

/** Agents whose logs are text that is appended to. */
const AGENTS = ["claude-code", "codex", "openclaw", "pi", "gemini-cli", "qwen-code", "copilot-cli", "goose", "cursor", "aider"];

/** Those that are read on from where they were read to. */
const READ_ON = ["claude-code", "codex", "openclaw"];

type Place = Readonly<{ adapter: string; root: string; files: readonly string[] }>;

/** Sessions of several requests, with checks that fail and pass, thanks and complaints: what a later line says changes what was made of earlier ones. */
function writeLong(adapter: string, own: string): string {
  const turns = [
    ask("count the beans in beans.csv", [run("wc -l beans.csv", "41 beans.csv"), file("read", "~/beans.csv", "a,b\n".repeat(30))], "41 beans."),
    ask("thanks, that helped", [], "Good."),
    ask("run the tests of the shop", [run("npm test", "Tests  2 failed | 9 passed"), run("npm test", "11 passed", 1)], "Two fail. Shall I?"),
    ask("yes", [], "Then I go on."),
    ask("no, that is wrong, only those of the cart", [run("npm test -- cart", "4 passed\n".repeat(50))], "All pass."),
    ask("list the open pull requests", [run("gh pr list", "12 fix\n13 build"), run("gh pr list", "bash: gh: command not found", 127)], "Two."),
    ask("also in the other repository", [run("gh pr list -R a/b", "none")], "None."),
    ask("deploy the page", [run("./deploy.sh", "Permission denied", 126)], "I may not."),
  ];
  const plan = {
    name: "long",
    agent: "main",
    key: "agent:main:explicit:long",
    storage: "file",
    audience: "direct",
    channel: "webchat",
    start: 0,
    machine: null,
    turns,
  } as const;
  const [path, records] =
    adapter === "codex"
      ? ["sessions/2026/03/01/rollout-2026-03-01T00-00-00-00000000-0000-4000-8000-000000000001.jsonl", codexRecords(plan)]
      : adapter === "claude-code"
        ? ["projects/-home-ada/long.jsonl", claudeCodeRecords(plan)]
        : ["agents/main/sessions/00000000-0000-4000-8000-000000000001.jsonl", recordsOf(plan, "new")];
  mkdirSync(dirname(join(own, path)), { recursive: true });
  writeFileSync(join(own, path), records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  return own;
}

/** The sample of an agent, its fixtures, or a long session, as a place of its own. */
function placeOf(adapter: string, from: "sample" | "fixtures" | "long"): Place | null {
  if (from === "long" && !["claude-code", "codex", "openclaw"].includes(adapter)) return null;
  const own = join(folder, `${adapter}-${from}`);
  mkdirSync(own, { recursive: true });
  const root = from === "sample" ? (SAMPLES[adapter]?.(own).root ?? own) : own;
  if (from === "long") writeLong(adapter, own);
  if (from === "fixtures" && existsSync(join(FIXTURES, adapter))) cpSync(join(FIXTURES, adapter), own, { recursive: true });
  const files = filesBelow(root).filter((path) => /\.(?:jsonl|md)$/.test(path) && basename(path) !== "README.md");
  return files.length === 0 ? null : { adapter, root, files };
}

function filesBelow(path: string): readonly string[] {
  return statSync(path).isFile() ? [path] : readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}

/** A store that lives through several runs. */
function fresh() {
  const database = powers.openStore(IN_MEMORY);
  const plain = traceStore(database);
  /** Logs that were read on from a mark. */
  const onto: string[] = [];
  const store = {
    ...plain,
    put: (sources: readonly SourceRead[]) => {
      for (const one of sources) if (one.onto !== undefined) onto.push(one.name);
      plain.put(sources);
    },
  };
  const read = ({ adapter, root }: Place): LogsRead =>
    readLogs(context, store, { days: null, source: adapter, path: root, includeGroups: false, includeDeleted: false });
  /** Everything kept but the numbers of rows. */
  const kept = (): readonly Row[] => {
    const names = new Map([...database.rows("SELECT id, name FROM sources")].map((row) => [row["id"], row["name"]]));
    return ["sources", "sessions", "requests", "calls"].flatMap((table) =>
      [...database.rows(`SELECT * FROM ${table}`)]
        .map((row) => ({ ...row, table, ...(table === "sources" ? { id: null } : { source: names.get(row["source"] ?? null) ?? null }) }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    );
  };
  return { read, kept, onto, close: () => store.close() };
}

/** Reads a place after each of these changes, and holds what is kept at the end against one reading of what is there then. -> requests kept */
function reads(place: Place, changes: readonly (() => void)[]): number {
  const [portions, once] = [fresh(), fresh()];
  try {
    for (const change of changes) {
      change();
      portions.read(place);
    }
    const { counts } = once.read(place);
    expect(portions.kept()).toEqual(once.kept());
    // and a run in which nothing changed reads nothing but what is told anew in every run
    expect(portions.read(place).read).toBe(once.read(place).read);
    return counts.requests;
  } finally {
    portions.close();
    once.close();
  }
}

describe.each(READ_ON)("a log of %s that grew", (adapter) => {
  const place = placeOf(adapter, "long") ?? { adapter, root: "", files: [] };
  const [path = ""] = place.files;
  const whole = readFileSync(path);
  const ends = [...whole.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []));
  const grown = (from: Buffer, to: Buffer): readonly string[] => {
    const [store, once] = [fresh(), fresh()];
    try {
      writeFileSync(path, from);
      store.read(place);
      writeFileSync(path, to);
      store.read(place);
      once.read(place);
      expect(store.kept()).toEqual(once.kept());
      return store.onto;
    } finally {
      writeFileSync(path, whole);
      store.close();
      once.close();
    }
  };

  test("is read on from one of its last requests", () => {
    const half = whole.subarray(0, ends[Math.floor((ends.length * 2) / 3)]);
    expect(grown(half, whole)).toHaveLength(1);
    expect(grown(whole.subarray(0, whole.byteLength - 20), whole)).toHaveLength(1);
  });

  test("is read as a whole when one byte before is another", () => {
    const half = whole.subarray(0, ends[Math.floor((ends.length * 2) / 3)]);
    const other = Buffer.from(half);
    const at = other.indexOf("beans");
    other.write("beams", at);
    expect(grown(other, whole)).toEqual([]);
  });

  test("is read as a whole when a record comes again", () => {
    expect(grown(whole, Buffer.concat([whole, whole.subarray(0, ends[3])]))).toEqual([]);
  });

  test("is read as a whole when a secret stands behind the mark", () => {
    const secret = Buffer.from(whole.toString("utf8").replaceAll("deploy the page", "deploy the page with password=Tr0ub4dor-and-more"));
    const half = secret.subarray(0, secret.lastIndexOf("\n", secret.indexOf("password=")) + 1);
    expect(half.byteLength).toBeGreaterThan(secret.byteLength / 2);
    expect(grown(half, secret)).toEqual([]);
  });
});

describe.each(AGENTS)("logs of %s that grow", (adapter) => {
  const places = [placeOf(adapter, "sample"), placeOf(adapter, "fixtures"), placeOf(adapter, "long")].filter((one) => one !== null);
  const all = places.flatMap((place) => place.files.map((path) => ({ place, path, whole: readFileSync(path) })));
  const grow = ({ place, path, whole }: (typeof all)[number], lengths: readonly number[]): number => {
    const changes = [...lengths, whole.byteLength].map((length) => () => writeFileSync(path, whole.subarray(0, length)));
    try {
      return reads(place, changes);
    } finally {
      writeFileSync(path, whole);
    }
  };

  test.each(all.map((one) => [basename(one.place.root), relative(one.place.root, one.path), one] as const))(
    "%s %s, stopped at every line",
    (_name, _file, one) => {
      const ends = [...one.whole.entries()].flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []));
      const step = IS_WHOLE ? 1 : Math.ceil(ends.length / 5);
      for (const [index, end] of ends.entries()) if (index % step === 0) grow(one, [end]);
    },
  );

  test("stopped anywhere, up to three times: what is kept is what one reading gives", () => {
    let requests = 0;
    const stops = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...all), stops, (one, shares) => {
        requests += grow(
          one,
          shares.map((share) => Math.floor(share * one.whole.byteLength)).sort((a, b) => a - b),
        );
      }),
      { numRuns: cases(20) },
    );
    expect(requests).toBeGreaterThan(0);
  });

  test("cut short, emptied, or replaced by another file of the same size and time: what is kept is what one reading gives", () => {
    for (const { place, path, whole } of all) {
      const half = whole.lastIndexOf("\n", whole.byteLength / 2) + 1;
      // the same records with every digit in the words of the person and the tools turned, which changes no length
      const other = Buffer.from(
        whole
          .toString("utf8")
          .replace(
            /"(text|content|message)":"([^"]*)"/g,
            (_all, key: string, said: string) => `"${key}":"${said.replace(/[0-8]/g, (digit) => String(Number(digit) + 1))}"`,
          ),
      );
      const write = (bytes: Uint8Array) => () => writeFileSync(path, bytes);
      const replace = () => {
        const { atime, mtime } = statSync(path);
        writeFileSync(`${path}.new`, other);
        renameSync(`${path}.new`, path);
        utimesSync(path, atime, mtime);
      };
      try {
        reads(place, [write(whole), write(whole.subarray(0, half))]);
        reads(place, [write(whole), write(new Uint8Array(0))]);
        reads(place, [write(whole), write(whole.subarray(0, half)), write(whole)]);
        reads(place, [write(whole), replace]);
      } finally {
        writeFileSync(path, whole);
      }
    }
  });
});
