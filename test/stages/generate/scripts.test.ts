import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TEMPLATES } from "#generated/templates";
import { generate } from "#stages/generate/generate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFetchGene, aReportGene, aTransformGene } from "./a-gene.ts";

let home = "";
const skills: Record<string, string> = {};

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "scripts-"));
  for (const gene of [aReportGene(), aTransformGene(), aFetchGene()]) {
    const made = generate({ genes: [gene], template: null, name: null, description: null });
    skills[made.template.id] = join(home, "skills", made.skill.name);
    for (const file of made.skill.files) {
      const path = join(home, "skills", made.skill.name, file.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.bytes);
    }
  }
  for (const folder of ["sales", "orders/json", "secret"]) mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, "sales/jan.csv"), 'region,amount\nnorth,"1,200.50"\nsouth,3\nnorth,0.1\n');
  writeFileSync(join(home, "orders/a.csv"), '\ufeffid;note\r\n1;"x; ""y"""\r\n2;"two\nlines"\r\n');
  writeFileSync(join(home, "secret/key.csv"), "a\n1\n");
  symlinkSync(join(home, "secret/key.csv"), join(home, "sales/link.csv"));
  symlinkSync(join(home, "secret"), join(home, "orders/json/out"));
});
afterAll(() => {
  rmSync(home, { recursive: true });
});

function run(template: string, args: readonly string[], input = "") {
  const script = join(skills[template] ?? "", "scripts", `${template}.mjs`);
  const flags = ["--disallow-code-generation-from-strings"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, script, ...args], {
    input,
    encoding: "utf8",
    env: { HOME: home },
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

describe("generated scripts", () => {
  it("do in a process what their template promises", () => {
    for (const { spec } of TEMPLATES) {
      for (const trial of spec.smoke) {
        const result = run(spec.id, trial.args, trial.input);
        expect({ ...trial, status: result.status }).toEqual({ ...trial, status: trial.exit });
        expect(trial.exit === 0 ? result.stdout : result.stderr).not.toBe("");
        expect(trial.exit === 0 ? result.stdout : result.stderr).toContain(trial.says ?? "");
      }
    }
  });

  it("report groups and totals of a granted file", () => {
    const { status, stdout } = run("report", ["--in", join(home, "sales/jan.csv"), "--group", "region", "--total", "amount", "--out", "json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 3,
      groups: [
        { region: "north", rows: 2, "total of amount": 1200.6 },
        { region: "south", rows: 1, "total of amount": 3 },
      ],
    });
  });

  it("read quoted fields, other delimiters, byte order marks and line breaks inside quotes", () => {
    const { stdout } = run("transform", ["--in", join(home, "orders/a.csv"), "--to", "json"]);
    expect(JSON.parse(stdout)).toEqual([
      { id: "1", note: 'x; "y"' },
      { id: "2", note: "two\nlines" },
    ]);
  });

  it("give CSV back that reads the same", () => {
    const rows = [
      { a: 'say "x", ok', b: "two\nlines" },
      { a: "", b: "é" },
    ];
    const csv = run("transform", ["--from", "json", "--to", "csv"], JSON.stringify(rows)).stdout;
    expect(JSON.parse(run("transform", ["--from", "csv", "--to", "json"], csv).stdout)).toEqual(rows);
  });

  it("keep data from changing a Markdown table", () => {
    const { stdout } = run("transform", ["--from", "json", "--to", "markdown"], JSON.stringify([{ "a|b": "x|y\n| z | [l](http://e.example) <b>" }]));
    expect(stdout.trim().split("\n")).toHaveLength(3);
    expect(stdout).not.toMatch(/[^\\][[<]/);
  });

  it("read no file outside of the granted folders, through links neither", () => {
    for (const path of ["secret/key.csv", "sales/../secret/key.csv", "sales/link.csv", "nothing.csv", "."]) {
      const { status, stdout, stderr } = run("report", ["--in", join(home, path)]);
      expect({ path, status, stdout }).toEqual({ path, status: 1, stdout: "" });
      expect(stderr).not.toBe("");
    }
  });

  it("write only into the granted folder, never through a link, and keep what is there", () => {
    const source = ["--in", join(home, "orders/a.csv"), "--to", "json"];
    const target = join(home, "orders/json/a.json");
    expect(run("transform", [...source, "--out", target]).status).toBe(0);
    const before = readFileSync(target, "utf8");
    expect(run("transform", [...source, "--to", "csv", "--out", target])).toMatchObject({ status: 1 });
    expect(readFileSync(target, "utf8")).toBe(before);
    expect(run("transform", [...source, "--to", "csv", "--out", target, "--overwrite"]).status).toBe(0);
    expect(readFileSync(target, "utf8")).not.toBe(before);
    for (const path of ["orders/b.json", "secret/b.json", "orders/json/out/b.json"])
      expect(run("transform", [...source, "--out", join(home, path)]).status).toBe(1);
  });

  it("say what is wrong on stderr and leave stdout empty", () => {
    const wrong = [["--in"], ["--nosuch"], ["--from", "json"], ["--sort", "nosuch"], ["--to", "nosuch"], ["--columns", "nosuch"], ["--rename", "a"]];
    for (const args of wrong) expect({ args, ...run("transform", args, "a,b\n1,2\n"), stderr: "" }).toEqual({ args, status: 1, stdout: "", stderr: "" });
  });
});
