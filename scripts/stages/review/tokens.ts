/** Text -> estimated tokens: bytes of UTF-8 divided by 3.4, measured on Markdown; always shown as an estimate. */
export function estimateTokens(text: string): number {
  return Math.ceil(new TextEncoder().encode(text).byteLength / 3.4);
}
