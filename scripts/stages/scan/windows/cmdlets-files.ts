import { PASSING } from "./cmdlets.table.ts";
import { copyFile, readFile, setEnvironment, setRegistry, writeFile } from "./deeds.ts";
import { type Given, param, paramOr } from "./given.ts";
import { isRoot, isStart, isStore, shareHost, tidy } from "./places.ts";
import { derived, FROM, isKnown, known, NOTHING, originOf, refuse, type Session, setVariable, textsOf, unknown, type Value } from "./session.ts";

/** Commands of PowerShell for files, the registry and the environment; null for any other. */
export function judgeFileCmdlet(session: Session, name: string, given: Given, input: Value | null): Value | null {
  const path = paramOr(given, 0, "path", "literalpath", "filepath", "pspath");
  if (PASSING.has(name)) return passed(session, name, given, input);
  switch (name) {
    case "get-content":
    case "get-item":
    case "get-childitem":
    case "get-itemproperty":
    case "get-itempropertyvalue":
      return got(
        session,
        name,
        given,
        given.words.length === 0 && given.named.size === 0 ? (input ?? path) : path.text === "" && input !== null ? input : path,
      );
    case "set-content":
    case "add-content":
    case "out-file":
    case "tee-object":
    case "export-csv":
    case "export-clixml":
      writeFile(
        session,
        path,
        param(given, "value") ?? (param(given, "path", "filepath", "literalpath") === null ? given.words[1] : given.words[0]) ?? input ?? NOTHING,
        name === "add-content" || param(given, "append") !== null,
      );
      return name === "tee-object" ? (input ?? NOTHING) : NOTHING;
    case "new-item":
      created(session, given, path, input);
      return NOTHING;
    case "copy-item":
    case "move-item":
    case "rename-item":
      copyFile(session, path.text === "" && input !== null ? input : path, param(given, "destination", "newname") ?? given.words.at(-1) ?? NOTHING);
      return NOTHING;
    case "remove-item":
    case "clear-content":
      removed(session, given, path.text === "" && input !== null ? input : path);
      return NOTHING;
    default:
      return placed(session, name, given, path, input);
  }
}

/** The registry, archives, drives and names of places. */
function placed(session: Session, name: string, given: Given, path: Value, input: Value | null): Value | null {
  switch (name) {
    case "set-itemproperty":
    case "new-itemproperty":
      setRegistry(session, path.text, (param(given, "name") ?? given.words[param(given, "path", "literalpath") === null ? 1 : 0] ?? NOTHING).text);
      return NOTHING;
    case "set-item":
      setItem(session, path.text, param(given, "value") ?? given.words[1] ?? NOTHING);
      return NOTHING;
    case "compress-archive":
      writeFile(session, param(given, "destinationpath") ?? given.words[1] ?? NOTHING, packed(session, path.text === "" && input !== null ? input : path));
      return NOTHING;
    case "expand-archive":
      unpack(session, path);
      return NOTHING;
    case "set-location":
    case "push-location":
      if (textsOf(path).some((one) => shareHost(one) !== null || session.drives.has(tidy(one).slice(0, 2)))) session.isAway = true;
      return NOTHING;
    case "new-psdrive":
      if (shareHost(param(given, "root")?.text ?? "") !== null)
        session.drives.add(`${(param(given, "name")?.text ?? given.words[0]?.text ?? "").toLowerCase()}:`);
      return NOTHING;
    case "resolve-path":
    case "convert-path":
      return path;
    case "split-path":
      return known(param(given, "leaf") === null ? path.text.replace(/[\\/][^\\/]*$/, "") : (path.text.split(/[\\/]/).at(-1) ?? ""));
    default:
      return null;
  }
}

function passed(session: Session, name: string, given: Given, input: Value | null): Value {
  if (name === "write-output") return given.words.length === 1 ? (given.words[0] ?? NOTHING) : (input ?? derived(session, 0, ...given.words));
  const through = input ?? param(given, "inputobject") ?? derived(session, 0, ...given.words);
  if (/^(?:out-string|out-default|sort-object|get-unique|where-object)$/.test(name)) return through;
  if (name === "select-object")
    return param(given, "expandproperty")?.text.toLowerCase() === "content" || given.named.size === 0
      ? through
      : originOf(session, through).from === 0
        ? through
        : derived(session, 0, through);
  if (name === "select-string" && input === null) return derived(session, 0, readFile(session, param(given, "path") ?? given.words[1] ?? NOTHING));
  return derived(session, 0, through);
}

