import type { TriggerDocument } from "#stages/trigger/document";

/** A skill that is known by the wordings it quotes. */
export function aDocument(name: string, phrases: readonly string[], parts: Partial<TriggerDocument> = {}): TriggerDocument {
  return { name, source: "openclaw-workspace", head: name.replaceAll("-", " "), phrases, body: "", ...parts };
}

export const PULLS = aDocument("list-pull-requests", [
  "show me the open pull requests",
  "which PRs are open in the shop",
  "list open pull requests for review",
]);
export const MERGES = aDocument("merge-pull-request", ["merge the pull request once it is green", "please merge that PR now", "squash and merge the branch"]);
export const INVOICES = aDocument("convert-invoices", [
  "turn the invoices into csv",
  "convert last month's invoices to a table",
  "invoices as a spreadsheet please",
]);
export const DEPLOYS = aDocument("deploy-staging", ["deploy the api to staging", "push the new build out to staging", "roll staging forward to today's build"]);
export const LIBRARY = [PULLS, MERGES, INVOICES, DEPLOYS] as const;

/** Requests of all kinds. */
export const BACKGROUND = [
  "what is the weather in the town today",
  "please write a poem for my sister",
  "which of the two is the better one",
  "show me how to cook rice",
  "is it open on the last day of the month",
  "turn that into a story please",
  "the build is red, have a look",
  "who wrote the report that came in now",
];
