import { writeFileSync } from "node:fs";
import { loadScanner, type Scan } from "#pipeline/scanner";
import { prepareAll } from "#stages/scan/prepare";
import type { Options } from "../options.ts";
import { POLICY } from "../skills.ts";
import { attackScores, type Score } from "./attacks.ts";
import { type Collection, readCollection } from "./collection.ts";
import { isStopped, type Judged, judge } from "./judge.ts";
import { isRead, PEERS } from "./others.ts";
import { linesOf } from "./table.ts";

/** Of one label in one collection: what our scan says without grants and with all that is needed, and how many skills with programs each peer alarms on. */
type Row = Readonly<{
  collection: string;
  commit: string;
  label: string;
  skills: number;
  bare: Counts;
  granted: Counts;
  peers: Readonly<Record<string, string>>;
}>;
type Counts = Readonly<{ block: number; deny: number; warn: number; pass: number }>;

/**
 * Our scanner and its peers over the same samples and the same folders of skills, in one run. Ours alarms when it blocks or denies; a peer alarms
 * when it says anything at its default settings, about a program in JavaScript or TypeScript, which is all that it reads.
 */
export async function sideBySide(options: Options): Promise<void> {
  const scan = await loadScanner();
  await prepareAll();
  console.log("ours: block or deny is an alarm (for a technique that should only warn: a warning)");
  for (const peer of PEERS) console.log(`${peer.name}: ${peer.counts}`);
  const { recall, falseAlarms } = await attackScores(scan);
  console.log(`\nattack samples, alarms of all (recall)\n${scoresTable(recall)}`);
  console.log(`\nlook-alikes, alarms of all (false alarms)\n${scoresTable(falseAlarms)}`);
  const collections = [
    ...options.good.map((folder) => readCollection(folder, "good", POLICY.scan.limits)),
    ...options.bad.map((folder) => readCollection(folder, "bad", POLICY.scan.limits)),
    ...options.unlabelled.map((folder) => readCollection(folder, "unlabelled", POLICY.scan.limits)),
    ...options.labelled.map((folder) => readCollection(folder, null, POLICY.scan.limits)),
  ];
  const judged = collections.map((collection) => ({ collection, all: judgedOf(scan, collection) }));
  const rows = judged.flatMap(({ collection, all }) => rowsOf(collection, all));
  if (rows.length > 0) console.log(`\nfolders of skills; "granted" = everything the report asks for is declared and granted\n${rowsTable(rows)}`);
  if (options.json !== "")
    writeFileSync(
      options.json,
      `${JSON.stringify({ recall, falseAlarms, collections: rows, skills: judged.flatMap(({ all }) => all.map(plain)) }, null, 2)}\n`,
    );
}

function judgedOf(scan: Scan, collection: Collection): readonly Judged[] {
  return collection.skills.map((one, at) => {
    if (at % 100 === 99) process.stderr.write(`${collection.folder}: ${at + 1} of ${collection.skills.length}\n`);
    return judge(one, scan, POLICY);
  });
}

function rowsOf(collection: Collection, all: readonly Judged[]): readonly Row[] {
  return [...Map.groupBy(all, (one) => one.from.label)].map(([label, mine]) => ({
    collection: collection.folder,
    commit: collection.commit,
    label,
    skills: mine.length,
    bare: countsOf(mine.map((one) => one.bare)),
    granted: countsOf(mine.map((one) => one.granted)),
    peers: Object.fromEntries(PEERS.map((peer) => [peer.name, alarmsOf(peer, mine)])),
  }));
}

/** `alarmed/with programs`: a skill without a program in its language is nothing that a peer could speak about. */
function alarmsOf(peer: (typeof PEERS)[number], mine: readonly Judged[]): string {
  const programs = mine.map((one) => one.from.skill.files.filter((file) => isRead(file.path))).filter((files) => files.length > 0);
  const decode = new TextDecoder();
  const alarmed = programs.filter((files) => files.some((file) => (peer.alarms(file.path, decode.decode(file.bytes))?.length ?? 0) > 0));
  return `${alarmed.length}/${programs.length}`;
}

function countsOf(verdicts: readonly Judged["bare"][]): Counts {
  const of = (verdict: Judged["bare"]): number => verdicts.filter((one) => one === verdict).length;
  return { block: of("block"), deny: of("deny"), warn: of("warn"), pass: of("pass") };
}

function scoresTable(scores: readonly Score[]): string {
  return linesOf(
    ["family", "scanner", "alarms", "of", "share", "read"],
    scores.map((one) => [one.family, one.scanner, String(one.alarms), String(one.samples), percent(one.alarms, one.samples), `${one.read}`]),
  );
}

function rowsTable(rows: readonly Row[]): string {
  const spell = ({ block, deny, warn, pass }: Counts): string => `${block}/${deny}/${warn}/${pass}`;
  return linesOf(
    [
      "folder",
      "commit",
      "label",
      "skills",
      "no grants: block/deny/warn/pass",
      "granted: block/deny/warn/pass",
      "stopped when granted",
      ...PEERS.map((one) => one.name),
    ],
    rows.map((one) => [
      one.collection,
      one.commit.slice(0, 12),
      one.label,
      String(one.skills),
      spell(one.bare),
      spell(one.granted),
      percent(one.granted.block + one.granted.deny, one.skills),
      ...PEERS.map(({ name }) => one.peers[name] ?? "-"),
    ]),
  );
}

function plain({ from, reasons, warnings, ...rest }: Judged): object {
  const short = (one: Judged["reasons"][number]) => ({
    rule: one.ruleId,
    file: one.file,
    line: one.range.startLine,
    message: one.message,
    snippet: one.snippet,
  });
  return {
    collection: from.collection,
    place: from.place,
    label: from.label,
    stopped: isStopped(rest.granted),
    ...rest,
    reasons: reasons.map(short),
    warnings: warnings.map((one) => one.ruleId),
  };
}

function percent(part: number, all: number): string {
  return all === 0 ? "-" : `${((100 * part) / all).toFixed(1)} %`;
}
