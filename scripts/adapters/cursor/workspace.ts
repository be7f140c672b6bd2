import { openedOrReason } from "#adapters/common/databases";
import { asFields, asList, parsedOrUndefined, textOrNull } from "#adapters/common/fields";
import { kindOf } from "#adapters/common/walk";
import type { ReadPowers } from "#kernel/powers";
import { textOfValue } from "./cli-store.ts";

/** Database of a workspace -> the conversations it lists as its own. Never throws. */
export function composersOfWorkspace(path: string, powers: ReadPowers): readonly string[] {
  const db = kindOf(path, powers) === "file" ? openedOrReason(path, powers) : "source.absent";
  if (typeof db === "string") return [];
  try {
    if (!["key", "value"].every((column) => db.columns("ItemTable").includes(column))) return [];
    const rows = [...db.rows("SELECT value FROM ItemTable WHERE key = 'composer.composerData'")];
    const listed = asFields(parsedOrUndefined(textOfValue(rows[0]?.["value"])));
    return asList(listed?.["allComposers"]).flatMap((one) => textOrNull(asFields(one)?.["composerId"]) ?? []);
  } catch {
    return [];
  } finally {
    db.close();
  }
}
