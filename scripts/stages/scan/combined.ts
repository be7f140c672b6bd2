import type { Located } from "./findings.ts";
import { isSecretPath } from "./javascript/places.ts";
import type { RuleId } from "./rules.table.ts";

/** Warnings that say something is bent or hidden. Alone each has good uses; in a file that can also reach out, two halves of an attack meet. */
const INDICATORS: ReadonlySet<RuleId> = new Set<RuleId>([
  "builtin-patch",
  "prototype-change",
  "stack-introspection",
  "late-code",
  "prose-disguised",
  "control-characters",
  "prose-padding",
]);
/** A program's own settings are read by every client of a service; the stores of the person are not. */
const OWN_SETTINGS = /(?:^|[/\\])(?:\.env(?:\.[a-z]+)?|credentials(?:\.json)?|secrets?\.(?:json|ya?ml|toml))$/i;

/** Where browsers keep passwords and the keys of their wallets, where wallets keep theirs, and messengers the session that is signed in. No task of a skill is to open them; profiles, cookies and histories beside them are another matter. */
const STORE =
  /(?:^|[/\\\s])(?:Login Data(?: For Account)?|Local Extension Settings|logins\.json|key[34]\.db|signons\.sqlite|wallet\.dat|exodus\.wallet|(?:\.electrum|Electrum)[/\\]wallets|login\.keychain(?:-db)?|(?:discord(?:canary|ptb)?|Slack|Signal)[/\\]Local Storage[/\\]leveldb|Telegram ?Desktop[/\\]tdata|Signal[/\\](?:config\.json|sql[/\\]db\.sqlite))(?:$|[/\\])/;

/** All marks of a skill -> a block for each file in which code opens the password store or wallet of another program, whatever it was granted. */
export function storesIn(located: readonly Located[]): readonly Located[] {
  const out = new Map<string, Located>();
  for (const one of located) {
    const { mark, path } = one;
    if (mark.permission === undefined || !mark.permission.kind.startsWith("filesystem.") || mark.disposition !== undefined || out.has(path)) continue;
    const store = [mark.permission.value, ...(mark.evidence ?? [])].map((text) => STORE.exec(text)?.[0]).find((found) => found !== undefined) ?? namedIn(one);
    if (store === undefined) continue;
    const args = { name: mark.args?.["name"] ?? "The skill", path: store.replace(/^[/\\\s]|[/\\]$/g, "") };
    out.set(path, { ...one, mark: { rule: "credential-store", start: mark.start, end: mark.end, args } });
  }
  return [...out.values()];
}

