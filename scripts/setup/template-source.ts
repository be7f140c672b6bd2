/** Template files as they are written: lines, and shared sections put where a template names them. */

/** Where a line of a template was written. */
export type Origin = Readonly<{ file: string; line: number }>;
/** A template file with its shared sections put in; `origins` has one entry for each line of `text`. */
export type Source = Readonly<{ file: string; text: string; origins: readonly Origin[] }>;
/** File name (`when.md.hbs`) -> text of every shared section. */
export type Shared = ReadonlyMap<string, string>;

export const SHARED = "templates/shared";
const INCLUDE = /^\{\{> ([a-z]+(?:-[a-z]+)*)\}\}$/;

/**
 * Path and text of a template file -> the same with every line `{{> name}}` replaced by the shared section of that name and of the
 * same kind of file. Sections come from templates/shared/ only. Throws Error with file and line for a name that is not there or names itself.
 */
export function sourceOf(file: string, text: string, shared: Shared): Source {
  const lines = expanded(file, text, shared, []);
  return { file, text: lines.map((line) => line.text).join("\n"), origins: lines.map(({ origin }) => origin) };
}

type Line = Readonly<{ text: string; origin: Origin }>;

function expanded(file: string, text: string, shared: Shared, within: readonly string[]): readonly Line[] {
  const kind = /\.[a-z]+\.hbs$/.exec(file)?.[0] ?? "";
  return text.split("\n").flatMap((one, at) => {
    const origin = { file, line: at + 1 };
    const name = INCLUDE.exec(one)?.[1];
    if (name === undefined) return [{ text: one, origin }];
    const wanted = `${name}${kind}`;
    const section = shared.get(wanted);
    if (section === undefined) throw new Error(`${placeOf(origin)}: there is no ${SHARED}/${wanted}; there are ${listed(shared, kind)}`);
    if (within.includes(wanted)) throw new Error(`${placeOf(origin)}: ${wanted} would put itself into itself; take this line out`);
    return expanded(`${SHARED}/${wanted}`, section.replace(/\n$/, ""), shared, [...within, wanted]);
  });
}

function listed(shared: Shared, kind: string): string {
  const names = [...shared.keys()].filter((name) => name.endsWith(kind)).map((name) => name.slice(0, -kind.length));
  return names.length === 0 ? "none of this kind" : names.join(", ");
}

/** Origin -> `templates/report/SKILL.md.hbs:12`, the spelling that editors open. */
export function placeOf({ file, line }: Origin): string {
  return `${file}:${line}`;
}

/** Line of the source as it is parsed -> where it was written. */
export function originOf(source: Source, line: number): Origin {
  return source.origins[line - 1] ?? { file: source.file, line };
}