/** What lies in a file, in the environment or in a drive of PowerShell. */
function got(session: Session, name: string, given: Given, path: Value): Value {
  const [text = ""] = textsOf(path);
  const variable = /^env:[\\/]?(.*)$/i.exec(text)?.[1];
  if (variable !== undefined)
    return /^\*?$/.test(variable) ? unknown(session, { from: FROM.secret }) : unknown(session, { from: FROM.named, names: [variable] });
  if (/^(?:function|alias|variable):/i.test(text)) return unknown(session, { from: FROM.printed });
  if (name === "get-content") return readFile(session, path);
  if (/^hk(?:lm|cu|cr|u)?:|^registry::|^hkey_/i.test(text)) return unknown(session, { from: FROM.file });
  // The file is still known by where it lies, and read by whoever is given it.
  const filter = param(given, "filter", "include");
  return filter === null ? path : known(`${text}\\${filter.text}`);
}

function created(session: Session, given: Given, path: Value, input: Value | null): void {
  const name = param(given, "name");
  const full = name === null ? path : known(`${path.text}\\${name.text}`);
  const type = param(given, "itemtype", "type")?.text ?? "";
  if (/^(?:hk\w*|registry|microsoft)/i.test(full.text) && /hk|registry/i.test(full.text)) setRegistry(session, full.text, "");
  else if (/^(?:symboliclink|hardlink|junction)$/i.test(type)) copyFile(session, param(given, "value", "target") ?? NOTHING, full);
  else if (!/^d/i.test(type) && (given.named.has("value") || input !== null || textsOf(full).some(isStart)))
    writeProfile(session, full, param(given, "value") ?? input);
}

/** An empty profile is made so that somebody can open it; what is put into it is judged where that is done. */
function writeProfile(session: Session, path: Value, content: Value | null): void {
  if (content !== null) writeFile(session, path, content);
}

function removed(session: Session, given: Given, path: Value): void {
  const isDeep = param(given, "recurse") !== null || [...given.named.keys()].some((one) => one === "r" || one === "rf");
  for (const one of path.items ?? [path])
    for (const text of textsOf(one)) {
      if (isRoot(text) && isDeep) refuse(session, "command-destroy", "a whole disk or folder of the person");
      if (/consolehost_history\.txt$|historysavepath/i.test(text)) refuse(session, "command-hidden", "removes the history");
    }
}

function setItem(session: Session, path: string, value: Value): void {
  const [, drive = "", name = ""] = /^(env|variable|alias|function):[\\/]?(.+)$/i.exec(path) ?? [];
  if (/^env$/i.test(drive)) {
    setEnvironment(session, name, value, false);
    setVariable(session, `env:${name}`, value);
  } else if (/^variable$/i.test(drive)) setVariable(session, name, value);
  else if (/^alias$/i.test(drive)) session.aliases.set(name.toLowerCase(), value.text.toLowerCase());
  else if (/^function$/i.test(drive) && value.block !== undefined) session.functions.set(name.toLowerCase(), value.block);
  else if (/^hk|^registry/i.test(path)) setRegistry(session, path, "");
}

/** Files that are put into one: what is private among them goes with it. */
export function packed(session: Session, paths: Value): Value {
  const all = paths.items ?? [paths];
  const values = all.map((one) => {
    const isHome = textsOf(one).some((text) => isStore(text) || (isRoot(text) && /^~|users/.test(tidy(text))));
    return isHome ? unknown(session, { from: FROM.secret }) : readFile(session, one);
  });
  return derived(session, FROM.file, ...values);
}

/** What lies in an archive that was fetched is fetched. */
export function unpack(session: Session, path: Value): void {
  for (const text of textsOf(path)) {
    const file =
      session.files.get(tidy(text)) ?? [...session.files].find(([key]) => isKnown(path) && key.split("\\").at(-1) === tidy(text).split("\\").at(-1))?.[1];
    if (file !== undefined && (file.origin.from & FROM.network) !== 0) session.unpacked = file.origin;
  }
}
