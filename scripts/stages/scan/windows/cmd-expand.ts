import { SET_BY_SYSTEM } from "./places.ts";
import { derived, FROM, isKnown, known, type Session, unknown, type Value } from "./session.ts";

/** What stands in a loop for its letter. */
export type Letters = ReadonlyMap<string, Value>;

function valueOf(session: Session, name: string): Value {
  const key = `env:${name.toLowerCase()}`;
  const set = session.variables.get(key);
  const system = SET_BY_SYSTEM.get(key);
  return set ?? (system !== undefined ? known(system) : unknown(session, { from: FROM.named, names: [name] }));
}

/** `%NAME:~1,3%`, `%NAME:a=b%`: a part of a value, or the value with other letters. */
function changed(session: Session, value: Value, how: string): Value {
  if (!isKnown(value)) return derived(session, 0, value);
  const part = /^~(-?\d+)(?:,(-?\d+))?$/.exec(how);
  if (part !== null) {
    const from = Number(part[1]) < 0 ? Math.max(0, value.text.length + Number(part[1])) : Number(part[1]);
    const count = part[2] === undefined ? value.text.length : Number(part[2]);
    return known(value.text.slice(from, count < 0 ? count : from + count));
  }
  const at = how.indexOf("=");
  const old = how.slice(0, at).toLowerCase();
  if (at <= 0) return value;
  if (old.startsWith("*")) {
    const found = value.text.toLowerCase().indexOf(old.slice(1));
    return found < 0 ? value : known(how.slice(at + 1) + value.text.slice(found + old.length - 1));
  }
  const lower = value.text.toLowerCase();
  let out = "";
  let from = 0;
  for (let next = lower.indexOf(old); next >= 0; next = lower.indexOf(old, from)) {
    out += value.text.slice(from, next) + how.slice(at + 1);
    from = next + old.length;
  }
  return known(out + value.text.slice(from));
}

const VARIABLE =
  /%([A-Za-z_][\w()#.-]*)(?::([^%\n]{1,80}))?%|!([A-Za-z_]\w*)(?::([^!\n]{1,80}))?!|%%?~[\w$:]*?([A-Za-z0-9])(?![\w])|%%?([A-Za-z])(?![\w%])|%(\d|\*)/g;

/** Line -> the line as it is run; `made`: a word of it may be put together from pieces of values. */
export function expandLine(session: Session, line: string, letters: Letters): Readonly<{ text: string; made: boolean }> {
  let made = false;
  const text = line.replace(VARIABLE, (...found: readonly unknown[]) => {
    const [all, name, how, late, lateHow, tilde, letter, digit] = found.map((one) => (typeof one === "string" ? one : undefined));
    const own = name ?? late;
    // Only where it is turned on is this a variable; then it is one that the text has set.
    if (late !== undefined && !session.variables.has(`env:${late.toLowerCase()}`)) return all ?? "";
    if (own !== undefined) {
      const change = how ?? lateHow;
      const value = valueOf(session, own);
      if (change !== undefined) made = true;
      const at = found.find((one) => typeof one === "number") as number;
      if (/[\w%]$/.test(line.slice(0, at)) || /^[A-Za-z%]/.test(line.slice(at + (all ?? "").length))) made = true;
      return change === undefined ? value.text : changed(session, value, change).text;
    }
    const sign = tilde ?? letter;
    if (sign !== undefined && letters.has(sign.toLowerCase())) return letters.get(sign.toLowerCase())?.text ?? "";
    if (tilde !== undefined && /0$/.test(tilde)) return ".\\";
    return digit === undefined ? (all ?? "") : unknown(session, { from: FROM.given }).text;
  });
  return { text, made };
}
