import { beforeAll, describe, expect, it } from "vitest";
import { prepareAll } from "#stages/scan/prepare";
import { allSamples, type Files } from "../../attacks/samples.ts";
import { scanOf } from "../../stages/scan/samples.ts";

/**
 * What nobody would look twice at, thousands of lines of it: a limit that is reached, a table that is full or a work budget that is spent before or behind the
 * line that matters must not hide that line (it may end in a finding that says so).
 */
const PADDING: Readonly<Record<string, readonly string[]>> = {
  javascript: [
    lines(1_000, (at) => `const pad${at} = (a) => a + ${at};`),
    lines(2_000, (at) => `Math.max(${at}, 1);`),
    `/*\n${lines(2_000, (at) => ` * note ${at}`)}\n*/`,
    `const padding = [\n${lines(2_000, (at) => `  { id: ${at}, name: "row ${at}" },`)}\n];`,
  ],
  python: [
    lines(800, (at) => `def pad${at}(a):\n    return a + ${at}`),
    lines(1_500, (at) => `max(${at}, 1)`),
    lines(2_000, (at) => `# note ${at}`),
    `PADDING = [\n${lines(1_500, (at) => `    {"id": ${at}, "name": "row ${at}"},`)}\n]`,
  ],
  shell: [
    lines(800, (at) => `pad${at}() { echo "${at}"; }`),
    lines(1_500, (at) => `echo ${at}`),
    lines(2_000, (at) => `# note ${at}`),
    lines(1_000, (at) => `PAD_${at}="row ${at}"`),
  ],
  powershell: [
    lines(800, (at) => `function Get-Pad${at} { return ${at} }`),
    lines(1_500, (at) => `Write-Output ${at}`),
    lines(2_000, (at) => `# note ${at}`),
    lines(1_000, (at) => `$pad${at} = "row ${at}"`),
  ],
  markdown: [
    lines(600, (at) => `The receipt of day ${at} is sorted by date, and the table shows the total of its month.\n`),
    lines(1_000, (at) => `- The row ${at} shows a total.`),
    lines(300, (at) => `\`\`\`json\n{ "id": ${at} }\n\`\`\`\n`),
  ],
};

function lines(count: number, line: (at: string) => string): string {
  return Array.from({ length: count }, (_, at) => line(String(at))).join("\n");
}

function kindOf(path: string): string | null {
  if (/\.(?:[cm]?[jt]s|[jt]sx)$/.test(path)) return "javascript";
  return path.endsWith(".py")
    ? "python"
    : /\.(?:sh|bash|zsh)$/.test(path)
      ? "shell"
      : path.endsWith(".ps1")
        ? "powershell"
        : /\.md$/i.test(path)
          ? "markdown"
          : null;
}

/** First lines that only work where they stand: who runs the file, fields, directives, the encoding. */
const FIRST = /^(?:#![^\n]*\n)?(?:---\n[\s\S]*?\n---\n)?/;
const FIXED = /^\s*(["'])use strict\1|^from __future__|coding[:=]/m;

function padded(text: string, padding: string, isBefore: boolean): string {
  const head = FIRST.exec(text)?.[0] ?? "";
  const body = text.slice(head.length);
  return isBefore && !FIXED.test(text) ? `${head}${padding}\n\n${body}` : `${head}${body}\n\n${padding}\n`;
}

const SAYS_SO = /^(?:scan-truncated|unread-\w+)$/;

function rulesIn(files: Files): ReadonlySet<string> {
  return new Set(scanOf(files, "imported").findings.flatMap(({ ruleId, disposition }) => (disposition === "note" ? [] : [ruleId])));
}

beforeAll(prepareAll);

describe("lines beside an attack", () => {
  it("take nothing of it away, whatever they are and wherever they stand", async () => {
    const { attacks } = await allSamples();
    const lost: string[] = [];
    let tried = 0;
    for (const [number, { table, name, files, beside }] of attacks.entries()) {
      const found = rulesIn(files);
      for (const [path, text] of Object.entries(files)) {
        const kind = kindOf(path);
        if (typeof text !== "string" || kind === null || beside.has(path)) continue;
        const all = PADDING[kind] ?? [];
        const left = rulesIn({ ...files, [path]: padded(text, all[number % all.length] ?? "", number % 3 > 0) });
        tried++;
        const missing = [...found].filter((rule) => !left.has(rule));
        if (missing.length > 0 && ![...left].some((rule) => SAYS_SO.test(rule))) lost.push(`${table} ${name} ${path}: ${missing.join(", ")}`);
      }
    }
    expect(tried).toBeGreaterThan(500);
    expect(lost).toEqual([]);
  }, 600_000);
});
