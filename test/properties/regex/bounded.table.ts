/** Regular expressions that cost a square of their text, by their source, and why that text is always short. */
export const BOUNDED: Readonly<Record<string, string>> = {};
