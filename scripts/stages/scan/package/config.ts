import type { FileContext } from "../reading.ts";
import type { Report } from "../mark.ts";
import { findCommands, readCommandLine } from "../prose/commands.ts";
import type { Run } from "../programs/runs.ts";
import { isOpen } from "../shell/grants.ts";
import { checkAgentHooks } from "./agent-hooks.ts";
import { checkData } from "./data-code.ts";
import { checkContainer, checkEditor } from "./editor.ts";
import { isRecord } from "./entries.ts";
import { jobsIn, checkCompose } from "./jobs.ts";
import { checkFields } from "./fields.ts";
import { finderIn, parseRc, parseSettings } from "./json.ts";
import { checkServers } from "./mcp.ts";
import { NEVER_TEXT } from "./place.table.ts";
import { checkConda, checkIni, checkPyproject, checkRequirements } from "./python.ts";
import { checkAttributes, checkBrewfile, checkBunfig, checkCargo, checkEnvironmentExample, checkNpmrc, checkYarnrc } from "./rc.ts";
import { checkStarted } from "./started.ts";
import { checkTool, isToolFile } from "./tools.ts";

type Reader = (path: string, text: string, report: Report, context: FileContext) => readonly Run[];
type Row = readonly [pattern: RegExp, read: Reader];

const only =
  (read: (text: string, report: Report) => void): Reader =>
  (_path, text, report) => {
    read(text, report);
    return [];
  };

