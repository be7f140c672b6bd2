import { readMarkdown } from "../markdown.ts";
import type { Repair } from "./fix.ts";

/** A link with backslashes or in other case, where exactly one file of the skill can be meant. Code stays as it is. */
export const fixLinks: Repair = (text, file, skill) => {
  if (file !== "SKILL.md") return null;
  const paths = skill.files.map((one) => one.path);
  for (const found of text.matchAll(/\]\(([^()\s]+)\)/g)) {
    const link = found[1] ?? "";
    const meant = meantBy(link, paths);
    if (meant === null) continue;
    const at = found.index + 2;
    const now = `${text.slice(0, at)}${meant}${text.slice(at + link.length)}`;
    if (JSON.stringify(readMarkdown(now).code) === JSON.stringify(readMarkdown(text).code))
      return { text: now, fix: { id: "SF010", file, what: `${link} is now ${meant}` } };
  }
  return null;
};

function meantBy(link: string, paths: readonly string[]): string | null {
  if (/^[a-z][a-z0-9+.-]*:|^[#/]/i.test(link) || link.includes("..")) return null;
  const [path = "", ...rest] = link.split(/(?=[?#])/);
  const plain = path.replaceAll("\\", "/").replace(/^\.\//, "");
  if (plain === path.replace(/^\.\//, "") && paths.includes(plain)) return null;
  const same = paths.filter((one) => one.toLowerCase() === plain.toLowerCase());
  return same.length === 1 && /^[\w./-]+$/.test(same[0] ?? "") ? `${same[0] ?? ""}${rest.join("")}` : null;
}
