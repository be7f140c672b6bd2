import { skillFile } from "../javascript/paths.ts";
import type { Reading } from "./context.ts";
import type { Node } from "./tree.ts";
import { exactText, textIn } from "./value.ts";

/** What runs or loads a file of code by its path: which argument the path is, by place and by name. */
const LOADERS: ReadonlyMap<string, readonly [number, string]> = new Map([
  ["importlib.util.spec_from_file_location", [1, "location"]],
  ["importlib.machinery.SourceFileLoader", [1, "path"]],
  ["runpy.run_path", [0, "path_name"]],
]);

export function isLoader(name: string): boolean {
  return LOADERS.has(name);
}

/**
 * A call by its path -> is every file that it can mean one of the skill's own? Each is then read as the code it becomes; of the computed name of a
 * module only the ending must be told, since every Python file of the skill is read anyway.
 */
export function runsOwn({ resolver, context, loaded }: Reading, name: string, call: Node): boolean {
  const given = resolver.givenTo(call);
  // A loader of files is judged where it is made.
  if (name === "importlib.util.spec_from_loader") {
    const loader = given.by[1] ?? given.named.get("loader") ?? [];
    return loader.length > 0 && loader.every((one) => one.kind === "thing" && one.name === "importlib.machinery.SourceFileLoader()");
  }
  const place = LOADERS.get(name);
  if (place === undefined) return false;
  const paths = given.by[place[0]] ?? given.named.get(place[1]) ?? [];
  if (paths.length === 0) return false;
  const own = paths.map((one) => [...context.paths].find((path) => skillFile(path) === exactText(one)));
  if (own.every((one) => one !== undefined)) {
    for (const path of own) loaded.push({ path, language: "Python" });
    return true;
  }
  // A file that is not there yet is what the script will write, and that may be anything.
  if (name !== "importlib.util.spec_from_file_location") return false;
  return paths.every((one) => {
    const text = textIn(one);
    return text !== null && !text.exact && text.prefix.startsWith("\u0000skill/") && text.suffix.endsWith(".py");
  });
}
