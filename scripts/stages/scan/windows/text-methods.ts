import { derived, isKnown, known, NOTHING, type Session, type Value } from "./session.ts";

const LONGEST = 100_000;

/** A method of a text whose answer is known where the text is; null for any other. */
export function textMethod(session: Session, target: Value, name: string, args: readonly Value[], isStatic: boolean): Value | null {
  const [first = NOTHING, second = NOTHING] = args;
  const { text } = target;
  const made = (result: string): Value => ({ text: result.slice(0, LONGEST), made: true });
  if (target.ways !== undefined || (target.type !== undefined && target.type !== "scriptblock")) return null;
  switch (name) {
    case "tostring":
    case "trim":
    case "trimstart":
    case "trimend":
    case "normalize":
    case "getawaiter":
    case "getresult":
      return args.length === 0 || isKnown(first) ? target : null;
    case "tolower":
    case "tolowerinvariant":
      return isStatic || !isKnown(target) ? null : { ...target, text: text.toLowerCase() };
    case "toupper":
    case "toupperinvariant":
      return isStatic || !isKnown(target) ? null : { ...target, text: text.toUpperCase() };
    case "replace":
      return !isStatic && isKnown(first) && isKnown(target) && first.text !== ""
        ? made(text.split(first.text).join(second.text))
        : derived(session, 0, target, ...args);
    case "tochararray":
      return isKnown(target) ? { text, items: [...text].map(known) } : target;
    case "substring":
    case "remove":
    case "insert":
      return isKnown(target) && isKnown(first) ? cut(name, text, first, second) : derived(session, 0, target, ...args);
    case "split":
      if (!isKnown(target) || isStatic || !isKnown(first) || first.text === "") return derived(session, 0, target);
      return { text, items: text.split(first.text).map((one) => ({ text: one, made: true })) };
    case "concat":
      return made(text + args.map((one) => one.text).join(""));
    default:
      return null;
  }
}

function cut(name: string, text: string, first: Value, second: Value): Value {
  const at = Number(first.text);
  const length = second.text === "" ? text.length : Number(second.text);
  if (name === "substring") return { text: text.slice(at, at + length), made: true };
  if (name === "remove") return { text: text.slice(0, at) + text.slice(at + length), made: true };
  return { text: text.slice(0, at) + second.text + text.slice(at), made: true };
}
