import type { Policy } from "#kernel/policy";
import type { Report } from "../mark.ts";
import { assetOf } from "./asset.ts";

export type BinaryContext = Readonly<{ profile: "compiled" | "imported"; limits: Policy["scan"]["limits"]; archives?: ReadonlyMap<string, number> }>;

/** Path, bytes and kind of a file that is no text -> was it read after all (as an archive, a font, a document)? What was not is a finding that blocks. */
export function checkBinary(path: string, bytes: Uint8Array, kind: string, context: BinaryContext, report: Report): boolean {
  const count = context.archives?.get(path);
  if (count !== undefined) {
    report({ rule: "archive-read", start: 0, end: 0, args: { count: String(count) } });
    return true;
  }
  const asset = context.profile === "compiled" ? null : assetOf(path, bytes, context.limits);
  if (asset !== null && asset.problem === null) {
    report({ rule: "asset-unread", start: 0, end: 0, args: { kind: asset.what } });
    return true;
  }
  report({ rule: "unread-binary", start: 0, end: 0, args: { kind: asset === null ? kind : `${kind} (as ${asset.what}: ${asset.problem ?? ""})` } });
  return false;
}
