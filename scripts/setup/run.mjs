// Every npm script comes through here: a suitable Node, the dependencies, the build, then the task. Each step does
// only what changed since the last time. Plain JavaScript for Node 18 and newer.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { indent, npmEnvironment, npmProgram, refuseLinked, ROOT, SetupError, suitableNode } from "./node.mjs";

const vitest = ["node_modules/vitest/vitest.mjs", "run", "--config", ".ci/vitest.config.ts"];

/** Task -> the commands of its own, run one after the other by the suitable Node. Arguments of the caller go to the last one. */
const TASKS = {
  setup: [],
  build: [],
  demo: [["--disable-warning=ExperimentalWarning", "scripts/demo/demo.ts"]],
  forge: [["dist/forge.js"]],
  test: [vitest],
  "test:e2e": [[...vitest, "test/e2e"]],
  bench: [["--disable-warning=ExperimentalWarning", "test/bench/run.ts"]],
  "fuzz:scan": [["--disable-warning=ExperimentalWarning", "test/fuzz/run.ts"]],
  "fuzz:skills": [["--disable-warning=ExperimentalWarning", "test/fuzz-skills/run.ts"]],
  "measure:learning": [["--disable-warning=ExperimentalWarning", "test/synthetic/many/run.ts"]],
  "fuzz:logs": [["--disable-warning=ExperimentalWarning", "test/fuzz-logs/run.ts"]],
  reliability: [["--disable-warning=ExperimentalWarning", "test/reliability/run.ts"]],
  types: [["node_modules/typescript/bin/tsc", "-p", "."]],
  lint: [["node_modules/eslint/bin/eslint.js", "-c", ".ci/eslint.config.js", "--max-warnings", "0", "scripts", "test"]],
  format: [["node_modules/@biomejs/biome/bin/biome", "format", "--config-path=.ci/format.json", "--write", "."]],
  "format:check": [["node_modules/@biomejs/biome/bin/biome", "format", "--config-path=.ci/format.json", "."]],
  dead: [["node_modules/knip/bin/knip.js", "--config", ".ci/knip.json"]],
  architecture: [[...vitest, "test/architecture.test.ts"]],
  schemas: [["scripts/setup/schemas.ts"]],
  coverage: [["--disable-warning=ExperimentalWarning", "test/attacks/write-coverage.ts"]],
  self: [[...vitest, "test/self.test.ts"]],
};

function say(line) {
  process.stderr.write(`${line}\n`);
}

function main([task = "", ...rest]) {
  const commands = TASKS[task];
  if (commands === undefined) throw new SetupError(`there is no task "${task}"; there are ${Object.keys(TASKS).join(", ")}.`);
  const node = suitableNode(say);
  install(node);
  build(node);
  for (const [index, command] of commands.entries()) {
    const last = index === commands.length - 1;
    const done = spawnSync(node, [...command, ...(last ? rest : [])], { cwd: ROOT, stdio: "inherit", env: environment(node) });
    if (done.error !== undefined) throw done.error;
    if (done.status !== 0) return done.status ?? 1;
  }
  return 0;
}

/** The suitable Node comes first on the path, for tools that start `node` themselves. */
function environment(node) {
  return { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ""}` };
}

function install(node) {
  const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
  const stamp = digest([
    version.split(".")[0],
    process.platform,
    process.arch,
    readFileSync(join(ROOT, "package.json"), "utf8"),
    readFileSync(join(ROOT, "package-lock.json"), "utf8"),
  ]);
  const mark = join(ROOT, "node_modules", ".skill-forge-installed");
  if (existsSync(mark) && readFileSync(mark, "utf8") === stamp) return;
  refuseLinked(join(ROOT, "node_modules"));
  say("Installing the dependencies named in package-lock.json …");
  const done = spawnSync(node, [npmProgram(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    encoding: "utf8",
    env: npmEnvironment({ PATH: `${dirname(node)}:${process.env.PATH ?? ""}` }),
  });
  if (done.status !== 0) {
    throw new SetupError(
      `the dependencies could not be installed:\n${indent(done.stderr || String(done.error ?? ""))}\nCheck the network (or npm's proxy and registry settings) and run this again.`,
    );
  }
  writeFileSync(mark, stamp);
}

function build(node) {
  const stamp = digest([...inputs(["scripts", "templates", "policy", "package.json", "tsconfig.json", "package-lock.json"])]);
  const mark = join(ROOT, "dist", ".stamp");
  if (existsSync(mark) && readFileSync(mark, "utf8") === stamp && existsSync(join(ROOT, "dist", "forge.js")) && existsSync(join(ROOT, "scripts", "generated")))
    return;
  say("Building …");
  for (const step of ["scripts/setup/generate.ts", "scripts/setup/bundle.ts"]) {
    const done = spawnSync(node, ["--disable-warning=ExperimentalWarning", step], {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: environment(node),
    });
    if (done.status !== 0) throw new SetupError(`the build step ${step} failed (see above).`);
  }
  mkdirSync(dirname(mark), { recursive: true });
  writeFileSync(mark, stamp);
}

function* inputs(paths) {
  for (const path of paths) yield* contents(path);
}

function* contents(path) {
  const whole = join(ROOT, path);
  if (path === join("scripts", "generated") || !existsSync(whole)) return;
  if (/\.(json|ts|mjs|hbs|md)$/.test(path)) {
    yield path;
    yield readFileSync(whole, "utf8");
    return;
  }
  if (/\.[a-z0-9]+$/.test(path)) return;
  for (const name of readdirSync(whole).sort()) yield* contents(join(path, name));
}

function digest(parts) {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(`${part.length}:${part}`);
  return sum.digest("hex");
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  say(error instanceof SetupError ? `skill-forge setup: ${error.message}` : `skill-forge setup failed: ${error?.stack ?? error}`);
  process.exitCode = 1;
}
