import type { ParseLimits } from "../javascript/parse.ts";
import type { Report } from "../mark.ts";
import type { Aliases } from "../package/entries.ts";
import type { Piece } from "./together.ts";
import type { Attribute } from "./tokens.ts";

export type DocumentContext = Readonly<{ paths: ReadonlySet<string>; limits: ParseLimits; aliases: Aliases }>;

/** What one document gathers while it is read. */
export type Page = {
  readonly path: string;
  readonly text: string;
  readonly xml: boolean;
  readonly context: DocumentContext;
  readonly report: Report;
  readonly loaded: string[];
  /** Scripts and code of attributes that share one global object, and what was said of each by itself. */
  readonly pieces: Piece[];
  readonly said: Set<string>;
  complete: boolean;
  /** Can attributes be event handlers here? In data of other vocabularies a name is only a name. */
  readonly handles: boolean;
  /** How many `svg` or `math` elements are open. */
  foreign: number;
  /** The first place where the document acts, and its text. */
  active: Readonly<{ start: number; end: number; text: string }> | null;
};

/** The document does something by itself: the first place is shown. */
export function act(page: Page, start: number, end: number, text: string): void {
  page.active ??= { start, end, text: text.trim() };
}

export function valueOf(attributes: readonly Attribute[], name: string): string | null {
  return attributes.find((one) => one.name === name)?.value ?? null;
}
