import type { Card, CardDiff } from "#kernel/card";
import { visible } from "#kernel/visible";
import type { Printer } from "../printer.ts";
import { replayText } from "./replay.ts";
import { plural } from "./table.ts";

type Look = Readonly<{ width: number; style: Printer["style"] }>;

/** The first lines of each part that are shown; the rest is counted, never silently cut. */
const SHOWN = { permissions: 4, findings: 4, diff: 4 };
const RISK = { blocked: "red", high: "red", medium: "yellow", low: "green" } as const;
const INDENT = 13;

/** Card -> lines for one screen (about 40 of 100 columns): risk first. Everything that came from a log or a skill is escaped. */
export function cardText(card: Card, look: Look): readonly string[] {
  const { style } = look;
  return [
    "─".repeat(Math.min(look.width, 100)),
    `${style("bold", visible(card.skill))}  ${card.status}${waiting(card) ? ` until ${card.expiresAt.slice(0, 10)}` : ""}  ${style("dim", card.capsule)}`,
    ...wrapped("does", card.sentence, look),
    ...wrapped("described as", visible(card.description), look),
    ...riskLines(card, look),
    ...whyLines(card, look),
    ...diffLines(card.diff, look),
    ...sizeLines(card, look),
    ...decisionLines(card, look),
  ];
}

function riskLines(card: Card, look: Look): readonly string[] {
  const { style } = look;
  const permissions = card.permissions.map(
    (one) => `${one.state === "asked" ? "asks for" : one.state === "granted" ? "has" : "names"} ${visible(one.permission)}: ${one.meaning}`,
  );
  const findings = findingTexts(card);
  const gates = card.gates.map(
    (one) =>
      `${one.gate} ${one.result === "passed" ? "ok" : one.result === "failed" ? style("red", `FAILED (${visible(one.detail.slice(0, 60))})`) : style("yellow", `not run (${visible(one.detail.slice(0, 60))})`)}`,
  );
  return [
    `${label("risk")}${style(RISK[card.risk], card.risk)}; scan verdict ${card.verdict}, score ${card.score}`,
    ...listed(permissions.length === 0 ? ["asks for no permission"] : permissions, SHOWN.permissions, "permission", look),
    ...listed(findings.length === 0 ? ["no finding; a clean scan is no proof of safety"] : findings, SHOWN.findings, "finding", look),
    ...wrapped("gates", gates.join(", "), look),
  ];
}

/** The same thing found in several places is one line, in the rank of its first place. */
function findingTexts({ findings }: Card): readonly string[] {
  const same = Map.groupBy(findings, (one) => JSON.stringify([one.blocking, one.severity, one.rule, one.message, one.accepted]));
  return [...same.values()].flatMap(([one, ...others]) =>
    one === undefined
      ? []
      : [
          `${one.blocking ? "BLOCKS" : one.severity} ${one.rule} ${visible(one.place)}${others.length > 0 ? ` and ${plural(others.length, "other place")}` : ""}: ${visible(one.message)}${one.accepted === null ? "" : ` (accepted: ${visible(one.accepted)})`}`,
        ],
  );
}

function whyLines(card: Card, look: Look): readonly string[] {
  const { why } = card;
  const rate =
    why.successRate === null
      ? "outcome never known"
      : `${why.success} of ${why.success + why.failure} worked (${Math.round(why.successRate * 100)}%)${why.mixed > 0 ? `, ${why.mixed} mixed` : ""}${why.unknown > 0 ? `, ${why.unknown} not known` : ""}`;
  const confidence = why.confidence === null ? "" : `, confidence ${why.confidence.toFixed(2)}`;
  return [
    `${label("why")}${plural(why.requests, "request")} in ${plural(why.sessions, "session")} on ${plural(why.days, "day")}; ${rate}${confidence}`,
    ...why.quotes.map((quote) => fit(`${" ".repeat(INDENT)}"${visible(quote)}"`, look)),
    ...why.steps.map((step, at) => fit(`${at === 0 ? label("steps") : " ".repeat(INDENT)}${visible(step.text)} (${step.seen} of ${step.of})`, look)),
    ...wrapped("benefit", `not known, no trial was made; ${replayText(card.replay)}`, look),
  ];
}

