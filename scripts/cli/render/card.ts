import { howText } from "#kernel/capsule";
import type { Card, CardDiff } from "#kernel/card";
import type { PermissionKind } from "#kernel/permission";
import { visible } from "#kernel/visible";
import type { Printer } from "../printer.ts";
import { changeLines, droppedText, editText, handText, summaryOfChange } from "./difference.ts";
import { type Block, fitted, solid } from "./fit.ts";
import { fit, fitMiddle, wrap } from "./lines.ts";
import { replayText } from "./replay.ts";
import { modelHelpLines } from "./model-help.ts";
import { plural } from "./table.ts";

/** `rows`: what may be used of the screen. `keys`: the card stands above a prompt whose keys do what commands do elsewhere. */
export type Look = Readonly<{ width: number; rows: number; keys: boolean; style: Printer["style"] }>;

export const RISK_COLOURS = { blocked: "red", high: "red", medium: "yellow", low: "green" } as const;
const INDENT = 10;
/** Lines of a difference that stand on the card itself. */
const CHANGES = 8;
const BLANK = " ".repeat(INDENT);

/** Card -> lines for one screen, the risk in the very first. What does not fit is counted and said where to see. Untrusted text is escaped. */
export function cardText(card: Card, look: Look): readonly string[] {
  return fitted(
    [
      solid(...headLines(card, look)),
      permissionBlock(card, look),
      findingBlock(card, look),
      solid(...titleLines(card, look)),
      solid(...wrap(label("does"), visible(card.sentence), look.width)),
      paragraph("use when", visible(card.description), look, "d"),
      ...modelBlocks(card, look),
      ...whyBlocks(card, look),
      ...changeBlocks(card, look),
      ...editedBlocks(card, look),
      solid(...costLines(card, look)),
      solid(...wrap(label("checks"), checksOf(card), look.width)),
      ...decisionBlocks(card, look),
    ],
    look.rows,
  );
}

function headLines({ headline, risk }: Card, { width, style }: Look): readonly string[] {
  const [level = "", ...rest] = headline.split(":");
  const lines = wrap("", `${level}:${visible(rest.join(":"))}`, width);
  return lines.map((line, at) => (at === 0 ? style(["bold", RISK_COLOURS[risk]], line) : style("bold", line)));
}

const TOLD: Readonly<Record<PermissionKind, string>> = {
  secrets: "uses the secret",
  network: "talks to",
  process: "runs",
  "filesystem.write": "changes",
  "filesystem.read": "reads",
};

function permissionBlock({ permissions, sentence }: Card, look: Look): Block {
  const own = permissions
    .filter((one) => one.state !== "declared")
    .map((one) => {
      const head = `  ! ${one.state === "asked" ? "asks for" : "was given"} `;
      const tail = `: ${one.meaning}`;
      return head + fitMiddle(visible(one.permission), Math.max(20, look.width - head.length - tail.length)) + tail;
    });
  // what only its instructions name needs no grant: the agent's host asks before it runs
  const told = (Object.keys(TOLD) as PermissionKind[]).flatMap((kind) => {
    const names = permissions
      .filter((one) => one.state === "declared" && one.permission.startsWith(`${kind}:`))
      .map((one) => one.permission.slice(kind.length + 1));
    const known = kind === "process" && names.every((name) => sentence.includes(name));
    return names.length === 0 || known
      ? []
      : [item(kind === "network" || kind === "secrets" ? "!" : "-", `the agent ${TOLD[kind]} ${visible(names.join(", "))}, under its own approvals`, look)];
  });
  const lines = [...own, ...told];
  return { lines, least: Math.min(2, lines.length), more: (left) => more(plural(left, "more permission"), "w", look) };
}

/** The same thing found in several places is one line, in the rank of its first place; what only repeats a permission is left to that. */
function findingBlock({ findings, permissions }: Card, look: Look): Block {
  const news = findings.filter((one) => one.rule !== "command-listed" || permissions.length === 0);
  const same = Map.groupBy(news, (one) => JSON.stringify([one.blocking, one.severity, one.rule, one.message, one.accepted]));
  const lines = [...same.values()].flatMap(([one, ...others]) =>
    one === undefined
      ? []
      : [
          item(
            one.blocking || (one.accepted === null && one.severity !== "info" && one.severity !== "low") ? "!" : "-",
            `${one.blocking ? "BLOCKS" : one.severity} ${visible(one.place)}${others.length > 0 ? ` and ${plural(others.length, "other place")}` : ""}: ${visible(one.message)} (${one.rule}${one.accepted === null ? "" : `, accepted: ${visible(one.accepted)}`})`,
            look,
          ),
        ],
  );
  return { lines, least: Math.min(2, lines.length), more: (left) => more(plural(left, "more finding"), "w", look) };
}

