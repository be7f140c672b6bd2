import { isKept, isSkillData } from "../javascript/places.ts";
import { joinPath } from "../javascript/paths.ts";
import { type Machine, type Place, refuse, shown } from "./machine.ts";
import { needPath } from "./permissions.ts";
import { spill } from "./spilled.ts";
import { readWritten } from "./written.ts";
import type { State } from "./state.ts";
import { concat, FROM, HOLE, isKnown, marked, type Text } from "./text.ts";

/** A path as a command sees it: relative ones lie in the folder the script went to. */
export function pathIn(state: State, path: Text): Text {
  const text = /^(?:\.\/)+./.test(path.text) ? path.text.replace(/^(?:\.\/+)+/, "") : path.text;
  if (text !== path.text) return pathIn(state, { ...path, text });
  if (text === "" || /^[/~\u0000\u0001]/.test(text) || state.cwd.text === "." || /^(?:https?|ftp):/.test(text)) return path;
  if (!isKnown(state.cwd)) return { ...path, text: `${state.cwd.text}/${text}`, from: path.from | state.cwd.from };
  return { ...path, text: joinPath(state.cwd.text, text) };
}

/** Folders of agents: what lies in these parts of them, or has one of these names, is obeyed; anything else there is data of the skill that wrote it. */
const AGENT = /(?:^|\/)\.(?:openclaw|clawdbot|moltbot|claude|codex|cursor|gemini|continue|windsurf|roo|kiro|aider|config\/opencode)(?:\/(.*))?$/i;
const OBEYED =
  /^(?:$|(?:hooks|agents|commands|plugins|extensions|cron|rules|prompts|skills|output-styles|managed-skills)(?:\/|$)|[^/]*(?:settings|hooks|mcp|openclaw|clawdbot|moltbot|config)[^/]*\.(?:json|toml|ya?ml)(?:\.\w+)?$)|(?:^|\/)(?:AGENTS|CLAUDE|GEMINI|MEMORY|SOUL|TOOLS|IDENTITY|USER|HEARTBEAT|BOOTSTRAP)\.md$/i;
const SYSTEM =
  /^\/etc\/(?:passwd|shadow|group|sudoers|hosts|ld\.so|profile|bash\.bashrc|zsh|environment|cron|systemd|init|rc\.|pam|ssh\/|ssl\/|ca-certificates|apt\/|yum|resolv)|^\/(?:boot|sys|proc)\/|^\/(?:usr\/)?(?:s?bin|lib(?:64)?)\/|^\/Library\/Launch|^\/dev\/(?:sd|hd|vd|nvme|disk|mem|kmem)/;

/** Switches of the running kernel that name no program and start none: caches, memory and the queues of the network, gone when the machine restarts. */
const UNTIL_RESTART =
  /^\/proc\/sys\/(?:vm\/(?:drop_caches|compact_memory|swappiness|overcommit_memory|max_map_count|nr_hugepages)|fs\/(?:inotify\/\w+|file-max)|net\/core\/(?:somaxconn|[rw]mem_(?:max|default)))$/;

