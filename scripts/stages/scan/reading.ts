import type { Policy } from "#kernel/policy";
import type { FlowSummary } from "./javascript/summary.ts";
import type { Language } from "./kinds.ts";
import type { Mark, Report } from "./mark.ts";
import type { Aliases } from "./package/entries.ts";
import type { Run } from "./programs/runs.ts";
import type { Imports } from "./python/own.ts";

/** What is known of the skill around a file that is read. */
export type FileContext = Readonly<{
  profile: "compiled" | "imported";
  limits: Policy["scan"]["limits"];
  paths: ReadonlySet<string>;
  aliases: Aliases;
  imports?: Imports;
  archives?: ReadonlyMap<string, number>;
  textOf?: (path: string) => string | null;
  embed?: Embed;
}>;

/** Code of another language inside of a script (`python -c`, a here-document) -> read as a file of that language would be. */
export type Embed = (language: Language, code: string, path: string, report: Report) => Readonly<{ complete: boolean; loaded: readonly Run[] }>;

/** One file read: its marks over `text`, what it was taken for, whether every byte was understood, and data other parts need. */
export type FileReading = Readonly<{
  marks: readonly Mark[];
  text: string;
  kind: string;
  complete: boolean;
  loaded: readonly Run[];
  frontmatter: Readonly<Record<string, unknown>> | null;
  json: unknown;
  /** Private data that comes from, or goes to, other files of the skill. */
  flows?: FlowSummary | null;
}>;

/** What an analyser of one kind gives. */
export type Rest = Pick<FileReading, "complete" | "loaded" | "frontmatter" | "json" | "flows">;
export const DONE: Rest = { complete: true, loaded: [], frontmatter: null, json: null };
export const UNREAD: Rest = { ...DONE, complete: false };
