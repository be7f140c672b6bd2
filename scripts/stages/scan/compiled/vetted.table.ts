/**
 * The only functions that touch files or the network, word for word as generated scripts carry them. Links are resolved before the
 * folder is compared, so a link cannot lead out; a hard-linked or special file is never overwritten. An address is compared as text, and
 * that text has one reading: https, a host of plain letters, nothing before it, no port; so is every address that an answer leads to.
 * `"ROOT"` and `"host.example"` stand for the lists of granted folders and hosts, the only parts that vary.
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
  isGranted: String.raw`function isGranted(address, hosts) {
  const found = /^https:\/\/([a-z0-9.-]+)([/?#][!-[\]-~]*)?$/.exec(address);
  return found !== null && hosts.some((host) => host === found.at(1));
}`,
  getText: `function getText(address, use) {
  const first = String(address);
  if (!isGranted(first, ["host.example"])) throw new Error(\`not an https address at a granted host: \${first}\`);
  const limit = AbortSignal.timeout(20000);
  const receive = async (place, hops) => {
    const headers = { accept: "application/json, text/csv, text/plain;q=0.9, text/*;q=0.8" };
    const answer = await fetch(place, { method: "GET", redirect: "manual", credentials: "omit", headers, signal: limit });
    const target = answer.headers.get("location");
    if (answer.status >= 300 && answer.status < 400 && target !== null) {
      await answer.body?.cancel();
      const next = new URL(target, place).href;
      if (hops === 0) throw new Error("it leads from one address to the next without an end");
      if (!isGranted(next, ["host.example"])) throw new Error(\`it leads to an address that is not granted: \${next}\`);
      return receive(next, hops - 1);
    }
    const kind = String(answer.headers.get("content-type")).split(";").at(0).trim().toLowerCase();
    const readable = /^(application\\/([a-z0-9.-]+\\+)?(json|jsonl|x-ndjson|ndjson|csv)|text\\/(csv|plain|markdown|tab-separated-values))$/.test(kind);
    if (!answer.ok || !readable) await answer.body?.cancel();
    if (!answer.ok) throw new Error(\`it answered \${answer.status}\`);
    if (!readable) throw new Error(\`it answered with \${kind}, which is no JSON, CSV or plain text\`);
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let text = "";
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > 5000000) throw new Error("the answer is larger than 5 MB");
      text += decoder.decode(chunk, { stream: true });
    }
    return [text + decoder.decode(), kind];
  };
  const tell = async () => {
    let got = ["", "", ""];
    try {
      got = ["", ...(await receive(first, 5))];
    } catch (error) {
      got = [\`\${error.message}\${error.cause === undefined ? "" : \`: \${error.cause.message}\`}\` || "unknown reason", "", ""];
    }
    use(got.at(0), got.at(1), got.at(2));
  };
  tell();
}`,
};

/** Names of the runtime that only the vetted functions use; a script that declares one of them would put its own in their place. */
export const VETTED_GLOBALS: ReadonlySet<string> = new Set(["fetch", "URL", "AbortSignal", "TextDecoder"]);
/** Vetted functions that only other vetted functions call: they judge, and their answer must not be anybody's. */
export const VETTED_JUDGES: ReadonlySet<string> = new Set(["rootFolder", "isInside", "isGranted"]);

/** Vetted function -> the permission each of its roots needs. */
export const VETTED_USE: Readonly<Record<string, "filesystem.read" | "filesystem.write" | "network">> = {
  readInput: "filesystem.read",
  listInputs: "filesystem.read",
  writeOutput: "filesystem.write",
  getText: "network",
};
