import { isSecretPath } from "../javascript/places.ts";
import type { Resolver } from "./resolver.ts";
import { isInherited } from "./secrets.ts";
import { STARTS } from "./sinks.ts";
import { isTapped } from "./tapped.ts";
import { nameOf, type Node, part } from "./tree.ts";
import { exactText, textIn, type Values } from "./value.ts";

/** Where private data came from: its words, and the places it went through. */
export type Source = Readonly<{ says: string; steps: readonly Node[] }>;

export const ENVIRONMENT = "the whole environment";
const KEEPERS = /^(?:keyring\.get_(?:password|credential)|secretstorage\..*|browser_cookie3\..*|browsercookie\..*|pycookiecheat\..*)\(\)/;
/** Every login there is, and not the one of the host that is asked for (`authenticators(host)`). */
const LOGINS = /^netrc\.netrc\(\)\.(?:hosts|macros|__dict__)$/;
const CLIPBOARDS =
  /^(?:pyperclip\.paste|pandas\.read_clipboard|win32clipboard\.GetClipboardData|clipboard\.paste|xerox\.paste|tkinter\.Tk\(\)\.clipboard_get)\(\)/;
/** What is on the screen, before the camera or said beside the machine. */
export const SEEN = "what is seen or heard at the machine";
const EYES =
  /^(?:(?:PIL\.)?ImageGrab\.grab|pyscreenshot\.grab|pyautogui\.screenshot|mss\.mss\(\)(?:\.__enter__\(\))?\.(?:grab|shot)|cv2\.VideoCapture\(\)\.read|sounddevice\.rec|pyaudio\.PyAudio\(\)\.open\(\)\.read)\(\)/;
/** Expression that reads private data itself. */
export function direct(resolver: Resolver, node: Node): Source | null {
  if (node.type !== "call" && node.type !== "attribute" && node.type !== "identifier" && node.type !== "subscript") return null;
  for (const value of resolver.valuesOf(node)) {
    if (value.kind !== "thing") continue;
    if (value.name === "os.environ" && !isInherited(resolver, node, 0)) return { says: ENVIRONMENT, steps: [node] };
    if (value.name === "os.environ.copy()" && node.type === "call" && !isInherited(resolver, node, 0)) return { says: ENVIRONMENT, steps: [node] };
    if (KEEPERS.test(value.name)) return { says: "a key store", steps: [node] };
    if (LOGINS.test(value.name)) return { says: "the file ~/.netrc", steps: [node] };
    if (CLIPBOARDS.test(value.name)) return { says: "the clipboard", steps: [node] };
    if (EYES.test(value.name)) return { says: SEEN, steps: [node] };
  }
  if (isTapped(resolver, node)) return { says: "what the rest of the program sends", steps: [node] };
  if (node.type !== "call") return null;
  const keeper = printedBy(resolver, node);
  if (keeper !== null) return { says: `what \`${keeper}\` prints`, steps: [node] };
  if (isWalkOverHome(resolver, node)) return { says: WALK, steps: [node] };
  const key = encodedKey(resolver, node);
  if (key !== null) return { says: `${key}${ENCODED}`, steps: [node] };
  const folder = secretFolder(resolver, node);
  if (folder !== null) return { says: `what lies in ${folder.slice(0, 80)}`, steps: [node] };
  const path = secretRead(resolver, node, (one) => !isOwn(one));
  if (path !== null) return { says: `the file ${path.slice(0, 80)}`, steps: [node] };
  const settings = secretRead(resolver, node, (one) => COMMON.test(one));
  return settings === null ? null : { says: `${settings.slice(0, 80)}${UNPARSED}`, steps: [node] };
}

/** A program's own settings are read for one key in them; the whole text on its way out is all of the keys. */
export const UNPARSED = ", with every key in it,";

/** Call that lists a folder in which other programs keep keys -> the folder. */
function secretFolder(resolver: Resolver, call: Node): string | null {
  const callee = part(call, "function");
  if (callee === null) return null;
  const isKeys = (values: Values): string | null => secretIn(values, (one) => OTHERS.test(`${one}/`) || OTHERS.test(one));
  if (callee.type === "attribute" && /^(?:iterdir|glob|rglob|walk)$/.test(nameOf(resolver.tree, part(callee, "attribute") ?? callee))) {
    const object = part(callee, "object");
    const found = object === null ? null : isKeys(resolver.valuesOf(object).filter((one) => one.kind === "path"));
    if (found !== null) return found;
  }
  const lists = resolver.valuesOf(callee).some((one) => one.kind === "thing" && /^os\.(?:listdir|scandir|f?walk)$/.test(one.name));
  return lists ? isKeys(resolver.givenTo(call).by[0] ?? []) : null;
}

