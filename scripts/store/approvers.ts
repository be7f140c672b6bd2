import { validateApproverKey, validateApproversFile } from "#generated/validators";
import { join } from "node:path";
import type { ApproverKey, ApproversFile } from "#kernel/approval";
import { ForgeError } from "#kernel/errors";
import type { ReadFiles, WriteFiles } from "#kernel/powers";
import { readState, type StateForm } from "./read-state.ts";

/** What lies outside of the data folder, beside the key of the audit log: the list of approvers, and their private keys, each encrypted. */

const LIST: StateForm = { version: 1, validate: validateApproversFile };
const KEY: StateForm = { version: 1, validate: validateApproverKey };

export function approversFile(folder: string): string {
  return join(folder, "approvers.json");
}

/** The list as it lies there, null when there is none. Throws STATE_UNREADABLE and the like. */
export function readApprovers(files: ReadFiles, folder: string): ApproversFile | null {
  return readState<ApproversFile>(files, approversFile(folder), LIST);
}

export function writeApprovers(files: WriteFiles, folder: string, list: ApproversFile): void {
  if (!validateApproversFile(list)) throw new ForgeError("UNEXPECTED", "the list of approvers was about to be written in a form that does not fit its schema");
  files.makeFolder(folder, 0o700);
  files.replace(approversFile(folder), new TextEncoder().encode(`${JSON.stringify(list, null, 2)}\n`), 0o600);
}

/** The keys that lie here, by name. Throws STATE_UNREADABLE for one that is damaged: it must not pass for none. */
export function readApproverKeys(files: ReadFiles, folder: string): readonly ApproverKey[] {
  if (files.facts(folder)?.kind !== "folder") return [];
  return files
    .names(folder)
    .filter((name) => /^approver-[0-9a-f]{16}\.key$/.test(name))
    .flatMap((name) => readState<ApproverKey>(files, join(folder, name), KEY) ?? []);
}

/** Keeps a new key, readable by its owner only; whole or not at all, because a half of one would be in the way of all others. Throws FILE_UNWRITABLE when one of this id is there. */
export function writeApproverKey(files: WriteFiles, folder: string, key: ApproverKey): void {
  if (!validateApproverKey(key)) throw new ForgeError("UNEXPECTED", "a key was about to be written in a form that does not fit its schema");
  files.makeFolder(folder, 0o700);
  const path = keyFile(folder, key.id);
  if (files.facts(path) !== null) throw new ForgeError("FILE_UNWRITABLE", `${path} is there already`, { details: { path } });
  files.replace(path, new TextEncoder().encode(`${JSON.stringify(key, null, 2)}\n`), 0o600);
}

/** Removes a key that was never taken in. */
export function dropApproverKey(files: WriteFiles, folder: string, id: string): void {
  files.removeFile(keyFile(folder, id));
}

function keyFile(folder: string, id: string): string {
  return join(folder, `approver-${id}.key`);
}
