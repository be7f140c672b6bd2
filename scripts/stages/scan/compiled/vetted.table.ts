/**
 * The only functions that touch files, word for word as generated scripts carry them. Links are resolved before the
 * folder is compared, so a link cannot lead out; a hard-linked or special file is never overwritten. `"ROOT"` stands
 * for the list of granted folders, the only part that varies.
 */
export const VETTED: Readonly<Record<string, string>> = {
  rootFolder: `function rootFolder(root) {
  if (root === "~") return homedir();
  if (root.startsWith("~/")) return join(homedir(), root.slice(2));
  return resolve(import.meta.dirname, "..", root);
}`,
  isInside: `function isInside(real, roots) {
  return roots.some((root) => {
    const folder = rootFolder(root);
    if (!existsSync(folder)) return false;
    const base = realpathSync(folder);
    return real === base || real.startsWith(base.endsWith(sep) ? base : base + sep);
  });
}`,
  readInput: `function readInput(path) {
  const real = realpathSync(resolve(path));
  if (!isInside(real, ["ROOT"])) throw new Error(\`not in a granted folder: \${path}\`);
  return readFileSync(real, "utf8");
}`,
  listInputs: `function listInputs(folder) {
  const real = realpathSync(resolve(folder));
  if (!isInside(real, ["ROOT"])) throw new Error(\`not in a granted folder: \${folder}\`);
  return readdirSync(real, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(real, entry.name))
    .sort();
}`,
  writeOutput: `function writeOutput(path, text) {
  const target = resolve(path);
  const real = join(realpathSync(dirname(target)), basename(target));
  if (!isInside(real, ["ROOT"])) throw new Error(\`not in a granted folder: \${path}\`);
  const facts = lstatSync(real, { throwIfNoEntry: false });
  if (facts !== undefined && (!facts.isFile() || facts.nlink > 1)) throw new Error(\`not a plain file: \${path}\`);
  writeFileSync(real, String(text), "utf8");
}`,
  readStdin: `function readStdin() {
  return readFileSync(0, "utf8");
}`,
};

/** Vetted function -> the permission each of its roots needs. */
export const VETTED_USE: Readonly<Record<string, "filesystem.read" | "filesystem.write">> = {
  readInput: "filesystem.read",
  listInputs: "filesystem.read",
  writeOutput: "filesystem.write",
};