function titleLines({ skill, status, expiresAt, treeDigest }: Card, { width, style }: Look): readonly string[] {
  const until = status === "staged" || status === "approved" ? ` until ${expiresAt.slice(0, 10)}` : "";
  const line = fit(`${label("skill")}${visible(skill)}  ${status}${until}  tree ${treeDigest.slice(0, 16)}`, width);
  return [line.replace(skill, () => style("bold", skill))];
}

/** Whose words the lines above are, and what somebody thinks who decides nothing. */
function modelBlocks({ model }: Card, look: Look): readonly Block[] {
  const lines = modelHelpLines(model).map((line, at) => fit(`${at === 0 ? label("model") : BLANK}${line}`, look.width));
  return lines.length === 0 ? [] : [{ lines, least: 1, more: (left) => more(plural(left, "more line"), "w", look) }];
}

function whyBlocks({ why, replay, trigger }: Card, look: Look): readonly Block[] {
  const quotes = why.quotes.map((quote) => fit(`${BLANK}"${visible(quote)}"`, look.width));
  const steps = why.steps.map((step, at) => fit(`${at === 0 ? label("steps") : BLANK}${step.seen} of ${step.of}: ${visible(step.text)}`, look.width));
  return [
    solid(...wrap(label("why"), supportText(why), look.width)),
    { lines: quotes, least: 0, more: (left) => more(plural(left, quotes.length === left ? "quote" : "more quote"), "w", look) },
    { lines: steps, least: Math.min(1, steps.length), more: (left) => more(plural(left, "more step"), "w", look) },
    paragraph("trigger", triggerText(trigger), look, "w"),
    paragraph("benefit", benefitText(replay), look, "w"),
  ];
}

/** What no trial has shown is said in as many words; the replay stands beside it and calls itself a proxy. */
export function benefitText(replay: Card["replay"]): string {
  return `not known, no trial was made; ${replayText(replay)}`;
}

/** Does it come when it is asked for, and only then? With what to do when not. */
export function triggerText({ verdict, detail, advice }: Card["trigger"]): string {
  const told = verdict === "not-enough-evidence" ? `not enough evidence: ${detail}` : `${verdict === "clean" ? "clean" : verdict.toUpperCase()}: ${detail}`;
  return visible(advice === null ? told : `${told}. ${advice.text}${advice.command === null ? "" : `: ${advice.command}`}`);
}

/** How often, over how long, and how it went. */
export function supportText(why: Card["why"]): string {
  const rest = [why.mixed > 0 ? `${why.mixed} mixed` : "", why.unknown > 0 ? `${why.unknown} not known` : ""].filter((one) => one !== "");
  const rate =
    why.successRate === null
      ? "no outcome is known"
      : `${why.success} of ${why.success + why.failure} worked (${Math.round(why.successRate * 100)}%)${rest.map((one) => `, ${one}`).join("")}`;
  return `${plural(why.requests, "request")} in ${plural(why.sessions, "session")} on ${plural(why.days, "day")}; ${rate}`;
}

function changeBlocks(card: Card, look: Look): readonly Block[] {
  const { diff, revision } = card;
  if (revision !== null) return revisionBlocks(revision, look);
  const lines = diff.kind === "changed" ? changedOnly(diff, look) : [];
  return [solid(fit(`${label("changes")}${summaryOfChange(diff)} (${keyOf("d", look)})`, look.width)), { lines, least: 0, more: null }];
}

/** A new version as its edits, one line each; what the person's own changes keep from being made stands with them. */
function revisionBlocks(revision: NonNullable<Card["revision"]>, look: Look): readonly Block[] {
  const { edits, hand, conflicts, waiting, refused, dropped = [] } = revision;
  const rest = [waiting > 0 ? `${waiting} wait for later` : "", refused > 0 ? `${refused} refused before` : ""]
    .filter((one) => one !== "")
    .map((one) => `, ${one}`);
  const kept = `${plural(hand.length, "change")} made by hand in the deployed copy ${hand.length === 1 ? "is" : "are"} kept`;
  const against = conflicts.length === 0 ? "" : `, ${plural(conflicts.length, "edit")} left out for it`;
  return [
    solid(fit(`${label("changes")}version ${revision.number}: ${plural(edits.length, "edit")}${rest.join("")} (${keyOf("d", look)})`, look.width)),
    {
      lines: edits.map((edit) => fit(`${BLANK}${editText(edit)}`, look.width)),
      least: Math.min(2, edits.length),
      more: (left) => more(plural(left, "more edit"), "d", look),
    },
    ...(hand.length === 0 && conflicts.length === 0 ? [] : [solid(fit(`${label("by hand")}${kept}${against}`, look.width))]),
    // what is lost is never folded away
    ...dropped.map((one) => solid(fit(`${label("not kept")}${handText(one)}: ${droppedText(one)}`, look.width))),
    ...conflicts.slice(0, 2).map((one) => solid(fit(`${BLANK}to take instead of yours: --take ${one.edit.id} (${visible(one.edit.item)})`, look.width))),
  ];
}

