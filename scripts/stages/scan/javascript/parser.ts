/** The parser of JavaScript and TypeScript. It brings a compiler along, which takes longer to load than most skills to scan. */
export type Parser = typeof import("@typescript-eslint/typescript-estree").parse;

let loaded: Parser | null = null;

/** Loads the parser of JavaScript. Once; later calls do nothing. */
export async function prepareJavaScript(): Promise<void> {
  loaded ??= (await import("./estree.ts")).parse;
}

let missed = false;

/** The parser of JavaScript when it was prepared; null means that nothing can be read. */
export function javaScriptParser(): Parser | null {
  if (loaded === null) missed = true;
  return loaded;
}

/** Was the parser asked for while it was not there? */
export function missedJavaScript(): boolean {
  return missed && loaded === null;
}
