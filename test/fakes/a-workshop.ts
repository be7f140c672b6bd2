import { openLog } from "#audit/log";
import type { LogPlace } from "#audit/read-log";
import type { Capsule } from "#kernel/capsule";
import { digestOf } from "#kernel/digest";
import { ForgeError } from "#kernel/errors";
import type { WriteFiles } from "#kernel/powers";
import type { Skill } from "#kernel/skill";
import { capsulesAfter } from "#stages/deploy/capsules";
import { deploy, type Deployment } from "#stages/deploy/deploy";
import { rollback } from "#stages/deploy/rollback";
import { commitPlan } from "#store/commit";
import { linkedFolder } from "#store/linked";
import { readLive } from "#store/live";
import { recover, type Settled } from "#store/recover";
import { loadCapsules, loadRollbacks, saveCapsules } from "#store/state-files";
import { approvedFor, POLICY } from "./a-capsule.ts";

export const LIMITS = { files: 200, fileBytes: 1 << 20, totalBytes: 8 << 20, depth: 10 };

/** Where a workshop has its things, on a disk in memory or a real one. */
export type Place = Readonly<{ root: string; data: string; anchors: string; byLink?: boolean }>;

const NOW = Date.parse("2026-03-02T10:00:00.000Z");

/** The sequence that the pipeline runs around a deploy, without its stages: log, recovery, plan, commit. */
export function aWorkshop(files: WriteFiles, place: Place, seed = "a") {
  const places = { data: place.data, store: `${place.data}/store`, journal: `${place.data}/journal.json` };
  const logPlace: LogPlace = { path: `${place.data}/events.jsonl`, anchors: place.anchors };
  let count = 0;
  const hex = (length: number) => digestOf(`${seed}${(count += 1)}`).slice(0, length);
  const given = () => ({ now: new Date(NOW + 1000 * count).toISOString(), hex });
  const linkedOf = (name: string) => (place.byLink === true ? linkedFolder(files, place.data, name) : null);
  const occasion = (name: string) => ({
    host: place.byLink === true ? "claude-code" : "openclaw",
    policyDigest: POLICY,
    saved: `${place.data}/saved`,
    linked: linkedOf(name),
    txn: hex(16),
    at: given().now,
  });

  type Begun = Readonly<{
    record: (type: "deploy.begun" | "deploy.done" | "deploy.recovered", txn: string) => void;
    remember: () => void;
    recovered: Settled | null;
  }>;
  const begin = (): Begun => {
    files.makeFolder(place.data, 0o700);
    const log = openLog(files, logPlace);
    log.ready(given());
    const record = (type: "deploy.begun" | "deploy.done" | "deploy.recovered", txn: string) =>
      void log.append({ type, actor: "tester", txn, data: {} }, given());
    const recovered = recover(files, places, (settled) => record("deploy.recovered", settled.record.txn));
    const remember = () => {
      log.remember(given());
    };
    return { record, remember, recovered };
  };

  const live = (name: string) => readLive(files, place.root, name, LIMITS, { linked: linkedOf(name) });
  const commit = (answer: Deployment | ReturnType<typeof rollback>, tree: Skill | null, { record, remember }: Begun): string => {
    if (answer.kind === "refused") throw new ForgeError(answer.code, answer.message);
    if (answer.kind !== "plan") return answer.kind;
    const capsules: readonly Capsule[] = capsulesAfter(loadCapsules(files, place.data), answer.record, loadRollbacks(files, place.data));
    record("deploy.begun", answer.record.txn);
    commitPlan(files, places, { ...answer, capsules, tree: tree?.files ?? null }, LIMITS, ({ outcome }) =>
      record(outcome === "new" ? "deploy.done" : "deploy.recovered", answer.record.txn),
    );
    remember();
    return "done";
  };

  return {
    places,
    logPlace,
    begin,
    live,
    /** Staging and review are somebody else's: the capsule is simply there. */
    approve: (skill: Skill): void => {
      files.makeFolder(place.data, 0o700);
      const capsule = approvedFor(skill);
      saveCapsules(files, place.data, [...loadCapsules(files, place.data).filter((one) => one.id !== capsule.id), capsule]);
    },
    deploy: (skill: Skill, force = false): string => {
      const begun = begin();
      const current = live(skill.name);
      return commit(
        deploy({ ...occasion(skill.name), approved: approvedFor(skill), skill, current, visible: [], history: loadRollbacks(files, place.data), force }),
        skill,
        begun,
      );
    },
    rollback: (name: string, options: Readonly<{ restore?: boolean; undo?: boolean; force?: boolean }> = {}): string => {
      const begun = begin();
      const request = {
        ...occasion(name),
        current: live(name),
        history: loadRollbacks(files, place.data),
        restore: options.restore ?? false,
        undo: options.undo ?? false,
        force: options.force ?? false,
      };
      return commit(rollback(request), null, begun);
    },
  };
}
