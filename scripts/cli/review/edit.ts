import { ForgeError } from "#kernel/errors";
import type { EditResult } from "#pipeline/edit";
import { runInForeground } from "#platform/terminal";
import type { Call } from "../command.ts";
import { contextOf } from "../context.ts";
import { editorOf } from "./programs.ts";

/**
 * Opens a copy of the staged skill in the person's editor and takes over what was saved, everything checked anew. The staged skill stays as it was when
 * the editor fails. Throws NEEDS_TERMINAL when nobody chose an editor and nobody sits there.
 */
export async function editStaged(call: Call, name: string, foreground: <T>(work: () => T) => Promise<T>): Promise<EditResult> {
  const { copyForEdit, dropCopy, takeCopy } = await import("#pipeline/edit");
  const { env, terminal } = call.powers.host;
  const editor = editorOf(env, terminal ? "vi" : null);
  if (editor === null) throw new ForgeError("NEEDS_TERMINAL", "--edit starts an editor: set VISUAL or EDITOR, or run it in a terminal");
  const context = contextOf(call);
  const copy = copyForEdit(context, name);
  try {
    const code = await foreground(() => runInForeground(editor, copy.files, env));
    if (code !== 0)
      throw new ForgeError(
        "FILE_UNREADABLE",
        `the editor ${JSON.stringify(editor)} ended with ${code === null ? "a signal" : `code ${code}`}; the staged skill is as it was`,
      );
    return await takeCopy(context, copy);
  } finally {
    dropCopy(context, copy.folder);
  }
}
