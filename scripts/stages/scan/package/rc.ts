import type { Report } from "../mark.ts";
import { settingsIn, settingsOr } from "./lines.ts";

/** Settings of npm and pnpm that change neither where packages come from nor what is run. */
const HARMLESS_NPMRC =
  /^(?:save|save-exact|save-prefix|engine-strict|fund|audit|audit-level|loglevel|color|progress|update-notifier|legacy-peer-deps|strict-peer-deps|strict-peer-dependencies|auto-install-peers|package-lock|package-lock-only|lockfile|prefer-offline|prefer-frozen-lockfile|frozen-lockfile|node-linker|shamefully-hoist|hoist|hoist-pattern(?:\[\])?|public-hoist-pattern(?:\[\])?|link-workspace-packages|save-workspace-protocol|resolution-mode|dedupe-peer-dependents|provenance|sign-git-tag|tag-version-prefix|init-.*|allow-scripts|min-release-age|minimum-release-age|use-node-version|manage-package-manager-versions)$/;
const HARMLESS_YARN =
  /^(?:nodeLinker|enableTelemetry|enableGlobalCache|compressionLevel|enableColors|enableMessageNames|enableProgressBars|defaultSemverRangePrefix|nmMode|nmHoistingLimits|logFilters|enableScripts|packageExtensions|pnpMode|pnpFallbackMode|preferInteractive|changesetIgnorePatterns|checksumBehavior|enableImmutableInstalls)$/;
