import type { Skill } from "#kernel/skill";
import { loadScanner } from "#pipeline/scanner";
import { prepareAll } from "#stages/scan/prepare";
import { processorTimeOf, type Result } from "./measure.ts";
import type { Options } from "./options.ts";
import { scanned } from "./scan.ts";
import { benchSkills, file, POLICY } from "./skills.ts";

const SIZES = [0.5, 1, 2, 5, 10, 20, 50];
const FILE_BYTES = 50_000;
/** Twice the cost of a megabyte at the largest size as at the smallest is no line any more. */
const STRAIGHT = 2;

/** What one more megabyte costs, for each kind of file, as the skill grows: it must be the same at every size. Limits of the policy are lifted. */
export async function costCurve(options: Options): Promise<readonly Result[]> {
  const scan = await loadScanner();
  await prepareAll();
  const limits = { ...POLICY.scan.limits, files: 1e6, fileBytes: 1e9, totalBytes: 1e9, nodes: 1e9 };
  const texts = textsByKind();
  const sizes = SIZES.filter((size) => size <= options.megabytes);
  return [...texts].map(([ending, text]) => {
    const costs = sizes.map((size) => {
      const skill = grown(ending, text, size * 1e6);
      return processorTimeOf(size <= 1 ? 3 : 1, () => scanned(scan, skill, limits)) / size;
    });
    const first = costs[0] ?? Number.NaN;
    const last = costs.at(-1) ?? Number.NaN;
    return {
      name: `1 MB more of .${ending}`,
      ms: last,
      floorMs: first,
      ratio: last / first,
      goal: `<= ${STRAIGHT}x the first`,
      met: last / first <= STRAIGHT,
      note: sizes.map((size, at) => `${size} MB: ${((costs[at] ?? 0) / 1000).toFixed(2)} s/MB`).join(", "),
    };
  });
}

function grown(ending: string, text: string, bytes: number): Skill {
  const part = text.repeat(Math.max(1, Math.round(FILE_BYTES / text.length)));
  const files = Array.from({ length: Math.max(1, Math.round(bytes / part.length)) }, (_, at) =>
    file(`data/f${at}.${ending}`, ending === "json" ? JSON.stringify([part, at]) : part),
  );
  return { name: "grown", files: [file("SKILL.md", '---\nname: grown\ndescription: "Grows."\n---\n\nText.\n'), ...files] };
}

function textsByKind(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const skill of benchSkills([]))
    for (const one of skill.files) {
      const ending = one.path.slice(one.path.lastIndexOf(".") + 1);
      const text = new TextDecoder().decode(one.bytes);
      // a module repeated in one file would declare its names twice
      if (!found.has(ending) && text.length > 500) found.set(ending, ending === "ts" ? `{\n${text.replace(/^(?:import|export) .*$/gm, "")}\n}\n` : text);
    }
  return new Map([...found, ["json", "word "], ["txt", "One more line of text.\n"]]);
}
