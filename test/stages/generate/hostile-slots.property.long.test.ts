import fc from "fast-check";
import { TEMPLATES } from "#generated/templates";
import { ForgeError } from "#kernel/errors";
import type { CompiledTemplate, LeafSpec, SlotSpec } from "#kernel/template";
import { textOf } from "#kernel/tree";
import { hasHidden } from "#kernel/visible";
import type { SlotRow, SlotValue } from "#stages/generate/check-slots";
import { render } from "#stages/generate/render";
import { describe, expect, it } from "vitest";
import { cases } from "../../cases.ts";
import { hostile } from "./hostile.ts";
import { headingsOf, shapeOf } from "./shape.ts";

/** A leaf by the way to it: `parts.steps.text`. */
type Leaf = Readonly<{ path: string; spec: LeafSpec }>;

const CALM: Readonly<Record<Exclude<LeafSpec["type"], "enum">, SlotValue>> = {
  identifier: "calm-name",
  line: "calm words",
  text: "calm words\nof two lines",
  path: "~/calm/folder",
  host: "calm.example",
  number: 1,
};

/** Values for every slot, two rows in each list, nothing left out; `put` may give another one for a leaf. */
function rowOf(slots: readonly SlotSpec[], put: (leaf: Leaf, calm: SlotValue) => SlotValue, path = ""): SlotRow {
  return Object.fromEntries(
    slots.map((slot) => {
      const here = `${path}${slot.name}`;
      if (slot.type === "list") return [slot.name, [0, 1].slice(0, slot.max).map(() => rowOf(slot.of, put, `${here}.`))];
      const calm = slot.type === "enum" ? (slot.values?.[0] ?? "") : CALM[slot.type];
      return [slot.name, put({ path: here, spec: slot }, typeof calm === "string" ? calm.slice(0, slot.max) : calm)];
    }),
  );
}

function leavesOf(slots: readonly SlotSpec[]): readonly Leaf[] {
  const leaves: Leaf[] = [];
  rowOf(slots, (leaf, calm) => {
    if (!leaves.some((one) => one.path === leaf.path)) leaves.push(leaf);
    return calm;
  });
  return leaves;
}

/** Never nothing at all: whether an optional value is there is the template's business, not the value's. */
function fitting(text: string, { spec }: Leaf): string {
  return `${text.slice(0, Math.max(0, spec.max - 1))}x`;
}

type Rendered = ReturnType<typeof render>;

function renderedWith(template: CompiledTemplate, put: (leaf: Leaf, calm: SlotValue) => SlotValue): Rendered | "refused" {
  try {
    return render(template, rowOf(template.spec.slots, put));
  } catch (error) {
    if (error instanceof ForgeError && error.code === "SLOT_INVALID") return "refused";
    throw error;
  }
}

function expectSame(files: Rendered, calm: Rendered): void {
  expect(files.map((file) => [file.path, shapeOf(file)])).toEqual(calm.map((file) => [file.path, shapeOf(file)]));
  for (const [at, file] of files.entries()) {
    expect(hasHidden(textOf(file).replaceAll("\n", ""))).toBe(false);
    if (!file.path.endsWith(".md")) continue;
    expect(textOf(file)).not.toMatch(/!`/);
    const wanted = headingsOf(calm[at] ?? file);
    // titles of ours stay; those that hold a value hold another one
    expect(headingsOf(file).map((title, index) => (/calm/.test(wanted[index] ?? "") ? wanted[index] : title))).toEqual(wanted);
  }
}

describe("a hostile value at every slot of every template", () => {
  for (const template of TEMPLATES) {
    const calm = renderedWith(template, (_leaf, value) => value);
    if (calm === "refused") throw new Error(`${template.spec.id} refuses calm values`);
    const leaves = leavesOf(template.spec.slots);

    it(`${template.spec.id}: none of its ${String(leaves.length)} slots lets a value change the structure`, () => {
      for (const leaf of leaves.filter((one) => one.spec.type === "line" || one.spec.type === "text")) {
        fc.assert(
          fc.property(hostile, (text) => {
            const files = renderedWith(template, (one, value) => (one.path === leaf.path ? fitting(text, one) : value));
            expect(files, leaf.path).not.toBe("refused");
            if (files !== "refused") expectSame(files, calm);
          }),
          { numRuns: cases(leaf.spec.places.some((place) => place.startsWith("js")) ? 12 : 4) },
        );
      }
    });

    it(`${template.spec.id}: a name, path, host, number or choice is refused, or changes nothing else`, () => {
      for (const leaf of leaves.filter((one) => one.spec.type !== "line" && one.spec.type !== "text")) {
        let refused = 0;
        fc.assert(
          fc.property(hostile, (text) => {
            const files = renderedWith(template, (one, value) => (one.path === leaf.path ? fitting(text, one) : value));
            if (files === "refused") refused += 1;
            else expectSame(files, calm);
          }),
          { numRuns: cases(3) },
        );
        if (leaf.spec.type !== "path") expect(refused, leaf.path).toBeGreaterThan(0);
      }
    });

    it(`${template.spec.id}: hostile values everywhere at once`, () => {
      fc.assert(
        fc.property(fc.array(hostile, { minLength: 40, maxLength: 40 }), (texts) => {
          let next = 0;
          const files = renderedWith(template, (leaf, value) =>
            leaf.spec.type === "line" || leaf.spec.type === "text" ? fitting(texts[next++ % texts.length] ?? "", leaf) : value,
          );
          expect(files).not.toBe("refused");
          if (files !== "refused") expectSame(files, calm);
        }),
        { numRuns: cases(template.spec.kind === "code" ? 10 : 25) },
      );
    });

    it(`${template.spec.id}: a value longer than its slot, or of another kind, is refused`, () => {
      for (const leaf of leaves) {
        const wrong: readonly SlotValue[] = [
          leaf.spec.type === "number" ? leaf.spec.max + 1 : "x".repeat(Math.max(leaf.spec.max, 400) + 1),
          [],
          leaf.spec.type === "number" ? "1" : 1,
        ];
        for (const value of wrong)
          expect(
            renderedWith(template, (one, calmValue) => (one.path === leaf.path ? value : calmValue)),
            leaf.path,
          ).toBe("refused");
      }
    });
  }
});
