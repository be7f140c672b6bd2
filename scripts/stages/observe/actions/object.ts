/** Flags whose value is where the result goes or words about it: not the thing that was worked on. */
const OTHER_FLAGS = new Set([
  "-m",
  "--message",
  "--title",
  "--body",
  "--subject",
  "-o",
  "-O",
  "--output",
  "--out",
  "-d",
  "--output-dir",
  "--outdir",
  "--dest",
  "-t",
]);

/**
 * Arguments of a program -> the class of the thing it was done to: `*.csv`, `host:api.example.com`, `email`, `repo`, `folder`;
 * null when no argument tells. The first thing that is no output counts. Hosts are public names, never whole addresses.
 */
export function objectOf(verb: string, words: readonly string[]): string | null {
  const named = namedObject(verb);
  if (named !== null) return named;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (OTHER_FLAGS.has(word)) at++;
    else {
      const found = classOf(word.startsWith("-") && word.includes("=") ? word.slice(word.indexOf("=") + 1) : word);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Text that should be a path, address or name -> its class, or null. */
export function classOf(word: string): string | null {
  if (word.length > 2000 || word.startsWith("-")) return null;
  const host =
    /^[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^\s/@]{0,300}@)?([A-Za-z0-9.-]{1,253})/i.exec(word) ??
    /^(?:www\.)?([a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,3}\.(?:com|org|net|io|dev|in|de|ch|uk|eu|fr|app|ai|co|gov|edu|info|me))(?:[/?:]|$)/i.exec(word);
  if (host !== null && !/^file:/i.test(word)) return `host:${(host[1] ?? "").toLowerCase().replace(/^www\./, "")}`;
  if (/^[^\s@<>"']{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}$/.test(word)) return "email";
  const extension = /[\w)\]*}~%-]\.([A-Za-z][A-Za-z0-9]{0,7})$/.exec(word);
  if (extension !== null && (!/\s/.test(word) || /[/\\]/.test(word) || word.length < 40)) return `*.${canonicalExtension((extension[1] ?? "").toLowerCase())}`;
  if (/^(?:~|\.{1,2}|[A-Za-z]:)?[/\\][^\s]{0,500}$|^[\w.-]{1,80}\/$|^~$/.test(word)) return "folder";
  if (/^[A-Za-z0-9][\w.-]{0,60}\/[A-Za-z0-9][\w.-]{0,99}$/.test(word)) return "repo";
  return null;
}

/** Object of a program whose subcommand names it: `gh pr list` works on pull requests. */
function namedObject(verb: string): string | null {
  const words = verb.split(" ");
  if (/^(?:gh|glab)$/.test(words[0] ?? "") && words.length > 2 && words[1] !== "api") return words[1] ?? null;
  return /^(?:himalaya|gog|wacli|nmcli|jira|linear|aws|az|gcloud|openclaw|op)$/.test(words[0] ?? "") && words.length > 2 ? (words[1] ?? null) : null;
}

function canonicalExtension(extension: string): string {
  return { jpeg: "jpg", yml: "yaml", htm: "html", mdx: "md", tsx: "ts", jsx: "js", mjs: "js", cjs: "js", mts: "ts", tgz: "gz" }[extension] ?? extension;
}
