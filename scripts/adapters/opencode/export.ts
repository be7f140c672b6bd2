import { asFields, asList, type Fields, textOrNull } from "#adapters/common/fields";
import { dropOf, fingerprintOf } from "#adapters/common/sources";
import type { Dropped } from "#kernel/dropped";
import type { ReadPowers } from "#kernel/powers";
import { headOf, NO_COPIES, type SessionHead, type Store, type StoredMessage } from "./store.ts";

/** A whole session is one document: it is held at once, so there is an end to it. */
const DOCUMENT_BYTES = 256 * 1024 * 1024;

type Exported = Readonly<{ head: SessionHead; messages: readonly unknown[] }>;

/** Does this file hold what `opencode export` prints? Its head tells whether it is worth parsing. */
export function isExport(path: string, powers: ReadPowers): boolean {
  try {
    for (const chunk of powers.files.chunks(path)) return Buffer.from(chunk).includes('"info"') && exported(path, powers).found !== null;
  } catch {
    // a file that cannot be read is nobody's
  }
  return false;
}

/** Files of exports -> store. Each is parsed once to know its session, and again when it is read: none is held in between. */
export function exportStore(files: readonly string[], powers: ReadPowers): Store {
  const dropped: Dropped[] = [];
  const sessions = files.flatMap((path) => {
    const { found, why } = exported(path, powers);
    if (found === null) {
      dropped.push(why);
      return [];
    }
    const messages = function* (): Generator<StoredMessage | Dropped> {
      const again = exported(path, powers);
      if (again.found === null) yield again.why;
      else for (const [at, one] of again.found.messages.entries()) yield messageOf(one, path, at + 1);
    };
    return [{ head: found.head, path, stamp: fingerprintOf([path], powers), messages, copies: () => NO_COPIES }];
  });
  return { sessions, dropped };
}

function messageOf(value: unknown, path: string, line: number): StoredMessage | Dropped {
  const info = asFields(asFields(value)?.["info"]);
  const id = textOrNull(info?.["id"]);
  if (info === null || id === null) return dropOf("record.wrong-shape", path, "message", line);
  const parts: Fields[] = [];
  const dropped: Dropped[] = [];
  for (const one of asList(asFields(value)?.["parts"])) {
    const part = asFields(one);
    if (part === null) dropped.push(dropOf("record.wrong-shape", path, "part", line));
    else parts.push(part);
  }
  return { id, place: { path, line }, info, parts, dropped };
}

function exported(path: string, powers: ReadPowers): Readonly<{ found: Exported; why: null }> | Readonly<{ found: null; why: Dropped }> {
  let text: string;
  try {
    text = Buffer.from(powers.files.bytes(path, DOCUMENT_BYTES)).toString("utf8");
  } catch (error) {
    const isLarge = error instanceof Error && "code" in error && error.code === "FILE_TOO_LARGE";
    return { found: null, why: dropOf(isLarge ? "record.too-long" : "source.unreadable", path) };
  }
  // the program says which session it exports before the document, when both go to one file
  const start = text.indexOf("{");
  try {
    const document = asFields(JSON.parse(start > 0 && start < 400 ? text.slice(start) : text));
    const head = headOf(asFields(document?.["info"]));
    const messages = document?.["messages"];
    const isOurs =
      head !== null && Array.isArray(messages) && messages.every((one) => asFields(one) !== null) && (head.id.startsWith("ses_") || hasParts(messages));
    return isOurs ? { found: { head, messages }, why: null } : { found: null, why: dropOf("source.unknown-shape", path) };
  } catch {
    return { found: null, why: dropOf(text.trimStart().startsWith("{") ? "record.not-json" : "source.unknown-shape", path) };
  }
}

function hasParts(messages: readonly unknown[]): boolean {
  return messages.length > 0 && messages.every((one) => asFields(asFields(one)?.["info"]) !== null && Array.isArray(asFields(one)?.["parts"]));
}
