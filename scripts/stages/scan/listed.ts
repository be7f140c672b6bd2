import type { Located } from "./findings.ts";
import { isSecretPath } from "./javascript/places.ts";
import type { FileReading } from "./reading.ts";
import { isWallet, isWalletPattern } from "./wallets.ts";

const DATA = /\.(?:json|jsonc|json5|jsonl|ya?ml|toml|ini|cfg|conf|csv|tsv|txt|list|properties)$/i;
const LEAD = 600;
/** Data that names what is to be left alone, by its own name or by the key it stands under. */
const LEFT_ALONE =
  /exclu|ignor|skip|deny|block|protect|forbid|sensitiv|redact|never|blacklist|except|danger|unsafe|warn|detect|pattern|rule|private|secret|mask|scrub|filter|allow|audit|check|test|fixture/i;
/** A value that is the path of something in a home folder, whole. */
const HOMELY =
  /(?<=^|[\s"',:=[-])(?:~|\$HOME|\$\{HOME\}|%USERPROFILE%|\/root|\/home\/[\w*-]{1,40}|\/Users\/[\w*-]{1,40})[/\\][^\s"',\]]{2,120}(?=$|[\s"',\]])/gm;
/** What lies beside keys and is none. */
const NO_KEY = /(?:\.ssh[/\\]config|known_hosts|\.pub|authorized_keys)$/i;
/** A key of JSON, YAML, TOML or a settings file, or the name of a section. */
const KEY = /["']?([\w.-]{2,40})["']?[ \t]{0,8}[:=]|^[ \t]{0,8}\[([\w. -]{2,40})\]/gm;
const TEXTS = /"((?:[^"\\\n]|\\.){20,400})"/g;
const PASTES = /\bpyperclip\.paste\b|\bclipboard\.(?:read|readText|readSync|paste)\b|\bGetClipboardData\b|\bxclip\b[^\n]{0,40} -o\b|\bpbpaste\b/;
const COPIES = /\bpyperclip\.copy\b|\bclipboard\.(?:write|writeText|writeSync|copy)\b|\bSetClipboard(?:Data|Text)\b|\bpbcopy\b/;

/**
 * What programs of a skill take from its data -> marks: one that sends files whose paths cannot be told, and names data in which the keys of other programs are
 * listed, sends those; one that reads and writes the clipboard, and names data with addresses of wallets, exchanges them.
 */
export function listedIn(read: ReadonlyMap<string, FileReading>, located: readonly Located[]): readonly Located[] {
  const telling: Telling[] = [];
  for (const [path, { text }] of read) {
    if (!DATA.test(path) || telling.length >= MOST) continue;
    const store = LEFT_ALONE.test(path) ? null : storeIn(text);
    const wallet = walletIn(text);
    if (store !== null || wallet !== null) telling.push({ path, store, wallet });
  }
  if (telling.length === 0) return [];
  const programs = [...read].filter(([, { kind }]) => kind === "python" || kind === "javascript" || kind === "shell");
  return programs.flatMap(([path, { text }]) => {
    const named = telling.filter((one) => text.includes(nameOf(one.path)));
    return named.length === 0
      ? []
      : [
          ...sentFrom(
            located.filter((one) => one.path === path),
            named,
          ),
          ...swappedBy(path, text, named),
        ];
  });
}

/** Data with something in it that makes a difference to who reads it. */
type Telling = Readonly<{ path: string; store: string | null; wallet: string | null }>;
const MOST = 200;

function sentFrom(mine: readonly Located[], named: readonly Telling[]): readonly Located[] {
  const network = mine.find(({ mark }) => mark.permission?.kind === "network");
  const any = mine.find(({ mark }) => mark.permission?.kind === "filesystem.read" && mark.permission.value === "*");
  const told = named.find(({ store }) => store !== null);
  if (network === undefined || any === undefined || told?.store === undefined || told.store === null) return [];
  const args = { source: `${told.store} (named in ${told.path})`.slice(0, 120), sink: "the network" };
  const { start, end } = network.mark;
  return [{ ...network, mark: { rule: "secret-flow", start, end, args, evidence: [`${told.path} names ${told.store}`] } }];
}

/** The first path of somebody's keys that a text of data lists. */
function storeIn(text: string): string | null {
  for (const hit of text.matchAll(HOMELY)) {
    if (!isSecretPath(hit[0].replace(/[*?]{1,4}$/, "rsa")) || NO_KEY.test(hit[0])) continue;
    const lead = text.slice(Math.max(0, hit.index - LEAD), hit.index);
    const key = [...lead.matchAll(KEY)].at(-1);
    if (!LEFT_ALONE.test(key?.[1] ?? key?.[2] ?? "")) return hit[0];
  }
  return null;
}

/** The first text of data that is the address of a wallet, or looks for one. */
function walletIn(text: string): string | null {
  if (!/0x|bc1|tb1|\{\d\d/.test(text)) return null;
  for (const hit of text.matchAll(TEXTS)) {
    const value = (hit[1] ?? "").replaceAll("\\\\", "\\");
    if (isWallet(value) || isWalletPattern(value)) return value;
  }
  return null;
}

function swappedBy(path: string, text: string, named: readonly Telling[]): readonly Located[] {
  const copy = PASTES.test(text) ? COPIES.exec(text) : null;
  const wallet = named.find((one) => one.wallet !== null)?.wallet ?? null;
  if (copy === null || wallet === null) return [];
  const args = { what: "the clipboard" };
  return [{ path, text, mark: { rule: "address-swap", start: copy.index, end: copy.index + copy[0].length, args, evidence: [wallet.slice(0, 80)] } }];
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
