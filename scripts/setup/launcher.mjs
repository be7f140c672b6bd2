#!/usr/bin/env -S node --disallow-code-generation-from-strings
// The start of the built program. Plain JavaScript, so that a Node which is too old for the rest can still read it and
// hand over to the one in .tools/. The program proper runs without code generation from strings; that can only be set
// when a process starts, so a start without the flag is replaced by one with it.
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import * as modules from "node:module";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HARD = "--disallow-code-generation-from-strings";
const self = fileURLToPath(import.meta.url);
const args = process.argv.slice(2);

function suits() {
  const [major, minor, patch] = process.versions.node.split(".").map(Number);
  if (major === 22) return minor > 22 || (minor === 22 && patch >= 3);
  if (major === 24) return minor >= 15;
  return major > 26 || (major === 26 && minor >= 1);
}

function fetchedNode() {
  const tools = join(dirname(self), "..", ".tools");
  if (!existsSync(tools)) return null;
  for (const version of readdirSync(tools).sort().reverse()) {
    const packages = join(tools, version, "node_modules");
    if (!existsSync(packages)) continue;
    for (const name of readdirSync(packages)) {
      const node = join(packages, name, "bin", "node");
      if (existsSync(node)) return node;
    }
  }
  return null;
}

function startAgain(node) {
  const flags = process.execArgv.filter((flag) => flag !== HARD);
  const argv = [HARD, ...flags, self, ...args];
  if (typeof process.execve === "function" && process.platform !== "win32") {
    // the notice that execve is new would be all a person sees of this process
    process.removeAllListeners("warning");
    try {
      process.execve(node, [node, ...argv], process.env);
    } catch {
      // not on this platform: start a child instead
    }
  }
  const done = spawnSync(node, argv, { stdio: "inherit" });
  if (done.error) throw done.error;
  process.exitCode = done.status === null ? 130 : done.status;
}

/** Nobody else may write into it, and it is a folder of its own and no link. */
function isOurs(path) {
  const facts = lstatSync(path);
  return facts.isDirectory() && facts.uid === process.getuid() && (facts.mode & 0o022) === 0;
}

/** Compiled code is cached only in a folder that is ours alone, below folders that nobody else can change: whoever can write there could change what we run. */
function cacheCompiledCode() {
  // the answer to an installer writes nothing at all, not even this
  if (args.includes("--dry-run") || args[0] === "install-policy" || typeof modules.enableCompileCache !== "function" || process.platform === "win32") return;
  const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(base, "skill-forge", "compiled");
  try {
    // one by one: a recursive mkdir does not come back from places like /proc
    for (const path of [base, dirname(folder), folder]) if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
    if (isOurs(base) && isOurs(dirname(folder)) && isOurs(folder) && (lstatSync(folder).mode & 0o077) === 0) modules.enableCompileCache(folder);
  } catch {
    // read-only home: start without the cache
  }
}

// what a library or Node itself creates is ours alone as well; files that others are to read get their rights spelled out
process.umask(0o077);
/** A cache that the environment names, which others can write to, was read before this line; a start without it begins anew. */
function isCacheShared() {
  const named = process.env.NODE_COMPILE_CACHE;
  if (named === undefined || named === "" || process.platform === "win32") return false;
  try {
    // what Node has just made there is ours, but whoever can write to the folder around it can exchange it
    return !isOurs(dirname(named)) || (existsSync(named) && !isOurs(named));
  } catch {
    return true;
  }
}

const isShared = isCacheShared();
if (isShared) delete process.env.NODE_COMPILE_CACHE;
const isHelp = args.length === 0 || args.some((arg) => arg === "--help" || arg === "-h" || arg === "--version");
if (!suits()) {
  const node = fetchedNode();
  if (node === null) {
    process.stderr.write(
      `forge needs Node 22.22.3, 24.15 or 26.1 and newer; this is ${process.versions.node}.\nRun \`npm run setup\` in ${dirname(dirname(self))} once: it fetches a Node of its own.\n`,
    );
    process.exitCode = 1;
  } else {
    startAgain(node);
  }
} else if (isShared || (!isHelp && !process.execArgv.includes(HARD))) {
  startAgain(process.execPath);
} else {
  if (!isHelp) cacheCompiledCode();
  await import(`./program/${basename(self)}`);
}
