import { createEnvironment } from "#generated/templates";
import { ForgeError } from "#kernel/errors";
import { type CompiledTemplate, PLACE_HELPERS } from "#kernel/template";
import type { SkillFile } from "#kernel/tree";
import { checkSlots, type SlotRow } from "./check-slots.ts";
import { escapeFor } from "./escape.ts";

/** Template and slot values -> its files. Throws SLOT_INVALID for values that do not fit, TEMPLATE_INVALID when the template asks for something it does not declare. */
export function render(template: CompiledTemplate, values: SlotRow): readonly SkillFile[] {
  const checked = checkSlots(template.spec, values);
  const environment = createEnvironment();
  for (const [name, place] of PLACE_HELPERS) environment.registerHelper(name, (value) => escapeFor(place, landable(value, name)));
  return template.files.map((file) => ({
    path: file.path,
    mode: file.mode,
    bytes: new TextEncoder().encode(filled(() => environment.template(file.program)(checked), file.path)),
  }));
}

function landable(value: unknown, helper: string): string | number {
  if (typeof value === "string" || typeof value === "number") return value;
  throw new ForgeError("TEMPLATE_INVALID", `the template hands no text to {{${helper}}}`);
}

/** The template's own blank lines are tidied: at most one in a row, one line break at the end. No value can hold a break. */
function filled(run: () => string, path: string): string {
  try {
    return `${run()
      .replace(/\n{3,}/g, "\n\n")
      .trimEnd()}\n`;
  } catch (cause) {
    if (cause instanceof ForgeError) throw cause;
    throw new ForgeError("TEMPLATE_INVALID", `template file ${path} could not be filled`, { cause });
  }
}
