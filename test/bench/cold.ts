import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compare, type Result } from "./measure.ts";
import { benchSkills } from "./skills.ts";

const BUILT = fileURLToPath(new URL("../../dist/forge.js", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What a bare node does to load the parsers that a skill needs, and to parse its program with them once. */
const FLOORS: readonly (readonly [what: string, skill: number, script: string])[] = [
  ["instructions only", 0, `const M = require("markdown-it"); new M("commonmark").parse(read("SKILL.md"), {});`],
  [
    "TypeScript",
    1,
    `require("@typescript-eslint/typescript-estree").parse(read("scripts/run.ts"), { range: true, tokens: true, comment: true, filePath: "run.ts" });`,
  ],
  [
    "Python",
    2,
    `const { Parser, Language } = require("web-tree-sitter"); (async () => { await Parser.init(); const parser = new Parser(); parser.setLanguage(await Language.load("node_modules/tree-sitter-python/tree-sitter-python.wasm")); parser.parse(read("scripts/run.py")); })();`,
  ],
  ["shell", 3, `import("unbash").then(({ parse }) => parse(read("scripts/run.sh")));`],
];

/** `forge scan` of one small skill from the built program, process start included, against a bare node that loads the same parser and parses once. */
export function coldScan(): readonly Result[] {
  if (!existsSync(BUILT)) throw new Error("dist/ is not built");
  const home = mkdtempSync(join(tmpdir(), "forge-cold-"));
  try {
    const skills = benchSkills([]);
    // the same instructions for all, with no code in them but shell: a block of another language would load its parser, too
    const instructions = (skills[0]?.files ?? []).filter((one) => one.path === "SKILL.md");
    return FLOORS.map(([what, at, script]): Result => {
      const folder = join(home, String(at));
      for (const one of [...instructions, ...(skills[at]?.files ?? []).filter(({ path }) => path.startsWith("scripts/"))]) {
        mkdirSync(dirname(join(folder, one.path)), { recursive: true });
        writeFileSync(join(folder, one.path), one.bytes);
      }
      const env = { ...process.env, HOME: home, XDG_CACHE_HOME: join(home, "cache"), SKILL_FORGE_HOME: join(home, "state"), NO_COLOR: "1" };
      const node = (args: readonly string[], allowed: readonly (number | null)[]): void => {
        const done = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8", env });
        if (!allowed.includes(done.status))
          throw new Error(`node ${args.slice(0, 3).join(" ")} ended with ${String(done.status)}: ${done.stderr.slice(0, 500)}`);
        if (allowed.length > 1 && !done.stdout.includes('"verdict"')) throw new Error("the scan printed no report");
      };
      const read = `const read = (path) => require("node:fs").readFileSync(${JSON.stringify(`${folder}/`)} + path, "utf8");`;
      const { ms, floorMs } = compare(
        7,
        // with the flags of its first line, as whoever types its name starts it
        () => node(["--disallow-code-generation-from-strings", BUILT, "scan", folder, "--json"], [0, 4]),
        () => node(["--no-warnings", "-e", `${read}${script}`], [0]),
      );
      const ratio = ms / floorMs;
      return {
        name: `forge scan, cold: ${what}`,
        ms,
        floorMs,
        ratio,
        goal: "<= 1.5x its parser",
        met: ratio <= 1.5,
        note: "process start and report included",
      };
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
