import { readdirSync, readFileSync } from "node:fs";
import { importsFor } from "./grammar.ts";

const TEMPLATES = new URL("../../templates/", import.meta.url);

/** What the templates really give: each script whole, and each of its functions with the others that it needs. */
export function templateSeeds(): Readonly<{ whole: readonly string[]; parts: readonly string[] }> {
  const whole = readdirSync(TEMPLATES, { recursive: true, encoding: "utf8" })
    .filter((path) => /expected\/.*\.mjs$/.test(path))
    .sort()
    .map((path) => readFileSync(new URL(path, TEMPLATES), "utf8"));
  return { whole, parts: [...new Set(whole.flatMap(partsOf))] };
}

/** A script whose functions each end with a brace in the first column, as the templates write them. */
function partsOf(script: string): readonly string[] {
  const functions = new Map([...script.matchAll(/^function (\w+)\([^]*?^\}$/gm)].map((found) => [found[1] ?? "", found[0]]));
  const needs = (name: string, have: Set<string>): Set<string> => {
    have.add(name);
    for (const word of functions.get(name)?.match(/\b\w+\b/g) ?? []) if (functions.has(word) && !have.has(word)) needs(word, have);
    return have;
  };
  return [...functions.keys()].flatMap((name) => {
    const used = needs(name, new Set());
    const text = [...used].map((one) => functions.get(one) ?? "").join("\n");
    // a part that is nearly the whole takes as long to check as the whole
    if (text.length > 900 || /\bHELP\b/.test(text)) return [];
    const call = `try { console.log(${name}(["a", "b"], ["c"], 1)); } catch {}\ntry { console.log(${name}("a,b\\n1,2", ",")); } catch {}`;
    return [`${importsFor(text)}\n${text}\n${call}`];
  });
}
