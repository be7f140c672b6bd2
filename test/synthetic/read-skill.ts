/** What a generated SKILL.md says, read from its text as a person would: nothing of the gene behind it is known here. */
export type SkillSaid = Readonly<{
  inputs: readonly Readonly<{ name: string; examples: readonly string[] }>[];
  steps: readonly string[];
  checks: readonly string[];
  gotchas: readonly Readonly<{ failed: string; instead: string }>[];
  rules: readonly Readonly<{ use: string | null; avoid: string | null; quote: string }>[];
}>;

/** Text of a SKILL.md -> what it says, section by section. */
export function readSkill(text: string): SkillSaid {
  const section = (title: string) => (text.split(new RegExp(`^## ${title}$`, "m"))[1] ?? "").split(/^## /m)[0] ?? "";
  const bullets = (title: string) =>
    section(title)
      .split("\n")
      .filter((line) => line.startsWith("- "));
  const gotchas = bullets("Gotchas").flatMap((line) => {
    const [failed, instead] = codesOf(line);
    return /failed; .* then worked/.test(line) && failed !== undefined && instead !== undefined ? [{ failed, instead }] : [];
  });
  return {
    inputs: bullets("Inputs").flatMap((line) => {
      const [name, ...examples] = codesOf(line);
      return name === undefined ? [] : [{ name: name.replace(/^\{|\}$/g, ""), examples }];
    }),
    steps: stepsOf(section("Steps")),
    checks: bullets("Check").flatMap((line) => codesOf(line).slice(0, 1)),
    gotchas,
    rules: bullets("Gotchas").flatMap((line) => {
      const [order = "", said] = line.split(/The person said: /);
      const [use, avoid] = codesOf(order);
      return said === undefined ? [] : [{ use: use ?? null, avoid: avoid ?? null, quote: codesOf(said)[0] ?? "" }];
    }),
  };
}

/** Numbered lines: the last code before the count is what is done; a script stands in the fence below. */
function stepsOf(section: string): readonly string[] {
  return section.split(/^(?=\d+\. )/m).flatMap((part) => {
    if (!/^\d+\. /.test(part)) return [];
    const script = /^ *(`{3,})\w*\n([\s\S]*?)\n *\1/m.exec(part)?.[2];
    const line = codesOf((part.split("\n")[0] ?? "").split(/\(seen in /)[0] ?? "").at(-1);
    const said = script === undefined ? line : script.replace(/^ {4}/gm, "");
    return said === undefined ? [] : [said];
  });
}

/** Code spans of a line (CommonMark 6.1: as many backticks at both ends, one blank inside taken off). */
function codesOf(line: string): readonly string[] {
  return [...line.matchAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g)].map((found) => (found[2] ?? "").replace(/^ (.*\S.*) $/, "$1"));
}