/** Folders in which browsers keep everything of a person, and what of it holds passwords, named as a text of its own. */
const BROWSER = /(?:google-chrome|chromium|BraveSoftware|microsoft-edge|\.mozilla|Firefox|Google[/\\]Chrome|Microsoft[/\\]Edge|Chromium)\b/;
const KEPT_BY_BROWSER = /["'`](Login Data(?: For Account)?|Web Data|logins\.json|key[34]\.db|signons\.sqlite)["'`]/;

/** A program that goes through the folder of a browser and names the stores in it: which file it opens is told by the names. */
function namedIn({ mark, text }: Located): string | undefined {
  return mark.permission?.kind === "filesystem.read" && BROWSER.test(mark.permission.value) ? KEPT_BY_BROWSER.exec(text)?.[1] : undefined;
}

/** Services at which anybody opens an address to see what calls it: they answer nothing that a skill could use, and a call is all that is needed to have data there. */
const COLLECTOR =
  /(?:^|\.)(?:webhook\.site|requestbin\.(?:com|net|io)|requestcatcher\.com|m\.pipedream\.net|postb\.in|ptsv[23]?\.com|hookbin\.com|oast\.(?:pro|live|site|online|fun|me)|oastify\.com|burpcollaborator\.net|interact\.sh|interactsh\.com|dnslog\.(?:cn|pw|link)|ceye\.io|canarytokens\.(?:com|org)|eyes\.sh|bxss\.(?:me|in)|dnsbin\.zhack\.ca)$/i;

/** All marks of a skill -> a block for each file whose code calls such an address, whatever it was granted. */
export function collectorsIn(located: readonly Located[]): readonly Located[] {
  const out = new Map<string, Located>();
  for (const one of located) {
    const { mark, path } = one;
    if (mark.permission?.kind !== "network" || mark.disposition !== undefined || out.has(path) || !COLLECTOR.test(mark.permission.value)) continue;
    const args = { name: mark.args?.["name"] ?? "The skill", host: mark.permission.value };
    out.set(path, { ...one, mark: { rule: "collector-host", start: mark.start, end: mark.end, args } });
  }
  return [...out.values()];
}

/** Everything of a person or of a machine: a shell command that deletes it blocks, and so does a program. */
const EVERYTHING = /^(?:\/|~|\/(?:home|Users|root|etc|usr|var)|~\/(?:Documents|Desktop|Downloads|Pictures|Library|\.ssh|\.config))\/?(?:\*\*?)?$/;
const DELETES = /(?:^|\.)(?:rm|rmdir|rmtree|remove|removedirs|emptyDir|rimraf)(?:Sync)?$/;

/** All marks of a skill -> a block for each place where its code deletes all that is somebody's, whatever it was granted. */
export function destroyedIn(located: readonly Located[]): readonly Located[] {
  return located.flatMap((one): readonly Located[] => {
    const { permission, disposition, args, start, end } = one.mark;
    if (permission?.kind !== "filesystem.write" || disposition !== undefined) return [];
    if (!EVERYTHING.test(permission.value) || !DELETES.test(args?.["name"] ?? "")) return [];
    return [{ ...one, mark: { rule: "command-destroy", start, end, args: { text: `${args?.["name"] ?? ""} ${permission.value}` } } }];
  });
}

/** Files that are run or obeyed as they stand. */
const PROGRAM = /\.(?:py|pyw|sh|bash|zsh|[cm]?js|[cm]?ts|jsx|tsx|rb|pl|php|ps1)$|(?:^|\/)SKILL\.md$/i;

/** All marks of a skill -> a block for each of its own programs that its code writes over: what was read here is then not what runs. */
export function rewrittenIn(located: readonly Located[], paths: ReadonlySet<string>): readonly Located[] {
  const out = new Map<string, Located>();
  for (const one of located) {
    const { mark, path } = one;
    if (mark.permission?.kind !== "filesystem.write" || mark.disposition !== undefined) continue;
    const target = mark.permission.value;
    if (!paths.has(target) || !PROGRAM.test(target)) continue;
    out.set(`${path}\u0000${target}`, { ...one, mark: { rule: "persistence-write", start: mark.start, end: mark.end, args: { path: target } } });
  }
  return [...out.values()];
}

/**
 * All marks of a skill -> findings for what is dangerous together: an indicator beside a capability in one file, and
 * credentials of the person read anywhere beside a network anywhere. They weigh; they never block by themselves.
 */
export function combinedIn(located: readonly Located[]): readonly Located[] {
  const out: Located[] = [];
  const byPath = Map.groupBy(located, (one) => one.path);
  for (const here of byPath.values()) {
    const indicator = here.find((one) => INDICATORS.has(one.mark.rule));
    const capability = here.find(({ mark }) => mark.permission !== undefined && mark.rule.endsWith("-access") && mark.disposition === undefined);
    if (indicator !== undefined && capability !== undefined) out.push(together(indicator, capability));
  }
  const stores = located.find(({ mark }) => mark.permission?.kind === "filesystem.read" && isStore(mark.permission.value));
  const network = located.find(({ mark }) => mark.rule === "network-access");
  if (stores !== undefined && network !== undefined) out.push(together(stores, network));
  return out;
}

function isStore(path: string): boolean {
  return isSecretPath(path) && !OWN_SETTINGS.test(path);
}

function together(first: Located, second: Located): Located {
  const named = ({ path, mark }: Located) => `${mark.rule} (${path})`;
  return {
    path: first.path,
    text: first.text,
    mark: {
      rule: "combined-risk",
      start: first.mark.start,
      end: first.mark.end,
      args: { first: named(first), second: named(second) },
      evidence: [named(second)],
    },
  };
}