/** Files whose content decides what other programs do. All that fit are read. */
const READERS: readonly Row[] = [
  [/(?:^|\/)\.npmrc$/i, only(checkNpmrc)],
  [/(?:^|\/)\.yarnrc\.yml$/i, only(checkYarnrc)],
  [/(?:^|\/)\.gitattributes$/i, only(checkAttributes)],
  [
    /(?:^|\/)(?:\.env\.(?:example|sample|template|dist|defaults?|schema)|(?=[\w-]*\.?env)[\w.-]*\.(?:txt|example|sample|template)|example\.env|sample\.env)$/i,
    only(checkEnvironmentExample),
  ],
  [/(?:^|\/)bunfig\.toml$/i, only(checkBunfig)],
  [/(?:^|\/)Cargo\.toml$/i, only(checkCargo)],
  [/(?:^|\/)Brewfile$/i, only(checkBrewfile)],
  [/(?:^|\/)(?:(?=[\w.-]*requirements|constraints)[\w.-]*|requirements\/[\w.-]+)\.(?:txt|in)$/i, only(checkRequirements)],
  [/(?:^|\/)(?:pyproject\.toml|Pipfile|uv\.toml|poetry\.toml|hatch\.toml|pdm\.toml)$/i, (path, text, report) => checkPyproject(path, text, report)],
  [/(?:^|\/)(?:setup\.cfg|tox\.ini|\.pylintrc|pylintrc|\.flake8|mypy\.ini)$/i, only(checkIni)],
  // What these say is run by a tool, by whoever uses it.
  [
    /(?:^|\/)(?:tox\.ini|pyproject\.toml|Pipfile|\.?mise\.toml|\.rtx\.toml|flake\.nix|shell\.nix|default\.nix|deno\.jsonc?|composer\.json|Tiltfile|CMakeLists\.txt|meson\.build|Vagrantfile)$/i,
    only((text, report) => findCommands(text, 0, null, report)),
  ],
  [/(?:^|\/)(?:conda-)?env(?:ironment)?[\w.-]*\.ya?ml$/i, only(checkConda)],
  [/(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/i, only(checkCompose)],
  [/\.ya?ml$/i, readJobs],
  [
    /(?:^|\/)(?:\.?mcp(?:[-_.]\w+)?\.json|mcp_config\.json|claude_desktop_config\.json|opencode\.jsonc?|\.?crush\.json|\.cursor\/mcp\.json|\.gemini\/settings\.json|cline_mcp_settings\.json)$/i,
    readServers,
  ],
  [/(?:^|\/)\.[\w-]+-plugin\/(?:plugin|marketplace)\.json$|(?:^|\/)(?:gemini-extension|openclaw\.plugin|plugin)\.json$/i, readPlugin],
  [/(?:^|\/)\.vscode\/[^/]+$/i, (path, text, report) => settle(() => checkEditor(path, parseSettings(text), finderIn(text), report))],
  [
    /(?:^|\/)\.?devcontainer\.json$/i,
    (path, text, report) =>
      settle(() =>
        checkContainer(
          parseSettings(text),
          finderIn(text),
          report,
          /(?:^|\/)(?:\.devcontainer\/(?:.+\/)?devcontainer\.json|\.devcontainer\.json)$/i.test(path),
        ),
      ),
  ],
  [
    /\.(?:json|jsonc|json5)$/i,
    only((text, report) => {
      checkAgentHooks(text, report, true);
      checkFields(text, report);
    }),
  ],
  [
    /\.(?:json|jsonc|json5)$|(?:^|\/)\.[\w-]+rc$/i,
    (path, text, report) => checkTool(path, isToolFile(path) && /rc$/i.test(path) ? parseRc(text) : parseSettings(text), finderIn(text), report),
  ],
];

/** Path and text of a file -> marks for what other programs do with it without being asked, and the skill's own files that they run. */
export function checkConfig(path: string, text: string, context: FileContext, report: Report): readonly Run[] {
  if (context.profile === "compiled" || text === "") return [];
  if (NEVER_TEXT.test(path))
    report({
      rule: "package-entry",
      start: 0,
      end: Math.min(1, text.length),
      args: { name: "the file name", path: "a text behind the ending of a picture, font, document or archive" },
    });
  checkData(path, text, report);
  checkStarted(path, text, report);
  return READERS.filter(([pattern]) => pattern.test(path)).flatMap(([, read]) => read(path, text, report, context));
}

function settle(check: () => void): readonly Run[] {
  check();
  return [];
}

/** Every secret of a repository in one text: a step that works needs the ones it names. */
const ALL_SECRETS = /\$\{\{[^}\n]{0,80}\btoJSON\s{0,4}\(\s{0,4}secrets\s{0,4}\)/i;

/** Commands of jobs are read as commands; a file whose YAML cannot be told apart is read line by line. */
function readJobs(_path: string, text: string, report: Report): readonly Run[] {
  if (isOpen(text)) report({ rule: "command-persist", start: 0, end: Math.min(1, text.length), args: { text: "rights over a cluster for anybody" } });
  const secrets = text.includes("toJ") ? ALL_SECRETS.exec(text) : null;
  if (secrets !== null)
    report({ rule: "command-exfiltrate", start: secrets.index, end: secrets.index + secrets[0].length, args: { text: secrets[0].slice(0, 80) } });
  const jobs = jobsIn(text);
  if (jobs === null) findCommands(text, 0, null, report);
  for (const { text: command, at } of jobs ?? []) readCommandLine(command, { start: at, end: Math.min(text.length, at + command.length) }, report);
  return [];
}

function readServers(_path: string, text: string, report: Report, context: FileContext): readonly Run[] {
  const data = parseSettings(text);
  if (data === undefined)
    report({ rule: "unread-parse", start: 0, end: Math.min(1, text.length), args: { language: "JSON", why: "it starts servers and is no valid JSON" } });
  return checkServers(data, finderIn(text), report, context);
}

/** A plugin of an agent: its name and description, or hooks and servers, which the agent starts. */
function readPlugin(_path: string, text: string, report: Report, context: FileContext): readonly Run[] {
  const data = parseSettings(text);
  const find = finderIn(text);
  if (isRecord(data))
    for (const key of ["hooks", "lspServers", "statusLine", "permissions", "env"]) {
      if (data[key] === undefined) continue;
      const [start, end] = find(`"${key}"`);
      report({ rule: "package-config", start, end, args: { what: `Has an agent run or allow something by itself ("${key}")` } });
    }
  return checkServers(data, find, report, context);
}