const PUBLIC = /^["']?https:\/\/registry\.(?:npmjs\.org|yarnpkg\.com)\/?["']?$/;

/** Attributes of git that only say how a file is text, or name a driver that is built in (gitattributes documentation). */
const HARMLESS_ATTRIBUTE =
  /^(?:[-!]?(?:text|eol|crlf|diff|merge|binary|export-ignore|export-subst|delta|whitespace|linguist-[\w-]+|working-tree-encoding|conflict-marker-size|encoding)|text=(?:auto|true|false)|eol=(?:lf|crlf)|crlf=input|merge=(?:union|text|binary|ours)|diff=(?:ada|bash|bibtex|cpp|csharp|css|dts|elixir|fortran|fountain|golang|html|java|kotlin|markdown|matlab|objc|pascal|perl|php|python|ruby|rust|scheme|tex)|linguist-[\w-]+=\S+|working-tree-encoding=\S+|encoding=\S+|whitespace=\S+|conflict-marker-size=\d+)$/;

/** Variables that change what other programs run or whom they reach. */
const TURNING =
  /^(?:PATH|LD_PRELOAD|LD_LIBRARY_PATH|DYLD_\w+|NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|BUN_\w*PRELOAD\w*|PYTHONPATH|PYTHONSTARTUP|PYTHONHOME|PYTHONWARNINGS|PERL5OPT|PERL5LIB|RUBYOPT|RUBYLIB|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|BASH_ENV|ENV|PROMPT_COMMAND|SHELL|EDITOR|VISUAL|PAGER|BROWSER|GIT_\w+|SSH_ASKPASS|(?:HTTPS?|ALL|NO)_PROXY|npm_config_\w+|PIP_\w+|UV_\w+|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|SSL_CERT_\w+|(?:ANTHROPIC|OPENAI|CLAUDE|GEMINI|OPENCLAW)_\w*BASE_?URL)$/i;

const config = (report: Report, at: number, length: number, what: string): void =>
  report({ rule: "package-config", start: at, end: at + Math.max(1, Math.min(length, 200)), args: { what } });

/** .npmrc -> marks for every setting that is not known to change nothing. */
export function checkNpmrc(text: string, report: Report): void {
  for (const { key, value, at } of settingsIn(text, "ini") ?? [{ key: "a line that is too long", value: "", at: 0 }]) {
    if (HARMLESS_NPMRC.test(key) || (key === "registry" && PUBLIC.test(value)) || (key === "ignore-scripts" && value === "true")) continue;
    config(report, at, key.length, `Changes where packages come from or what is run ("${key.slice(0, 60)}")`);
  }
}

/** .yarnrc.yml -> marks for every setting at its top that is not known to change nothing. */
export function checkYarnrc(text: string, report: Report): void {
  let at = 0;
  for (const line of text.split("\n")) {
    const key = /^["']?([\w.-]+)["']?\s{0,10}:/.exec(line)?.[1];
    const isEmpty = line.trim() === "" || /^\s*#|^---/.test(line);
    if (!isEmpty && !/^\s/.test(line) && (key === undefined || !HARMLESS_YARN.test(key)))
      config(report, at, line.length, `Changes where packages come from or what is run ("${(key ?? line).slice(0, 60)}")`);
    at += line.length + 1;
  }
}

/** .gitattributes -> marks for filters and drivers, which are programs that git starts on checkout, diff or merge. */
export function checkAttributes(text: string, report: Report): void {
  let at = 0;
  for (const line of text.split("\n")) {
    const words = /^\s*(?:#|$)/.test(line) ? [] : line.slice(0, 4_000).trim().split(/\s+/).slice(1);
    const bad = words.find((word) => !HARMLESS_ATTRIBUTE.test(word) && !/^(?:filter|diff|merge)=lfs$|^-(?:text|filter)$/.test(word));
    if (bad !== undefined) config(report, at, line.length, `Has git start a filter or driver ("${bad.slice(0, 60)}")`);
    at += line.length + 1;
  }
}

/** An example of an environment file -> marks for variables that turn other programs. Names and placeholders are what it is for. */
export function checkEnvironmentExample(text: string, report: Report): void {
  for (const { key, value, at } of settingsOr(text, "ini", report)) {
    const name = key.replace(/^export\s+/, "");
    if (TURNING.test(name) && value !== "")
      config(report, at, key.length, `Sets ${name.slice(0, 40)}, which changes what other programs run or whom they reach`);
    else if (/\$\(|`/.test(value)) config(report, at, key.length, "Runs a command where it is read by a shell");
  }
}

/** bunfig.toml -> marks for what is loaded before every program and where packages come from. */
export function checkBunfig(text: string, report: Report): void {
  for (const { section, key, value, at } of settingsIn(text, "toml") ?? [{ section: "", key: "preload", value: "a line that cannot be read", at: 0 }])
    if (
      /^(?:preload|registry|scopes|globalDir|globalBinDir|plugins|define|loader|shell)$/.test(key) ||
      /^(?:install\.(?:scopes|registry)|serve\.static)/.test(section) ||
      (section === "run" && key === "bun")
    )
      config(report, at, key.length, `Has every run load or fetch something ("${key.slice(0, 40)}": ${value.slice(0, 60)})`);
}

/** Cargo.toml -> marks for build scripts and for packages that do not come from the index. */
export function checkCargo(text: string, report: Report): void {
  for (const { section, key, value, at } of settingsOr(text, "toml", report)) {
    if (section === "package" && key === "build" && value !== "false")
      report({ rule: "package-build", start: at, end: at + key.length, args: { what: "A program that runs at every build", text: value.slice(0, 80) } });
    if (
      /(?:^|\.)(?:dev-|build-)?dependencies(?:\.|$)|^patch|^replace/.test(section) &&
      (/\b(?:git|registry)\s{0,4}=|\bpath\s{0,4}=\s{0,4}["']\//.test(value) || /^(?:git|registry)$/.test(key))
    )
      report({ rule: "package-dependency", start: at, end: at + key.length, args: { name: key.slice(0, 60), path: value.slice(0, 80) } });
    if (/^patch|^replace|^source/.test(section) && key === "registry")
      report({ rule: "package-dependency", start: at, end: at + key.length, args: { name: key, path: value.slice(0, 80) } });
  }
}

/** Brewfile -> marks: it is Ruby, and only its plain lines are read. */
export function checkBrewfile(text: string, report: Report): void {
  let at = 0;
  for (const line of text.split("\n")) {
    const plain = line.slice(0, 500).trim();
    if (
      plain !== "" &&
      !plain.startsWith("#") &&
      !/^(?:brew|cask|mas|vscode|whalebrew)\s+["'][\w@./+ -]+["'](?:,\s*(?:id|args|restart_service|link):?\s*[\w[\]{}:"', -]+)?\s*(?:#.*)?$/.test(plain)
    ) {
      if (/^tap\s+["'][\w/-]+["']\s*$/.test(plain))
        report({ rule: "package-dependency", start: at, end: at + plain.length, args: { name: "tap", path: plain.slice(4, 80) } });
      else report({ rule: "unread-language", start: at, end: at + Math.max(1, plain.length), args: { language: "Ruby" } });
    }
    at += line.length + 1;
  }
}