/** Is what is written here run or obeyed later? Known parts are enough. */
export function isPersistent(machine: Machine, path: Text): boolean {
  const text = path.text.replaceAll(HOLE, "x");
  if (UNTIL_RESTART.test(text)) return false;
  if (SYSTEM.test(text)) return true;
  if (!isKept(text)) return false;
  // A folder the script just made for itself is nobody's home, but for the hooks of a repository in it.
  if (/^\/tmp\/mktemp-/.test(text)) return /\/\.git\/hooks\//.test(text);
  const agent = AGENT.exec(text);
  if (agent !== null && isKnown(path) && isSkillData(agent[1] ?? "")) return false;
  if (agent !== null) return OBEYED.test(agent[1] ?? "") && !(machine.mode === "told" && /^skills\//.test(agent[1] ?? ""));
  // The instructions may tell how the skill itself is installed, or to write files of a project that are reviewed like any other.
  if (machine.mode === "told")
    return !/(?:^|\/)(?:SKILL\.md|\.github\/|\.vscode\/|\.husky\/|\.devcontainer|\.gitattributes|\.gitmodules|\.npmrc|\.envrc|known_hosts|\.pre-commit-config)/.test(
      text,
    );
  return !/(?:^|\/)SKILL\.md$/.test(text);
}

/** `cp settings.json settings.json.bak`: the old name, and an ending that says that it is old or when it was made. */
export function isBackup(from: Text, to: Text): boolean {
  return (
    isKnown(from) &&
    to.text.startsWith(from.text) &&
    /^[.~_-](?:bak|backup|old|orig|save[d]?|prev(?:ious)?)?[.~_\d\u0001\-TZ]*(?:bak|backup|old)?$/.test(
      to.text.slice(from.text.length).replaceAll(HOLE, "\u0001"),
    )
  );
}

const START_UP = /(?:^|\/)\.(?:bashrc|zshrc|bash_profile|zprofile|profile|zshenv)$/;
const SETTING_LINE =
  /^\s*(?:#.*|export (?!LD_|DYLD_|NODE_OPTIONS|BASH_ENV|PROMPT_COMMAND|PYTHON|PERL|RUBY|GIT_|HTTPS?_PROXY|ENV=)[A-Za-z_]\w*=[^;|&`(]*|eval "\$\([\w-]+ (?:init|hook|activate|env|completion|shellenv)[\w -]*\)"|(?:source|\.) <\([\w-]+ completion[\w ]*\)|)$/;

/** Instructions to set a variable or to load a tool's completion at the start of a shell, in words everybody can read. */
function isSetting(path: Text, content: Text): boolean {
  const text = content.text.replaceAll(HOLE, "x");
  return (
    START_UP.test(path.text) &&
    (content.from & (FROM.network | FROM.decoded | FROM.crafted)) === 0 &&
    text !== "x" &&
    text.split("\n").every((line) => SETTING_LINE.test(line))
  );
}

/** What is fetched onto a program of the skill is what runs from then on, whoever starts it. */
function isOwnProgram(machine: Machine, path: Text): boolean {
  if (!isKnown(path) || /^[/~]/.test(path.text) || !/\.(?:py|sh|bash|zsh|[cm]?[jt]s)$|(?:^|\/)SKILL\.md$/i.test(path.text)) return false;
  const { paths } = machine.context;
  // A sentence is read without the files around it: there the folder says it.
  if (paths.size === 0 && machine.mode === "told") return path.text.startsWith("scripts/");
  return paths.has(path.text.startsWith("\u0000skill/") ? path.text.slice("\u0000skill/".length) : path.text);
}

/** `tool completion fish > ~/.config/fish/completions/tool.fish`: what a tool says of its own words, under its own name. */
function isCompletion({ frame }: Machine, place: Place, path: Text, content: Text): boolean {
  const tool = /\/\.config\/fish\/completions\/([\w-]+)\.fish$/.exec(path.text)?.[1];
  if (tool === undefined || content.text !== HOLE || (content.from & (FROM.network | FROM.decoded | FROM.crafted)) !== 0) return false;
  const before = frame.source.slice(0, Math.max(0, place.start - frame.base));
  const line = before.slice(before.lastIndexOf("\n") + 1).trim();
  return frame.fixed === null && line.startsWith(`${tool} `) && /^[\w-]+ (?:--)?(?:generate-)?(?:shell-)?completions?(?: (?:-s |--shell )?fish)?$/.test(line);
}

/** A file gets content: what the script may do with it later depends on where the content came from. */
export function writeFile(machine: Machine, place: Place, program: string, path: Text, content: Text, append = false): void {
  if (path.text === "/dev/null" || path.text === "") return;
  if (/\.(?:bash|zsh|python|node_repl)_history$/.test(path.text))
    refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["changes the history"]);
  if (isPersistent(machine, path) && machine.mode === "told" && (isSetting(path, content) || isCompletion(machine, place, path, content)))
    machine.report({ rule: "command-persist", ...place, args: { text: shown(machine, place) }, disposition: "warn", severity: "low" });
  else if (isPersistent(machine, path))
    refuse(machine, "command-persist", place, { text: shown(machine, place) }, [`writes to ${path.text.replaceAll(HOLE, "…").slice(0, 120)}`]);
  else if (isOwnProgram(machine, path) && (content.from & (FROM.network | FROM.decoded)) !== 0)
    refuse(machine, "fetch-and-run", place, { text: shown(machine, place) }, ["writes over a program of the skill"]);
  else {
    needPath(machine, place, program, "write", path);
    readWritten(machine, place, path, content);
  }
  keepFile(machine, path, content, append);
}

/** Notes what a file holds from now on. A file once fetched stays one: the order of functions is not the order of calls. */
export function keepFile(machine: Machine, path: Text, content: Text, append = false): void {
  const before = machine.files.get(path.text);
  const kept =
    append && before !== undefined
      ? concat(before, content)
      : append
        ? { ...content, text: `${HOLE}${content.text}`, from: content.from | FROM.data }
        : content;
  const program = /(?:^|\/)(?:s?bin|Scripts)\/([^/]+)$/.exec(path.text)?.[1];
  // From now on this is what a word of that name starts.
  if (program !== undefined && (kept.from & (FROM.network | FROM.decoded)) !== 0) machine.files.set(`bin:${program}`, kept);
  if ((kept.from & FROM.secret) !== 0) {
    spill(machine, path, FROM.secret);
    machine.drains.get(path.text)?.(kept);
  }
  machine.files.set(path.text, before === undefined ? kept : marked(kept, before.from & (FROM.network | FROM.decoded | FROM.secret)));
}
