import type { Card, CardDiff, DiffLine } from "#kernel/card";
import type { Edit, HandChange } from "#kernel/revision";
import { visible } from "#kernel/visible";
import type { Printer } from "../printer.ts";
import { chopped, wrap } from "./lines.ts";
import { plural } from "./table.ts";

type Look = Readonly<{ width: number; indent: number; style: Printer["style"] }>;

/** One line: is it new, the same, or what changes against what is deployed. */
export function summaryOfChange(diff: CardDiff): string {
  if (diff.kind === "same") return "nothing: the same bytes are deployed";
  if (diff.kind === "new") return `a new skill: ${diff.files.map((file) => `${visible(file.path)} (${plural(file.lines.length, "line")})`).join(", ")}`;
  return `+${diff.added} -${diff.removed} lines against what is deployed, in ${plural(diff.files.length, "file")}`;
}

/** Difference -> lines with a sign in front of each, wrapped under their sign, nothing left out. */
export function changeLines(diff: CardDiff, { width, indent, style }: Look): readonly string[] {
  return diff.files.flatMap((file) => [
    `${" ".repeat(indent)}${style("bold", `${visible(file.path)} (${file.change})`)}`,
    ...file.lines.flatMap((line) =>
      chopped(`${" ".repeat(indent)}${line.sign} `, wordsOf(line), width).map((text) =>
        line.sign === "+" ? style("green", text) : line.sign === "-" ? style("red", text) : text,
      ),
    ),
    ...(file.left > 0 ? [`${" ".repeat(indent)}… ${plural(file.left, "more line")} of ${visible(file.path)}: not listed`] : []),
  ]);
}

/** A line with its changed words between brackets of the kind that word differences have: `[-gone-]`, `{+come+}`. */
function wordsOf({ sign, text, words }: DiffLine): string {
  if (words === null) return visible(text);
  const [open, close] = sign === "-" ? ["[-", "-]"] : ["{+", "+}"];
  return words.map((word) => (word.changed ? `${open}${visible(word.text)}${close}` : visible(word.text))).join("");
}

/** One edit of a new version: what is added, replaced or gone, where, and how often it was seen. */
export function editText({ kind, section, before, after, support }: Edit): string {
  const where = section === null ? "" : ` in ${visible(section)}`;
  const what = kind === "replace" ? `${quoted(before)} by ${quoted(after)}` : quoted(kind === "add" ? after : before);
  return `${kind}${where} (${support} behind it): ${what}`;
}

/** What of a change by hand is not kept, and why. */
export function droppedText({ file }: HandChange): string {
  return file === "skill.json" ? "not kept, skill.json is made anew with each version" : "given up for an edit, as was asked";
}

/** A change by hand in one line. */
export function handText({ kind, file, item, before, after }: HandChange): string {
  return `${kind} ${file === "SKILL.md" ? "" : `${visible(item)} of ${visible(file)} `}${quoted(after ?? before)}`;
}

function revisionLines({ edits, hand, conflicts, dropped = [] }: NonNullable<Card["revision"]>, width: number): readonly string[] {
  return [
    ...edits.flatMap((edit) => [...wrap("  ", editText(edit), width), ...wrap("    because ", visible(edit.why), width)]),
    ...hand.flatMap((one) => wrap("  kept, made by hand: ", handText(one), width)),
    ...dropped.flatMap((one) => wrap(`  ${droppedText(one)}: `, handText(one), width)),
    ...conflicts.flatMap((one) => wrap(`  left out, the person's own stands (--take ${one.edit.id} makes it): `, editText(one.edit), width)),
  ];
}

function quoted(text: string | null): string {
  return `"${visible(text ?? "")}"`;
}

/** The whole of what changes, for a pager or for `--diff`. */
export function differenceText(card: Card, look: Omit<Look, "indent">): readonly string[] {
  const { diff, edited, revision } = card;
  return [
    look.style("bold", `${visible(card.skill)}: ${summaryOfChange(diff)}`),
    ...(revision === null ? [] : revisionLines(revision, look.width)),
    ...changeLines(diff, { ...look, indent: 0 }),
    ...(edited?.diff == null
      ? []
      : [
          "",
          look.style("bold", `edited by ${visible(edited.by)} at ${edited.at}, against what was generated`),
          ...changeLines(edited.diff, { ...look, indent: 0 }),
        ]),
  ];
}
