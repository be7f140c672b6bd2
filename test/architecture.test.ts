import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "@typescript-eslint/typescript-estree";
import { describe, expect, it } from "vitest";
import { ROOMS, roomOf } from "./architecture/rooms.ts";

const root = join(import.meta.dirname, "..", "scripts");

type Import = Readonly<{ file: string; line: number; to: string; typeOnly: boolean; isDeferred: boolean }>;

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : filesUnder(path);
    return entry.name.endsWith(".ts") ? [relative(root, path)] : [];
  });
}

/** Every way in which one file can name another: static imports, re-exports and import() with a literal. */
function importsOf(file: string): readonly Import[] {
  const source = readFileSync(join(root, file), "utf8");
  const found: Import[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one);
      return;
    }
    if (typeof node !== "object" || node === null) return;
    if ("source" in node && "type" in node && "loc" in node) {
      const { source: to, type, loc } = node as { source: { value?: unknown } | null; type: string; loc: { start: { line: number } }; importKind?: string };
      if (typeof to?.value === "string" && /^(Import|Export)/.test(type))
        found.push({
          file,
          line: loc.start.line,
          to: to.value,
          typeOnly: "importKind" in node && node.importKind === "type",
          isDeferred: type === "ImportExpression",
        });
    }
    for (const value of Object.values(node)) visit(value);
  };
  visit(parse(source, { loc: true, range: false }).body);
  return found;
}

const files = filesUnder(root);
const imports = files.flatMap(importsOf);

/** The file that an import of ours leads to, relative to scripts/; null for packages and Node modules. */
function targetOf({ file, to }: Import): string | null {
  if (to.startsWith("#")) return `${to.slice(1)}.ts`;
  if (to.startsWith(".")) return join(file, "..", to);
  return null;
}

/** Source without comments, strings and patterns. */
function withoutText(source: string): string {
  const { tokens } = parse(source, { tokens: true, range: false });
  return tokens.map((one) => (["String", "Template", "RegularExpression"].includes(one.type) ? '""' : one.value)).join(" ");
}

