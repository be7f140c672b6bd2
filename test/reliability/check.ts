import { basename, dirname } from "node:path";
import { checkLog, type LogPlace, readLog } from "#audit/read-log";
import type { ForgeEvent } from "#kernel/event";
import type { ReadFiles } from "#kernel/powers";
import { entriesOf, treeDigestOf } from "#kernel/tree";
import { changing } from "#pipeline/changing";
import type { Context } from "#pipeline/context";
import { listApprovers } from "#pipeline/approver";
import { statusOf } from "#pipeline/status";
import { allRequests } from "#pipeline/traces";
import { readFolder } from "#store/read-folder";
import { loadCapsules, loadGenes, loadRollbacks } from "#store/state-files";
import { readDeployed, readStored } from "#store/trees";

const LIMITS = { files: 200, fileBytes: 1 << 20, totalBytes: 8 << 20, depth: 10 };

/** `also`: more folders of skills in which it stands. A place where the program was at work, in memory or on a real disk: a new process there, the skill that it is about, and everybody else's files in one text. */
export type Site = Readonly<{ context: (process: string) => Context; root: string; also?: readonly string[]; name: string; others: () => string }>;

/**
 * What a person can see of the state: the live skill to the byte, what is decided about which bytes, how many generations there are, who may approve, which
 * requests are remembered. `trees`: names in the store.
 */
export type Seen = Readonly<{
  live: string;
  capsules: string;
  generations: number;
  genes: string;
  approvers: string;
  requests: readonly string[];
  trees: string;
  events: readonly ForgeEvent[];
  others: string;
}>;

/** What is to be seen at a place. Throws when a state file cannot be read. */
export function seenOn(site: Site): Seen {
  const { powers, places } = site.context("see");
  const { files } = powers;
  // without ids and times, which two runs of one act do not share
  const capsules = loadCapsules(files, places.data).map((one) => `${one.name} ${one.status} ${one.treeDigest} ${one.decision?.kind ?? ""}`);
  return {
    live: [site.root, ...(site.also ?? [])].map((root) => liveOn(files, `${root}/${site.name}`)).join("\n"),
    capsules: capsules.sort().join("\n"),
    generations: loadRollbacks(files, places.data).length,
    genes: loadGenes(files, places.data)
      .map((one) => `${one.id} ${one.version} ${one.status}`)
      .join("\n"),
    approvers: approversOn(site),
    requests: allRequests(site.context("requests")).map((one) => one.id),
    trees: files.facts(places.store) === null ? "" : files.names(places.store).join(),
    events: readLog(files, logPlace(places)).events,
    others: site.others(),
  };
}

/** The live folder of the skill: names, modes and digests; empty when it is not there. */
function liveOn(files: ReadFiles, folder: string): string {
  const kind = files.facts(folder)?.kind ?? null;
  if (kind === null) return "";
  const { skill, problems } = readFolder(files, behind(files, folder), LIMITS);
  return JSON.stringify([kind, entriesOf(skill.files), problems]);
}

/** The folder to which a host's link leads, or the folder itself. */
function behind(files: ReadFiles, path: string): string {
  return files.facts(path)?.kind === "link" ? files.linkTarget(path) : path;
}

/** Keys and times are others with every run. */
function approversOn(site: Site): string {
  const { rule, approvers, wrong } = listApprovers(site.context("approvers"), false);
  return JSON.stringify([rule, approvers.map((one) => [one.name, one.revokedAt !== null, one.here]), wrong]);
}

function logPlace(places: Context["places"]): LogPlace {
  return { path: places.events, anchors: places.anchors };
}

/** What an interrupted command left is settled by the next one that changes anything. */
export function settle(site: Site, process: string): void {
  changing(site.context(process), () => undefined);
}

/** Looking must always work, before anything was settled as well. */
export function lookAt(site: Site): void {
  statusOf(site.context("look"));
}

/**
 * The invariants after an interrupted act and the recovery: live is exactly the old or the new skill, what is decided is the old or the new, the two
 * agree with the generations, the log verifies, lost nothing, and mentions what changed; nobody else's files are other than before.
 */
export function faultsOf(site: Site, old: Seen, fresh: Seen): readonly string[] {
  const now = seenOn(site);
  const { powers, places } = site.context("check");
  const wrong: string[] = [];
  if (now.live !== old.live && now.live !== fresh.live) wrong.push("the live skill is neither the old nor the new one");
  if (!isBetween(now.capsules, old.capsules, fresh.capsules)) wrong.push(`the decisions are neither the old nor the new ones: ${now.capsules}`);
  if (now.genes !== old.genes && now.genes !== fresh.genes) wrong.push("the genes are neither the old nor the new ones");
  if (now.approvers !== old.approvers && now.approvers !== fresh.approvers) wrong.push(`the approvers are neither the old nor the new ones: ${now.approvers}`);
  if (now.others !== old.others && now.others !== fresh.others) wrong.push("a file that is not ours was changed");
  const { status } = checkLog(powers.files, logPlace(places));
  if (status !== "ok") wrong.push(`the log is ${status}`);
  return [...wrong, ...forgotten(now, old, fresh), ...silences(now, old, fresh), ...agreement(site), ...leftovers(site)];
}

