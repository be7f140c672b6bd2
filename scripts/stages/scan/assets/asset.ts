import type { ArchiveLimits } from "../archive/collect.ts";
import { problemOfFinder } from "./finder.ts";
import { problemOfFont } from "./font.ts";
import { problemOfOffice } from "./office.ts";
import { problemOfPdf } from "./pdf.ts";

/** What a file that is no text was found to be: a document or font whose structure holds no program, or why that cannot be said. */
export type Asset = Readonly<{ what: string; problem: string | null }>;

const OFFICE = /\.(?:docx|dotx|pptx|potx|ppsx|xlsx|xltx|odt|ott|ods|ots|odp|otp)$/i;

/** Path and bytes -> asset; null when the name does not claim to be one. Name and content must agree: readers go by either. */
export function assetOf(path: string, bytes: Uint8Array, limits: ArchiveLimits): Asset | null {
  if (/\.(?:ttf|otf|woff2?)$/i.test(path)) return { what: "a font", problem: problemOfFont(bytes) };
  if (/(?:^|\/)\.DS_Store$/.test(path)) return { what: "a note of the Finder on how the folder is shown", problem: problemOfFinder(bytes) };
  if (/\.pdf$/i.test(path)) return { what: "a PDF document", problem: problemOfPdf(bytes, limits.totalBytes) };
  return OFFICE.test(path) ? { what: "an office document", problem: problemOfOffice(bytes, limits) } : null;
}

/** Is the file one that is read as the document its name says, and not as the zip it also is? */
export function isOfficePath(path: string): boolean {
  return OFFICE.test(path);
}
