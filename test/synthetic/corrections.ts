import type { Turn } from "../../scripts/demo/plan.ts";
import { about, run } from "../../scripts/demo/turns.ts";
import { CORRECTIONS, NO_ORDERS, OTHER_PROGRAMS, STANDING } from "./corrections.table.ts";
import type { Dice } from "./dice.ts";

/** What a skill has to say of one family's corrections: the tools of "use A, not B", or the words of a standing order. */
export type PlantedRule = Readonly<{ use: string; avoid: string } | { words: string }>;

type Cell = Readonly<{ day: number; slot: number; turns: Turn[] }>;

/**
 * Sessions with the families' turns in them, families -> some of the turns get corrections by the person, in place; answer: what became a rule. In turn a family
 * gets a tool corrected in two or three sessions, a standing order in two or three, a correction in one session alone, and words that are no order in two or more.
 * The first two are rules; of the others nothing may be learned.
 */
export function plantCorrections(cells: readonly Cell[], families: readonly string[], dice: Dice): Readonly<Record<string, readonly PlantedRule[]>> {
  const rules: Record<string, readonly PlantedRule[]> = {};
  const able = families.filter((id) => Object.hasOwn(OTHER_PROGRAMS, id));
  for (const [at, id] of able.entries()) {
    const tools = OTHER_PROGRAMS[id];
    const places = placesOf(cells, id);
    if (tools === undefined || places.length < 3) continue;
    const some = places.slice(0, 2 + (places.length > 3 ? dice.below(2) : 0));
    const said = (text: string) => text.replace("{use}", tools.use).replace("{avoid}", tools.avoid);
    const course = at % 4;
    if (course === 0) {
      for (const place of some) corrected(place, tools, said(dice.pick(CORRECTIONS)));
      rules[id] = [tools];
    } else if (course === 1) {
      const words = dice.pick(STANDING);
      // the same work once more, now as ordered
      for (const place of some) after(place, about(words, place.turn.calls, "Done."));
      rules[id] = [{ words }];
    } else if (course === 2) {
      const [first] = places;
      if (first !== undefined) corrected(first, tools, said(dice.pick(CORRECTIONS)));
    } else for (const place of some) after(place, about(said(dice.pick(NO_ORDERS)), [], "I see."));
  }
  return rules;
}

type Place = Readonly<{ cell: Cell; turn: Turn }>;

/** Where the family was worked on at once without a failure, the earliest first: a person corrects until it is known. */
function placesOf(cells: readonly Cell[], id: string): readonly Place[] {
  return cells
    .toSorted((a, b) => b.day - a.day || a.slot - b.slot)
    .flatMap((cell) =>
      cell.turns
        .filter((turn) => turn.family === id && turn.calls.every((call) => call.exitCode === null || call.exitCode === 0))
        .map((turn) => ({ cell, turn })),
    );
}

/** The work is first done with the other program; the person corrects it, and it is done as planned. */
function corrected(place: Place, { use, avoid }: Readonly<{ use: string; avoid: string }>, words: string): void {
  const [first] = place.turn.calls;
  const line = first?.tool === "exec" ? String(first.input["command"]) : use;
  const wrong = run(line.replace(new RegExp(`^${use}(?= )`), avoid), `ok: ${avoid}`);
  const asked = { ...place.turn, calls: [wrong] };
  place.cell.turns.splice(place.cell.turns.indexOf(place.turn), 1, asked, about(words, place.turn.calls, "Done."));
}

function after({ cell, turn }: Place, what: Turn): void {
  cell.turns.splice(cell.turns.indexOf(turn) + 1, 0, what);
}
