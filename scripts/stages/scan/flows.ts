import type { FileReading } from "./reading.ts";
import type { Located } from "./findings.ts";
import type { Elsewhere, FlowSummary, Place } from "./javascript/summary.ts";
import { lineStartsOf, rangeOf } from "./text/positions.ts";

type Read = ReadonlyMap<string, FileReading>;
type Step = Readonly<{ path: string; place: Place; says: string }>;

const HOPS = 8;

/** The files of a skill, read one by one -> private data that is read in one of them and goes out in another, by the names they import from each other. */
export function flowsAcross(read: Read): readonly Located[] {
  const out: Located[] = [];
  for (const [path, { flows }] of read) {
    for (const one of flows?.sent ?? [])
      for (const source of exported(read, one.from, HOPS).filter((each) => one.inHeader !== true || !each.isPart))
        out.push(found(read, source.what, one.sink, [source.step, { path, place: one.place, says: `goes to ${one.sink}` }]));
    for (const one of flows?.handed ?? [])
      for (const sender of senders(read, one.to, one.at, HOPS))
        out.push(found(read, one.what, sender.sink, [{ path, place: one.place, says: `${one.what} is read` }, sender.step]));
  }
  return out;
}

type Exported = Readonly<{ what: string; step: Step; isPart: boolean }>;

function exported(read: Read, from: Elsewhere, hops: number): readonly Exported[] {
  if (hops === 0) return [];
  return matching(read, from).flatMap((one) => {
    if ("from" in one) return exported(read, { path: one.from.path, name: one.from.name === "*" ? from.name : one.from.name }, hops - 1);
    return [{ what: one.what, isPart: one.isPart === true, step: { path: from.path, place: one.place, says: `${one.what} is read` } }];
  });
}

function matching(read: Read, from: Elsewhere): readonly FlowSummary["exports"][number][] {
  const all = read.get(from.path)?.flows?.exports ?? [];
  return all.filter((one) => one.name === from.name || (from.exact !== true && (from.name === "*" || one.name === "*"))).slice(0, 20);
}

type Sender = Readonly<{ sink: string; step: Step }>;

function senders(read: Read, to: Elsewhere, at: number, hops: number): readonly Sender[] {
  if (hops === 0) return [];
  const flows = read.get(to.path)?.flows;
  const here = (flows?.senders ?? [])
    .filter((one) => (one.name === to.name || to.name === "*") && one.at === at)
    .map((one): Sender => ({ sink: one.sink, step: { path: to.path, place: one.place, says: `goes to ${one.sink}` } }));
  const passed = (flows?.exports ?? []).flatMap((one) =>
    "from" in one && (one.name === to.name || one.name === "*")
      ? senders(read, { path: one.from.path, name: one.from.name === "*" ? to.name : one.from.name }, at, hops - 1)
      : [],
  );
  return [...here, ...passed];
}

/** The finding stands where the data leaves. */
function found(read: Read, source: string, sink: string, steps: readonly Step[]): Located {
  const last = steps.at(-1);
  const path = last?.path ?? "";
  const line = ({ path: at, place }: Step): string => String(rangeOf(lineStartsOf(read.get(at)?.text ?? ""), place.start, place.end).startLine);
  return {
    path,
    text: read.get(path)?.text ?? "",
    mark: {
      rule: "secret-flow",
      start: last?.place.start ?? 0,
      end: last?.place.end ?? 0,
      args: { source, sink },
      evidence: steps.map((step) => `${step.path} line ${line(step)}: ${step.says}`),
      flow: steps.map((step) => ({ ...(step.path === path ? {} : { path: step.path }), ...step.place, says: step.says })),
    },
  };
}
