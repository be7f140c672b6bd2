/** Regular expressions that cost a square of their text, by their source, and why that text is always short. */
export const BOUNDED: Readonly<Record<string, string>> = {
  // programs/runs.ts
  [String.raw`(?:^|[${"`"}|;&(]|\$\(|:\s)[ \t]*(?:[$>%] |[-*] |\d+[.)] )?[ \t]*(?:[A-Za-z_]\w*=\S*[ \t]+)*(?:(?:sudo|env|exec|nohup|time|command|npx|bunx|uvx?|poetry|pipenv|run|-y|--yes|timeout \d+\w?)[ \t]+)*["']?(?:[\w.{}$~-]*\/)*$`]:
    "it sees the 120 characters before the name of an interpreter, no more",
  // prose/meaning/disguise.ts
  [String.raw`\s*\/\s*| {2,}`]: "it divides a run of Morse code, in which at most four blanks follow each other",
};