function diffLines(diff: CardDiff, look: Look): readonly string[] {
  const { style } = look;
  if (diff.kind === "same") return [`${label("diff")}nothing changes: the same bytes are deployed`];
  if (diff.kind === "new") return [fit(`${label("diff")}new: ${diff.files.map((file) => `${visible(file.path)} +${file.lines.length}`).join(", ")}`, look)];
  const lines = diff.files.flatMap((file) => [
    style("bold", `${visible(file.path)} (${file.change})`),
    ...file.lines.map((line) => {
      const text = fit(`${" ".repeat(INDENT)}${line.sign} ${visible(line.text)}`, look).trimStart();
      return line.sign === "+" ? style("green", text) : line.sign === "-" ? style("red", text) : text;
    }),
  ]);
  const shown = lines.slice(0, SHOWN.diff).map((line) => `${" ".repeat(INDENT)}${line}`);
  const rest = lines.length - shown.length;
  return [
    `${label("diff")}+${diff.added} -${diff.removed} against what is deployed`,
    ...shown,
    ...(rest > 0 ? [`${" ".repeat(INDENT)}${plural(rest, "more line")}: the same command with --json`] : []),
  ];
}

function sizeLines({ size, nearest, trigger, budgets }: Card, look: Look): readonly string[] {
  const { style } = look;
  const near =
    nearest === null
      ? "no other skill is installed"
      : `${visible(nearest.name)} (${visible(nearest.source)}), ${Math.round(nearest.score * 100)}% alike${nearest.band === "distinct" ? "" : style("yellow", nearest.band === "duplicate" ? ": a duplicate, merge them" : ": may be mistaken for it")}`;
  return [
    `${label("size")}about ${size.tokens} tokens (est.) when used, ${size.descriptionBytes} bytes of description always; ${plural(size.files, "file")}`,
    ...budgets.filter((one) => one.state !== "fits").map((one) => `${label("")}${style("yellow", budgetText(one))}`),
    `${label("nearest")}${near}`,
    ...wrapped("found by", triggerText(trigger), look),
  ];
}

function budgetText({ host, limit, before, after, state }: Card["budgets"][number]): string {
  return `all skills take ${before} → ${after} of the ${limit} characters that ${host} lists${state === "over" ? ": MORE THAN FIT, some will not be seen" : ""}`;
}

function triggerText({ verdict, detail, advice }: Card["trigger"]): string {
  const told = verdict === "not-enough-evidence" ? `not measured: ${detail}` : detail;
  return visible(advice === null ? told : `${told}. ${advice.text}${advice.command === null ? "" : `: ${advice.command}`}`);
}

function decisionLines({ decision, commands, treeDigest }: Card, look: Look): readonly string[] {
  const made =
    decision === null
      ? []
      : [
          `${label("decided")}${decision.kind} by ${visible(decision.by)} (${decision.how}) at ${decision.at}${decision.reason === "" ? "" : `: ${visible(decision.reason)}`}`,
        ];
  return [
    ...made.map((line) => fit(line, look)),
    `${label("bytes")}${look.style("dim", `sha256 ${treeDigest}`)}`,
    ...commands.map((one) => `${label(one.act)}${one.command}`),
  ];
}

function waiting({ status }: Card): boolean {
  return status === "staged" || status === "approved";
}

function label(text: string): string {
  return text.padEnd(INDENT);
}

function listed(texts: readonly string[], most: number, noun: string, look: Look): readonly string[] {
  const shown = texts.slice(0, most).map((text) => fit(`${" ".repeat(INDENT)}${text}`, look));
  return texts.length > most ? [...shown, `${" ".repeat(INDENT)}and ${plural(texts.length - most, `more ${noun}`)}`] : shown;
}

/** Cut to the width by characters, with an ellipsis. */
function fit(text: string, { width }: Look): string {
  const all = Array.from(text);
  return all.length <= width ? text : `${all.slice(0, width - 1).join("")}…`;
}

function wrapped(name: string, text: string, { width }: Look): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > width - INDENT) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line, at) => `${at === 0 ? label(name) : " ".repeat(INDENT)}${line}`);
}
