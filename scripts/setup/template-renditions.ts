import type { SlotSpec } from "#kernel/template";
import { inverseOf, isBlock, isContent, isMustache } from "./template-neighbours.ts";

type Statement = hbs.AST.Statement;
type Block = hbs.AST.BlockStatement;

/** A mustache with the mark that stands for its value in a rendition. */
export type Marked = Readonly<{ mark: string; helper: string; slot: SlotSpec; line: number }>;

/** How a marked value of each helper looks without any escaping: the template's own text has to do the rest. */
const WORN: Readonly<Record<string, (mark: string) => string>> = {
  code: (mark) => `\`${mark}\``,
  fence: (mark) => `\`\`\`sh\n    ${mark}\n    \`\`\``,
  yaml: (mark) => `"${mark}"`,
  json: (mark) => `"${mark}"`,
  js: (mark) => `"${mark}"`,
};

/**
 * Tree of a checked template -> its texts with marks for values: one with every list filled with two rows and every condition true,
 * and for each block one in which that block has nothing. So each value is seen at least once, and each block both ways.
 */
export function renditionsOf(body: readonly Statement[], slots: readonly SlotSpec[]): Readonly<{ texts: readonly string[]; marked: readonly Marked[] }> {
  const marked = new Map<Statement, Marked>();
  const absent = new Map<Block, boolean>();
  const worlds = [new Map<Block, boolean>(), ...blocksIn(body, [])];
  const texts = worlds.map((world) => {
    absent.clear();
    for (const [block, gone] of world) absent.set(block, gone);
    return written(body, slots, absent, marked);
  });
  return { texts, marked: [...marked.values()] };
}

/** For each block the world in which it has nothing and every block around it is as it must be to reach it. */
function blocksIn(body: readonly Statement[], around: readonly (readonly [Block, boolean])[]): readonly Map<Block, boolean>[] {
  return body.filter(isBlock).flatMap((block) => {
    const inverse = inverseOf(block);
    return [
      new Map([...around, [block, true]]),
      ...blocksIn(block.program.body, [...around, [block, false]]),
      ...(inverse === null ? [] : blocksIn(inverse, [...around, [block, true]])),
    ];
  });
}

function written(body: readonly Statement[], scope: readonly SlotSpec[], absent: ReadonlyMap<Block, boolean>, marked: Map<Statement, Marked>): string {
  return body
    .map((one) => {
      if (isContent(one)) return one.value;
      if (isMustache(one)) return valueOf(one, scope, marked);
      if (!isBlock(one)) return "";
      if (absent.get(one) === true) return written(inverseOf(one) ?? [], scope, absent, marked);
      const slot = scope.find((each) => each.name === nameOf(one.params[0]));
      const isLoop = nameOf(one.path) === "each" && slot?.type === "list";
      const round = written(one.program.body, isLoop ? slot.of : scope, absent, marked);
      return isLoop ? round + round : round;
    })
    .join("");
}

function valueOf(node: hbs.AST.MustacheStatement, scope: readonly SlotSpec[], marked: Map<Statement, Marked>): string {
  const helper = nameOf(node.path);
  const slot = scope.find((one) => one.name === nameOf(node.params[0]));
  if (slot === undefined) return "";
  // a number has no characters that could mean anything, and may be the number of a list item
  if (slot.type === "number" && helper === "line") return "7";
  const known = marked.get(node) ?? { mark: `qz${String(marked.size)}zq`, helper, slot, line: node.loc.start.line };
  marked.set(node, known);
  return (WORN[helper] ?? ((mark: string) => mark))(known.mark);
}

function nameOf(node: hbs.AST.Node | string | undefined): string {
  return typeof node === "object" && "original" in node ? String(node.original) : "";
}
