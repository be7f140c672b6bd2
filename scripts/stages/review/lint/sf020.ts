import { isHostPath } from "#kernel/tree";
import { visible } from "#kernel/visible";
import type { Hit, LintRule } from "./rule.ts";

/** What a compiled skill may hold; a skill of others may also hold the sources and pictures below. */
const COMPILED = ["md", "json", "mjs", "csv", "tsv", "txt"];
const SOURCES = [
  "js",
  "cjs",
  "ts",
  "mts",
  "cts",
  "py",
  "sh",
  "bash",
  "rb",
  "yaml",
  "yml",
  "toml",
  "html",
  "css",
  "svg",
  "xml",
  "sql",
  "hbs",
  "jsonl",
  "ini",
  "cfg",
  "example",
];
const PICTURES = ["png", "jpg", "jpeg", "gif", "webp"];
const BARE = new Set(["LICENSE", "NOTICE", "README", "Makefile", "Dockerfile"]);

/** Bytes that cannot be read cannot be reviewed, and two names that differ in case are one file on some machines. */
export const sf020: LintRule = {
  id: "SF020",
  check({ skill, generated }) {
    const files = skill.files.filter((file) => !isHostPath(file.path));
    const hit = (path: string, why: string): Hit => ({ level: "error", file: path, line: 0, args: { path: visible(path), why } });
    const unread = files.flatMap(({ path, bytes }) => {
      const why = fault(path, bytes, generated);
      return why === null ? [] : [hit(path, why)];
    });
    const seen = new Map<string, string>();
    const twins = files.flatMap(({ path }) => {
      const folded = path.normalize("NFC").toLowerCase();
      const twin = seen.get(folded);
      seen.set(folded, path);
      return twin === undefined ? [] : [hit(path, `is the same as ${visible(twin)} where case does not count`)];
    });
    return [...unread, ...twins];
  },
};

function fault(path: string, bytes: Uint8Array, generated: boolean): string | null {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const dot = file.lastIndexOf(".");
  const ending = dot < 0 ? "" : file.slice(dot + 1).toLowerCase();
  if (!generated && PICTURES.includes(ending)) return null;
  const expected = COMPILED.includes(ending) || (!generated && (SOURCES.includes(ending) || BARE.has(file) || file.startsWith(".")));
  if (!expected) return "is of an unexpected type";
  return isText(bytes) ? null : "is no text";
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
