import type { Token } from "./tokens.ts";

/** A statement while it is read: its tokens, the one at hand and the words that came before it. Statements of some databases follow each other without a mark. */
export type Statement = Readonly<{ tokens: readonly Token[]; at: number; token: Token; name: string; seen: ReadonlySet<string>; depth: number }>;

/** Word or quoted name in capitals, "" for all else. */
export function nameOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.value : token?.kind === "name" ? token.value.toUpperCase() : "";
}

export function isMark(token: Token | undefined, value: string): boolean {
  return token?.kind === "mark" && token.value === value;
}

export function isText(token: Token | undefined): token is Token & Readonly<{ kind: "text" | "body" }> {
  return token?.kind === "text" || token?.kind === "body";
}