/** The old or the new; a command that only adds proposals may have added some of them, each whole. */
function isBetween(now: string, old: string, fresh: string): boolean {
  if (now === old || now === fresh) return true;
  const [here, before, after] = [now, old, fresh].map((text) => text.split("\n").filter((line) => line !== "")) as [string[], string[], string[]];
  const onlyAdds = before.every((line) => after.includes(line));
  return onlyAdds && before.every((line) => here.includes(line)) && here.every((line) => after.includes(line));
}

/** What goes goes whole, and stands in the log; what was read of a log that is being read can be a part of it. */
function forgotten(now: Seen, old: Seen, fresh: Seen): readonly string[] {
  const going = old.requests.filter((id) => !fresh.requests.includes(id));
  const gone = old.requests.filter((id) => !now.requests.includes(id));
  if (gone.length === 0) return [];
  const told = now.events.slice(old.events.length).some((one) => one.type === "traces.forgotten");
  return [
    ...(gone.join() === going.join() ? [] : ["a part of what was to be forgotten is there"]),
    ...(told ? [] : ["a request is gone and the log does not mention it"]),
  ];
}

/** A log that a person gave up begins anew; any other holds all that it held, and tells every change. */
function silences(now: Seen, old: Seen, fresh: Seen): readonly string[] {
  const wrong: string[] = [];
  const lost = old.events.find((one, index) => now.events[index]?.checksum !== one.checksum);
  const forked = fresh.events.length < old.events.length;
  if (lost !== undefined && !forked) wrong.push(`event ${lost.seq} (${lost.type}) is lost`);
  const told = (types: RegExp): boolean => now.events.slice(old.events.length).some((one) => types.test(one.type));
  if (now.capsules !== old.capsules && !told(/^(?:capsule|deploy|rollback)\./)) wrong.push("a decision changed and the log does not mention it");
  if (now.approvers !== old.approvers && !told(/^appro/)) wrong.push("who may approve changed and the log does not mention it");
  if (now.genes !== old.genes && !told(/^gene\.changed$/)) wrong.push("a gene changed and the log does not mention it");
  if (now.live !== old.live && !told(/^(?:deploy\.(?:done|recovered)|rollback\.done)$/)) wrong.push("the live skill changed and the log does not mention it");
  return wrong;
}

function agreement({ context, root, name }: Site): readonly string[] {
  const { powers, places } = context("agree");
  const { files } = powers;
  const wrong: string[] = [];
  const capsules = loadCapsules(files, places.data);
  const generations = loadRollbacks(files, places.data);
  const last = generations.at(-1);
  const should = last?.after == null ? [] : [last.after.capsule];
  const promoted = capsules.filter((one) => one.status === "promoted").map((one) => one.id);
  if (promoted.join() !== should.join()) wrong.push("capsules and generations do not agree on what is deployed");
  const place = behind(files, `${root}/${name}`);
  const live = readDeployed(files, dirname(place), basename(place), LIMITS);
  const digest = live === null ? null : treeDigestOf(entriesOf(live.files));
  const byHand = files.facts(`${root}/${name}/${BY_HAND}`) !== null;
  if (last !== undefined && !byHand && digest !== (last.after?.treeDigest ?? null)) wrong.push("the live skill is not the one of its last generation");
  for (const { before, after, collected } of generations)
    for (const tree of [before, after]) if (tree != null && collected === undefined) readStored(files, places.store, tree.treeDigest);
  for (const one of capsules)
    if ((one.status === "staged" || one.status === "approved") && files.facts(`${places.staging}/${one.name}/SKILL.md`) === null)
      wrong.push(`${one.name} is ${one.status} and its files are gone from staging`);
  return wrong;
}

/** Acts on a skill that somebody edited put this file there. */
export const BY_HAND = "mine.md";

function leftovers({ context, root, also = [], name }: Site): readonly string[] {
  const { powers, places } = context("left");
  const links = [root, ...also].map((folder) => behind(powers.files, `${folder}/${name}`));
  const namesIn = (folder: string, kind: RegExp) => (powers.files.facts(folder) === null ? [] : powers.files.names(folder).filter((name) => kind.test(name)));
  return [
    ...[root, ...also].flatMap((folder) => namesIn(folder, /^\.skill-forge-/)),
    ...namesIn(places.data, /\.tmp$|^(?:journal|batch|forgetting)\.json$/),
    ...namesIn(places.anchors, /\.tmp$/),
    ...namesIn(places.store, /^\./),
    ...namesIn(places.staging, /^\./),
    ...namesIn(`${places.data}/linked/${name}`, /./).filter((one) => !links.some((link) => link.endsWith(`/${one}`))),
  ].map((one) => `${one} is left over`);
}
