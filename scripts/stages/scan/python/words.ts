import { constant, textIn, type Value, type Values } from "./value.ts";

/** Text -> the words a POSIX shell would make of it, as shlex.split does; past the first piece that is not known the list is open. */
export function shellWords(value: Value): Value {
  const text = textIn(value);
  if (text === null) return { kind: "list", items: [], open: true };
  const words: string[] = [];
  let word: string | null = null;
  let quote = "";
  for (let at = 0; at < text.prefix.length; at++) {
    const letter = text.prefix.charAt(at);
    if (quote !== "") {
      if (letter === quote) quote = "";
      else if (letter === "\\" && quote === '"') word = (word ?? "") + text.prefix.charAt(++at);
      else word = (word ?? "") + letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= "";
    } else if (letter === "\\") word = (word ?? "") + text.prefix.charAt(++at);
    else if (!/\s/.test(letter)) word = (word ?? "") + letter;
    else if (word !== null) {
      words.push(word);
      word = null;
    }
  }
  if (word !== null && text.exact) words.push(word);
  return { kind: "list", items: words.map((one): Values => [constant(one)]), open: !text.exact || quote !== "" };
}
