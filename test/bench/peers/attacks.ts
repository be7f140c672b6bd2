import type { Scan } from "#pipeline/scanner";
import { TECHNIQUES } from "../../attacks/catalogue.table.ts";
import { allSamples, type Sample } from "../../attacks/samples.ts";
import { POLICY } from "../skills.ts";
import { isStopped } from "./judge.ts";
import { isRead, PEERS } from "./others.ts";

/** How many samples of one family each scanner alarms on; `read` is how many of them it could read. */
export type Score = Readonly<{ scanner: string; family: string; alarms: number; read: number; samples: number; quiet: readonly string[] }>;

/** The attack tables and the look-alikes -> the scores of every scanner. The peers are asked only about families they are made for. */
export async function attackScores(scan: Scan): Promise<Readonly<{ recall: readonly Score[]; falseAlarms: readonly Score[] }>> {
  const { attacks, clean } = await allSamples();
  const families = Map.groupBy(attacks, ({ name }) => name.slice(0, 2));
  const tables = Map.groupBy(clean, ({ table }) => table);
  const recall = [...families].flatMap(([family, samples]) => [ours(scan, family, samples, true), ...peers(family, samples)]);
  const falseAlarms = [...tables].flatMap(([table, samples]) => [ours(scan, table, samples, false), ...peers(table, samples)]);
  return { recall, falseAlarms };
}

/** Ours: an alarm is a block or a deny; for a technique whose expected outcome is a warning, the warning. */
function ours(scan: Scan, family: string, samples: readonly Sample[], isAttack: boolean): Score {
  const outcomes = new Map(TECHNIQUES.map(([id, , outcome]) => [id, outcome]));
  const quiet = samples.filter((sample) => {
    const files = Object.entries(sample.files).map(([path, content]) => ({
      path,
      bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
      mode: 0o644,
    }));
    const { verdict } = scan(
      { name: "sample", files },
      { profile: "imported", policy: POLICY, policyDigest: "0".repeat(64), grants: { declared: null, granted: [] } },
    );
    const isWarning = isAttack && outcomes.get(sample.name.slice(0, 6)) === "warn";
    return !(isStopped(verdict) || (isWarning && verdict === "warn"));
  });
  return {
    scanner: "skill-forge",
    family,
    alarms: samples.length - quiet.length,
    read: samples.length,
    samples: samples.length,
    quiet: quiet.map((one) => one.name),
  };
}

function peers(family: string, samples: readonly Sample[]): readonly Score[] {
  const programs = samples.filter((sample) => Object.keys(sample.files).some(isRead));
  if (programs.length < samples.length / 2) return [];
  return PEERS.map((peer): Score => {
    const answers = programs.map((sample) => {
      const parts = Object.entries(sample.files).flatMap(([path, content]) =>
        isRead(path) && typeof content === "string" ? [peer.alarms(path, content)] : [],
      );
      return { name: sample.name, unread: parts.includes(null), alarms: parts.flatMap((one) => one ?? []).length };
    });
    const quiet = answers.filter((one) => one.alarms === 0).map((one) => one.name);
    return {
      scanner: peer.name,
      family,
      alarms: answers.length - quiet.length,
      read: answers.filter((one) => !one.unread).length,
      samples: programs.length,
      quiet,
    };
  });
}