function editedBlocks({ edited }: Card, look: Look): readonly Block[] {
  if (edited === null) return [];
  const size =
    edited.diff === null ? "what had been generated is no longer kept" : `+${edited.diff.added} -${edited.diff.removed} lines since it was generated`;
  const lines = edited.diff === null ? [] : changedOnly(edited.diff, look);
  return [
    solid(fit(`${label("by hand")}edited by ${visible(edited.by)}, ${edited.at.slice(0, 10)}: ${size} (${keyOf("d", look)})`, look.width)),
    { lines, least: 0, more: null },
  ];
}

/** The first lines that come and go, without those around them. */
function changedOnly(diff: CardDiff, look: Look): readonly string[] {
  const files = diff.files.map((file) => ({ ...file, lines: file.lines.filter((line) => line.sign !== " ") }));
  return changeLines({ ...diff, files }, { ...look, indent: INDENT }).slice(0, CHANGES);
}

function costLines({ size, nearest, budgets }: Card, look: Look): readonly string[] {
  const band = nearest === null || nearest.band === "distinct" ? "" : nearest.band === "duplicate" ? ": a duplicate, merge them" : ": may be mistaken for it";
  const near =
    nearest === null
      ? "no other skill is installed"
      : `${visible(nearest.name)} (${visible(nearest.source)}), ${Math.round(nearest.score * 100)}% alike${band}`;
  return [
    fit(`${label("nearest")}${near}`, look.width),
    ...wrap(
      label("cost"),
      `${size.tokens} tokens when used, ${size.descriptionBytes} bytes always; ${plural(size.files, "file")}, ${size.bytes} bytes`,
      look.width,
    ),
    ...budgets
      .filter((one) => one.state !== "fits")
      .flatMap((one) =>
        wrap(
          BLANK,
          `with it all skills take ${one.after} of the ${one.limit} characters that ${one.host} lists${one.state === "over" ? ": MORE THAN FIT" : ""}`,
          look.width,
        ),
      ),
  ];
}

function checksOf({ gates, verdict, score }: Card): string {
  const passed = gates.filter((one) => one.result === "passed").map((one) => one.gate);
  // the line about the trigger says the same at length
  const others = gates.filter((one) => one.result !== "passed" && one.gate !== "trigger");
  return [
    ...others.filter((one) => one.result === "failed").map((one) => `${one.gate} FAILED (${visible(one.detail.slice(0, 60))})`),
    ...(passed.length === 0 ? [] : [`${passed.join(", ")} ok`]),
    ...others.filter((one) => one.result === "not-run").map((one) => `${one.gate} not run (${visible(one.detail.slice(0, 60))})`),
    ...(verdict === "pass" ? [] : [`scan verdict ${verdict}, score ${score}`]),
  ].join("; ");
}

/** What a yes takes, where it takes more than a key or a flag. */
function yesText({ mode, threshold, signed }: Card["approval"]): string {
  if (mode === "terminal") return "its name, typed at a terminal; no flag stands in for it";
  const so = signed.length === 0 ? "none so far" : `${signed.length} so far: ${signed.map(visible).join(", ")}`;
  return `the signature of ${plural(threshold, "approver")} (${so})`;
}

function decisionBlocks({ decision, approval, commands, skill, confirm, status }: Card, look: Look): readonly Block[] {
  const asked = approval.mode === "open" || status !== "staged" ? [] : [solid(...wrap(label("a yes is"), yesText(approval), look.width))];
  const made =
    decision === null
      ? asked
      : [
          solid(
            fit(
              `${label("decided")}${decision.kind} by ${visible(decision.by)} (${howText(decision)}) at ${decision.at}${decision.reason === "" ? "" : `: ${visible(decision.reason)}`}`,
              look.width,
            ),
          ),
        ];
  if (look.keys) return made;
  const look1 = status === "staged" || status === "approved" ? [`${label("look")}forge review --skill ${skill} --diff | --why | --edit | --html FILE`] : [];
  const possible = commands.filter((one) => confirm !== "none" || one.act === "reject" || (one.act === "rollback" && status === "promoted"));
  return [...made, solid(...possible.map((one) => `${label(one.act)}${one.command}`), ...look1)];
}

function item(mark: string, text: string, look: Look): string {
  return fit(`  ${mark} ${text}`, look.width);
}

function paragraph(name: string, text: string, look: Look, key: "d" | "w"): Block {
  const lines = wrap(label(name), text, look.width);
  const tail = ` (${keyOf(key, look)})`;
  return lines.length < 2 ? solid(...lines) : { lines, least: 0, more: () => fit(`${label(name)}${text}`, look.width - tail.length) + tail, whole: true };
}

/** Where what was left out is to be seen: a key at the prompt, a flag elsewhere. */
function more(what: string, key: "d" | "w", look: Look): string {
  return `${BLANK}${look.style("dim", `… ${what}: ${keyOf(key, look)}`)}`;
}

function keyOf(key: "d" | "w", { keys }: Look): string {
  return keys ? `key ${key}` : key === "d" ? "--diff" : "--why";
}

function label(text: string): string {
  return text.padEnd(INDENT);
}
