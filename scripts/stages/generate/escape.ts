import type { Place } from "#kernel/template";
import { plainLine, plainText } from "#kernel/visible";

/** Slot value and the place where it lands -> text that cannot leave that place. Hidden characters vanish first, breaks become spaces. */
export function escapeFor(place: Place, value: string | number): string {
  const text = plainLine(String(value));
  if (place === "markdown-fence") return fence(plainText(String(value)));
  switch (place) {
    case "yaml-string":
    case "json":
      // the raw text of the frontmatter is looked at as well, see codeSpan
      return JSON.stringify(text).replaceAll("!`", "!\\u0060");
    case "markdown-line":
      return proseLine(text);
    case "markdown-code":
      return codeSpan(text);
    case "js-string":
      return scriptString(text);
    case "js-comment":
      return comment(text);
  }
}

/**
 * Every character that can begin a Markdown or HTML construct gets a backslash, wherever it stands, and so do the list and
 * heading marks that only count at the start of a line, because a slot may be the first thing on it. A colon before `//`
 * is escaped so that no reader makes a link of it.
 */
function proseLine(text: string): string {
  return text
    .replace(/[\\`*_[\]{}<>&|~!#$@]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/^[-+=]/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2");
}

/**
 * A code span with a fence longer than any run of back-ticks inside. Some hosts run the span after an exclamation mark
 * when they load a skill, and they look at the raw text: so no exclamation mark of a value ever touches a back-tick.
 */
function codeSpan(text: string): string {
  const inner = text === "" ? " " : text.replace(/!(?=`)/g, "! ");
  const longest = Math.max(0, ...(inner.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^[`! ]|[`! ]$/.test(inner) && inner.trim() !== "" ? " " : "";
  return `${fence}${pad}${inner}${pad}${fence}`;
}

/**
 * A fenced block inside a list item: the template gives four spaces before it, which is inside an item with a number of up
 * to two digits, and every further line gets them too. The fence is longer than any run of back-ticks in the text.
 */
function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const mark = "`".repeat(longest + 1);
  return [`${mark}sh`, ...text.replace(/!(?=`)/g, "! ").split("\n"), mark].join("\n    ");
}

/** JSON text with everything beyond printable ASCII, and the marks that end a script element or a comment, as \u escapes. */
function scriptString(text: string): string {
  return JSON.stringify(text).replace(/[^ -~]|[<>]|\*\/|--/g, (found) =>
    Array.from({ length: found.length }, (_none, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** Only characters that neither end a comment nor begin a directive that some tool obeys. */
function comment(text: string): string {
  return text.replace(/[^A-Za-z0-9 .,()_-]/g, " ").replace(/--+/g, "-");
}
