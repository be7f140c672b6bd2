import { isRecord, leavesOf } from "./entries.ts";
import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import { createOwnPaths } from "../programs/own-paths.ts";
import type { Run } from "../programs/runs.ts";
import { judgeArgv } from "../shell/argv.ts";
import type { Find } from "./npm.ts";

/** Programs that fetch a package and run it; the package is whatever the name stands for on that day. */
const RUNNERS = /^(?:npx|bunx|uvx|pipx|pnpx|dlx|docker|podman|nerdctl|smithery)$/;
const RUNNER_WORDS = /^(?:dlx|exec|x|run|tool)$/;
const MANAGERS = /^(?:npm|pnpm|yarn|bun|uv|deno|go|cargo)$/;

/** Parsed settings of an MCP host -> marks for each server that it would start or reach, and the skill's own files among them. */
export function checkServers(data: unknown, find: Find, report: Report, context: FileContext): readonly Run[] {
  if (!isRecord(data)) return [];
  const runs: Run[] = [];
  for (const key of ["mcpServers", "servers", "context_servers", "mcp_servers", "mcp"]) {
    const servers = data[key];
    if (!isRecord(servers)) continue;
    const inner = isRecord(servers["servers"]) ? servers["servers"] : servers;
    for (const [name, server] of Object.entries(inner)) if (isRecord(server)) runs.push(...checkServer(name, server, find, report, context));
  }
  return runs;
}

function checkServer(name: string, server: Readonly<Record<string, unknown>>, find: Find, report: Report, context: FileContext): readonly Run[] {
  const [start, end] = find(JSON.stringify(name));
  const block = (what: string) => report({ rule: "package-config", start, end, args: { what } });
  const url = [server["url"], server["serverUrl"], server["httpUrl"], server["uri"]].find((one) => typeof one === "string");
  if (typeof url === "string") block(`Has the agent talk to a server elsewhere, which then tells it what its tools are (${url.slice(0, 80)})`);
  checkEnvironment(server, [start, end], report);
  const words = wordsOf(server);
  const [program] = words;
  if (program === undefined) return [];
  if (isRunner(words)) block(`Has the agent start a server from a package that is not in the skill (${words.join(" ").slice(0, 80)})`);
  else
    report({
      rule: "package-config",
      start,
      end,
      args: { what: `Has the agent start a server (${words.join(" ").slice(0, 80)})` },
      disposition: "warn",
      severity: "medium",
    });
  const own = createOwnPaths(context.paths);
  return [
    ...judgeArgv(words, { start, end }, "code", inlineRead(words, report), context),
    ...words
      .slice(1)
      .flatMap((word) => own(word))
      .flatMap((path) => languageOf(path)),
  ];
}

/**
 * `python -c "..."`, `node -e "..."`: settings are plain text, so the code was read as its language reads it, and its findings stand beside. What is
 * left of starting the interpreter is the permission to.
 */
function inlineRead(words: readonly string[], report: Report): Report {
  const [program = ""] = words;
  if (!/^(?:python[0-9.]*|node)$/.test(program) || !/^(?:-c|-e|--eval)$/.test(words[1] ?? "")) return report;
  return (mark) =>
    mark.rule === "process-creation" && mark.args?.["name"] === program
      ? report({ ...mark, rule: "process-access", args: { name: "A server", program }, permission: { kind: "process", value: program } })
      : report(mark);
}

/** `command` with `args`, or a list, or (as some hosts have it) the whole line in `command`. */
function wordsOf(server: Readonly<Record<string, unknown>>): readonly string[] {
  const { command } = server;
  const first = typeof command === "string" ? [command] : leavesOf(command);
  return [...first, ...leavesOf(server["args"])];
}

function isRunner(words: readonly string[]): boolean {
  const name = (words[0] ?? "").replace(/\.(?:cmd|exe)$/i, "").replace(/^.*[\\/]/, "");
  return (
    RUNNERS.test(name) ||
    (MANAGERS.test(name) && words.slice(1, 3).some((word) => RUNNER_WORDS.test(word)) && !words.some((word) => /^\.{0,2}\/|\.[cm]?[jt]s$|\.py$/.test(word)))
  );
}

/** `${NAME}` hands a variable of the person to the server; some names change what runs. */
function checkEnvironment(server: Readonly<Record<string, unknown>>, [start, end]: readonly [number, number], report: Report): void {
  const env = isRecord(server["env"]) ? server["env"] : {};
  for (const [name, value] of Object.entries(env)) {
    if (
      /^(?:NODE_OPTIONS|NODE_PATH|LD_PRELOAD|LD_LIBRARY_PATH|DYLD_\w+|PYTHONPATH|PYTHONSTARTUP|PYTHONHOME|BASH_ENV|ENV|PATH|PERL5OPT|RUBYOPT|JAVA_TOOL_OPTIONS|GIT_SSH_COMMAND|\w*_PROXY)$/i.test(
        name,
      )
    )
      report({ rule: "package-config", start, end, args: { what: `Sets ${name.slice(0, 40)} for a server, which changes what it runs or whom it reaches` } });
    if (typeof value !== "string") continue;
    for (const [, variable = ""] of value.matchAll(/\$\{?(?:env:)?([A-Za-z_]\w{0,80})/g))
      report({ rule: "secret-access", start, end, args: { name: "A server", variable }, permission: { kind: "secrets", value: variable } });
  }
}

function languageOf(path: string): readonly Run[] {
  if (/\.(?:[cm]?[jt]sx?)$/.test(path)) return [{ path, language: "javascript" }];
  if (/\.py$/.test(path)) return [{ path, language: "Python" }];
  return /\.(?:ba|k|da)?sh$/.test(path) ? [{ path, language: "shell" }] : [];
}