/** What a walk over the whole home folder finds: on its way out it gives every key there is; said to the person it is a listing. */
export const WALK = "what lies anywhere in the home folder";

/** The home folder, and the folders in it where every program has its settings and what it keeps. */
const HOME =
  /^(?:~|\/home(?:\/[^/*]+)?|\/Users(?:\/[^/*]+)?|\/root)(?:\/(?:\.config|\.local(?:\/share)?|Library(?:\/Application Support)?|AppData(?:\/\w+)?))?\/?$/;

function isWalkOverHome(resolver: Resolver, call: Node): boolean {
  const callee = part(call, "function");
  if (callee === null) return false;
  const isHome = (values: Values): boolean => values.some((one) => HOME.test(exactText(one) ?? ""));
  const given = (): Values => resolver.givenTo(call).by[0] ?? [];
  if (callee.type === "attribute" && /^(?:rglob|walk)$/.test(nameOf(resolver.tree, part(callee, "attribute") ?? callee))) {
    const object = part(callee, "object");
    if (object !== null && isHome(resolver.valuesOf(object).filter((one) => one.kind === "path"))) return true;
  }
  const called = resolver.valuesOf(callee).flatMap((one) => (one.kind === "thing" ? [one.name] : []));
  if (called.some((name) => /^os\.f?walk$/.test(name)) && isHome(given())) return true;
  // `~/.config/**/*.json`, `~/.config/*/auth.json`: everything below the folder before the first star.
  return called.some((name) => /^glob\.i?glob$/.test(name)) && given().some((one) => HOME.test(/^([^*?[]+)\/\*{1,2}\//.exec(exactText(one) ?? "")?.[1] ?? ""));
}

/** A key that is shown to its service goes as it is, or encoded in a header; encoded among the data it is on its way to somebody else. */
export const ENCODED = ", encoded";
const CODERS = /^(?:base64\.(?:\w*encode\w*)|binascii\.(?:hexlify|b2a_\w+)|codecs\.encode|zlib\.compress|gzip\.compress)$/;
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|PRIVATE|MNEMONIC/;
const MOST_PARTS = 40;

/** Call that encodes a variable of the environment that is a key -> its name. */
function encodedKey(resolver: Resolver, call: Node): string | null {
  const callee = part(call, "function");
  if (callee === null || !resolver.valuesOf(callee).some((one) => one.kind === "thing" && CODERS.test(one.name))) return null;
  const work = [...(part(call, "arguments")?.children ?? [])];
  for (let at = 0; at < work.length && at < MOST_PARTS; at++) {
    const node = work[at];
    if (node === undefined) break;
    for (const value of resolver.valuesOf(node)) {
      const name = value.kind === "thing" ? /^os\.environ\[(\w+)\]/.exec(value.name)?.[1] : undefined;
      if (name !== undefined && SECRET_NAME.test(name)) return name;
    }
    work.push(...node.children);
  }
  return null;
}

/** Programs that print what they keep for the person. */
const PRINTS =
  /^(?:gh auth token|git credential(?:-[\w-]+)? (?:fill|get)|aws configure (?:get|export-credentials)|gcloud auth (?:application-default )?print-(?:access|identity)-token|az account get-access-token|security (?:find-(?:generic|internet)-password|dump-keychain)|op (?:read|item get)|pass show|secret-tool lookup|kubectl config view .*--raw|vault (?:read|kv get)|heroku auth:token|xclip -o|pbpaste|wl-paste|printenv$|env$)/;

/** Call that starts such a program -> the program and its first arguments. */
function printedBy(resolver: Resolver, call: Node): string | null {
  const callee = part(call, "function");
  if (callee === null || !resolver.valuesOf(callee).some((one) => one.kind === "thing" && STARTS.test(one.name))) return null;
  const given = resolver.givenTo(call);
  for (const value of given.by[0] ?? given.named.get("args") ?? []) {
    const line =
      value.kind === "list"
        ? value.items
            .slice(0, 8)
            .map((item) => (item[0] === undefined ? "" : (exactText(item[0]) ?? "")))
            .join(" ")
        : exactText(value);
    const found = line === null ? null : PRINTS.exec(line);
    if (found !== null) return found[0];
  }
  return null;
}

/** What takes files or a folder by their path into an archive. */
const PACKS =
  /^(?:tarfile\.(?:open|TarFile(?:\.open)?)\(\)(?:\.__enter__\(\))?\.add|(?:zipfile|pyzipper)\.\w*ZipFile\(\)(?:\.__enter__\(\))?\.write|shutil\.make_archive)$/;

/** Does the call put what lies at a path into an archive? */
export function isPacking(resolver: Resolver, call: Node): boolean {
  const callee = part(call, "function");
  return callee !== null && resolver.valuesOf(callee).some((one) => one.kind === "thing" && PACKS.test(one.name));
}

/** Values -> the path of credentials of another program among them: what is handed over by its path is as good as read. */
export function pathOfKeys(values: Values): string | null {
  return secretIn(values, (one) => !isOwn(one));
}

/** Call that opens or reads a file of credentials -> its path. */
function secretRead(resolver: Resolver, call: Node, isMeant: (path: string) => boolean): string | null {
  const callee = part(call, "function");
  if (callee === null) return null;
  const object = callee.type === "attribute" ? part(callee, "object") : null;
  const method = callee.type === "attribute" ? nameOf(resolver.tree, part(callee, "attribute") ?? callee) : "";
  if (object !== null && /^(?:read_text|read_bytes|open)$/.test(method)) {
    const found = secretIn(
      resolver.valuesOf(object).filter((one) => one.kind === "path"),
      isMeant,
    );
    if (found !== null) return found;
    const said = isTold(resolver, object) ? null : saidFor(resolver, object, isMeant);
    if (said !== null) return said;
  }
  const opens = resolver
    .valuesOf(callee)
    .some(
      (one) =>
        one.kind === "thing" &&
        /^(?:builtins\.open|codecs\.open|os\.open|sqlite3\.connect|shutil\.copy\w*|configparser\.\w+\(\)\.read|dotenv\.dotenv_values|netrc\.netrc|glob\.i?glob|(?:discord|nextcord|disnake)\.File|googleapiclient\.http\.MediaFileUpload|aiogram\.types\.(?:FS)?InputFile|telegram\.InputFile)$/.test(
          one.name,
        ),
    );
  const given = resolver.givenTo(call);
  if (isPacking(resolver, call)) return secretIn([given.by[0] ?? [], given.by[2] ?? [], ...given.named.values()].flat(), isMeant);
  const mode = given.by[1] ?? given.named.get("mode");
  if (!opens || mode?.some((one) => one.kind === "constant" && /^[wax]/.test(String(one.value))) === true) return null;
  const path = part(call, "arguments")?.children[0];
  const said = path === undefined || isTold(resolver, path) ? null : saidFor(resolver, path, isMeant);
  return secretIn(given.by[0] ?? [], isMeant) ?? said;
}

/** Is anything of a path known as a text? */
function isTold(resolver: Resolver, path: Node): boolean {
  return resolver.valuesOf(path).some((one) => {
    const text = textIn(one);
    return text !== null && (text.prefix !== "" || text.suffix !== "");
  });
}

const MOST_SAID = 120;

/** A path that nobody can put together -> the path of credentials among the texts of the program that it comes from, by names and by what goes through lists. */
function saidFor(resolver: Resolver, path: Node, isMeant: (path: string) => boolean): string | null {
  const work: Node[] = [path];
  const seen = new Set<Node>();
  for (let node = work.pop(); node !== undefined && seen.size < MOST_SAID; node = work.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.type === "string") {
      const found = secretIn(resolver.valuesOf(node), isMeant);
      if (found !== null && /^[.~/]/.test(found)) return found;
    } else if (node.type === "identifier") {
      for (const write of resolver.scopes.bindingOf.get(node)?.writes ?? []) if (write.kind === "value") work.push(write.node);
    } else work.push(...node.children.filter((child) => child.type !== "function_definition" && child.type !== "lambda"));
  }
  return null;
}

function secretIn(values: Values, isMeant: (path: string) => boolean): string | null {
  for (const value of values) {
    const text = textIn(value);
    if (text === null) continue;
    const path = [text.prefix, text.suffix].find((one) => isSecretPath(one) && isMeant(one));
    if (path !== undefined) return path;
  }
  return null;
}

/** Names that a program also gives to its own settings. */
const COMMON = /(?:^|\/)(?:\.env(?:\.\w+)?|credentials(?:\.json)?|secrets?\.(?:json|ya?ml|toml)|cookies(?:\.sqlite)?|keystore)$/i;
/** Folders of other programs, and the home folder itself. */
const OTHERS =
  /(?:^|\/)\.(?:ssh|aws|azure|gnupg|kube|docker|password-store|mozilla|electrum|bitcoin|ethereum|solana|terraform\.d)\/|\.config\/(?:gcloud|gh|op|rclone|google-chrome|chromium)\/|^~\/(?:\.(?:openclaw|clawdbot|moltbot)\/)?[^/]+$|\.(?:openclaw|clawdbot|moltbot)\/(?:agents|credentials)\//i;

/** A skill's own `.env` or credentials.json is its configuration; the keys of other programs are not. */
function isOwn(path: string): boolean {
  return path.startsWith("\u0000") || (COMMON.test(path) && !OTHERS.test(path));
}
