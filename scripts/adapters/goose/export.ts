import { basename } from "node:path";
import { asFields, asList, textOrNull } from "#adapters/common/fields";
import { fingerprintOf, nothing } from "#adapters/common/sources";
import type { LogSource, Reading } from "#adapters/contract";
import type { ReadPowers } from "#kernel/powers";
import { exportIn } from "./accepts.ts";
import { otherThanPerson, Telling } from "./session.ts";

/** Session that was exported: what the database holds of it, as one document. */
export function exportSource(path: string, powers: ReadPowers): LogSource {
  const read = (): Reading => {
    const session = exportIn(path, powers);
    if (session === null) return nothing("source.unknown-shape", path);
    const other = otherThanPerson(session, path);
    if (other !== null) return other;
    const telling = new Telling(path, textOrNull(session["id"]) ?? basename(path, ".json"), session);
    asList(session["conversation"]).forEach((one, index) => {
      const [message, place] = [asFields(one), { path, line: index + 1 }];
      if (message === null) telling.story.drop("record.wrong-shape", place, "conversation");
      else telling.message(message, place);
    });
    return telling.reading();
  };
  return { id: basename(path), fingerprint: fingerprintOf([path], powers), read: () => [read()] };
}
