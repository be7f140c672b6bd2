import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aHome } from "./forge.ts";

const root = join(import.meta.dirname, "../..");
const dist = join(root, "dist");
const doors = readdirSync(join(root, "scripts")).flatMap((name) => (name.endsWith(".ts") ? [name.replace(/\.ts$/, ".js")] : []));

function start(node: string, door: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  using home = aHome("empty");
  const places = { PATH: process.env["PATH"] ?? "", HOME: home.path, XDG_CACHE_HOME: join(home.path, ".cache"), ...env };
  return spawnSync(node, [join(dist, door), ...args], { cwd: home.path, env: places, encoding: "utf8", input: "", timeout: 60_000 });
}

/** Says on stderr whether this process can make code out of text. */
const PROBE = `try { new Function("return 1")(); console.error("can generate code"); } catch { console.error("cannot generate code"); }`;
const OLD_NODE = ["/usr/bin/node", "/usr/local/bin/node"].find(
  (path) => existsSync(path) && /^v(18|20)\./.test(spawnSync(path, ["--version"], { encoding: "utf8" }).stdout),
);
const tools = join(root, ".tools");

describe("the built program", () => {
  test.each(doors)("dist/%s answers --help with examples first", (door) => {
    const { status, stdout } = start(process.execPath, door, ["--help"]);
    expect(status).toBe(0);
    expect(stdout.startsWith("Examples:\n")).toBe(true);
  });

  test("has the parser of scripts in its bundle", () => {
    using home = aHome("empty");
    mkdirSync(join(home.path, "skill"));
    writeFileSync(join(home.path, "skill/SKILL.md"), "---\nname: skill\ndescription: Says something\n---\n# Skill\n");
    writeFileSync(join(home.path, "skill/a.mjs"), "console.log(1);\n");
    const { status, stdout } = start(process.execPath, "scan.js", [join(home.path, "skill")]);
    expect([status, stdout.split(" ")[0]]).toEqual([0, "PASS"]);
  });

  test("runs without code generation from strings, however it was started", () => {
    const { status, stderr } = start(process.execPath, "forge.js", ["status"], { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(PROBE)}` });
    expect(status).toBe(0);
    expect(stderr.trim().split("\n").at(-1)).toBe("cannot generate code");
  });

  test("hands arguments, exit code and standard input through", () => {
    const wrong = start(process.execPath, "forge.js", ["scan", "/no such folder", "--json"]);
    expect([wrong.status, (JSON.parse(wrong.stdout) as { error: { code: string } }).error.code]).toEqual([1, "FILE_UNREADABLE"]);
    const lines = start(process.execPath, "forge.js", ["patterns", "-", "--json"]);
    expect([lines.status, (JSON.parse(lines.stdout) as { assignments: unknown[] }).assignments]).toEqual([0, []]);
  });

  test.skipIf(OLD_NODE === undefined || !existsSync(tools))("on a Node that is too old it runs with the one that was fetched", () => {
    const { status, stdout, stderr } = start(OLD_NODE ?? "", "forge.js", ["doctor", "--json"]);
    const checks = (JSON.parse(stdout) as { checks: { what: string; detail: string }[] }).checks;
    expect([status, stderr]).toEqual([0, ""]);
    expect(checks.find((one) => one.what === "node")?.detail).toMatch(/^2[46]\./);
  });
});