describe("architecture", () => {
  it("lets a room import only what its row in the table allows", () => {
    const wrong = imports.flatMap((one) => {
      const target = targetOf(one);
      if (target === null) return [];
      const from = roomOf(one.file);
      const to = roomOf(target);
      if (from.name === to.name || from.may.some((room) => to.name === room || to.name.startsWith(`${room}/`))) return [];
      return [`scripts/${one.file}:${one.line} imports ${one.to}: ${from.name} may import ${from.may.join(", ") || "nothing of ours"}. ${from.advice}`];
    });
    expect(wrong).toEqual([]);
  });

  it("writes imports across rooms as #room/path and inside a room as ./file.ts", () => {
    const wrong = imports.flatMap((one) => {
      const target = targetOf(one);
      if (target === null) return [];
      const same = roomOf(one.file).name === roomOf(target).name;
      if (same && one.to.startsWith(".") && one.to.endsWith(".ts")) return [];
      if (!same && one.to.startsWith("#") && !one.to.endsWith(".ts")) return [];
      return [
        `scripts/${one.file}:${one.line} imports ${one.to}: across rooms write #room/path, inside a room ./file.ts, so that an import block shows which rooms a file talks to.`,
      ];
    });
    expect(wrong).toEqual([]);
  });

  it("keeps Node modules that act out of rooms that receive their powers", () => {
    const wrong = imports.flatMap((one) => {
      const room = roomOf(one.file);
      if (one.typeOnly || !one.to.startsWith("node:") || room.node === "any" || room.node.includes(one.to)) return [];
      return [
        `scripts/${one.file}:${one.line} imports ${one.to}: ${room.name} does not touch the machine. Take a power from #kernel/powers as an argument; its Node version belongs in scripts/platform/.`,
      ];
    });
    expect(wrong).toEqual([]);
  });

  it("speaks to a network in one room, which is only loaded for a model that was configured", () => {
    const modules = /^(node:)?(net|tls|dns|http|https|http2|dgram|quic|inspector)(\/|$)|^(undici|ws|axios|node-fetch)$/;
    const globals = /\b(fetch|WebSocket|EventSource|XMLHttpRequest)\s*\(|getBuiltinModule\("node:(net|tls|dns|http|https|http2|dgram)/;
    const room = "platform/ask/";
    const byModule = imports.filter((one) => !one.typeOnly && modules.test(one.to)).map((one) => one.file);
    // the words of the scan's own tables are strings and patterns, never calls
    const byGlobal = files.filter((file) => {
      const source = readFileSync(join(root, file), "utf8");
      return globals.test(source) && globals.test(withoutText(source));
    });
    expect([...new Set([...byModule, ...byGlobal])].filter((file) => !file.startsWith(room)).sort()).toEqual([]);
    expect(byGlobal).toEqual(["platform/ask/send.ts"]);
    expect(imports.filter((one) => /ask\/ask(\.ts)?$/.test(one.to) && !one.file.startsWith(room)).map((one) => one.file)).toEqual(["platform/powers.ts"]);
    expect(readFileSync(join(root, "platform/powers.ts"), "utf8")).toContain('await import("./ask/ask.ts")');
  });

  it("loads for a scan neither the log nor what observes, mines and proposes", () => {
    const loaded = new Set<string>();
    const load = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      for (const one of imports) if (one.file === file && !one.typeOnly && !one.isDeferred) load(targetOf(one) ?? file);
    };
    for (const entry of ["cli/main.ts", "cli/parse.ts", "cli/commands/scan.ts", "pipeline/scan.ts", "stages/scan/scan.ts", "stages/scan/prepare.ts"])
      load(entry);
    expect([...loaded]).toContain("stages/scan/prose/meaning/judge.ts");
    expect([...loaded].filter((file) => /^(?:audit|assist|adapters\/(?!common|openclaw)|stages\/(?!scan))/.test(file))).toEqual([]);
  });

  it("has no cycle between files", () => {
    const edges = new Map<string, readonly string[]>();
    for (const file of files)
      edges.set(
        file,
        imports.filter((one) => one.file === file && !one.typeOnly).flatMap((one) => targetOf(one) ?? []),
      );
    const state = new Map<string, "open" | "done">();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (state.get(file) === "done") return;
      if (state.get(file) === "open") {
        cycles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
        return;
      }
      state.set(file, "open");
      for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
      state.set(file, "done");
    };
    for (const file of files) walk(file, []);
    expect(cycles).toEqual([]);
  });

  it("names files by what they hold", () => {
    const drawers = /(^|\/)(utils?|helpers?|common|misc|types|index)\.ts$/;
    const wrong = files.filter((file) => drawers.test(file) || !/^[a-z0-9/-]+(\.(schema|table))?\.ts$/.test(file));
    expect(wrong.map((file) => `scripts/${file}: name it after the noun or verb it holds, in kebab-case; drawers collect what nobody can find again.`)).toEqual(
      [],
    );
  });

  it("keeps doors to twelve lines and files to 300", () => {
    const wrong = files.flatMap((file) => {
      const lines = readFileSync(join(root, file), "utf8").split("\n").length - 1;
      const most = file.includes("/") ? (file.endsWith(".table.ts") ? Number.POSITIVE_INFINITY : 300) : 12;
      return lines > most ? [`scripts/${file} has ${lines} lines, more than ${most}: there is nearly always a second noun in it. Give that one a file.`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("knows a room for every file", () => {
    const used = new Set(files.map((file) => roomOf(file).name));
    // what the build makes is not looked at
    expect(ROOMS.filter((room) => room.name !== "generated" && !used.has(room.name)).map((room) => `${room.name} stands in the table and has no file`)).toEqual(
      [],
    );
  });
});
