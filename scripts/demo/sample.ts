import { homeOf, type SampleHome } from "./home.ts";
import { sessionPlans } from "./sessions.ts";
import { type SampleTruth, truthOf } from "./truth.ts";

/** What the work of each family consists of, in the order in which it is done. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  digest: ["git log", "git shortlog", "write", "wc"],
  invoices: ["pdftotext", "awk", "wc"],
  photos: ["mkdir", "magick mogrify", "ls"],
  pulls: ["gh pr list"],
  summary: ["read", "awk"],
};

/** Now (milliseconds since 1970) -> the home folder of a person who used OpenClaw over the six days before, in both of its storages. Writes nothing. */
export function sampleHome(now: number): SampleHome {
  return homeOf(sessionPlans(now));
}

/** Now -> what is in that home folder, computed from the plan and not by any reader of it. */
export function sampleTruth(now: number): SampleTruth {
  return truthOf(sessionPlans(now), VERBS);
}
