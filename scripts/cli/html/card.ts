import { howText } from "#kernel/capsule";
import type { Card, CardDiff, DiffLine } from "#kernel/card";
import { benefitText, supportText, triggerText } from "../render/card.ts";
import { droppedText, editText, handText, summaryOfChange } from "../render/difference.ts";
import { modelHelpLines } from "../render/model-help.ts";
import { plural } from "../render/table.ts";
import { type Child, el, type Element } from "./element.ts";

/** A file of more changed lines than this is folded; a person opens it with a click or a key. */
const FOLDED = 40;

/** Card -> its article: the risk with its reasons is the heading, everything else follows in the order in which a person decides. */
export function cardArticle(card: Card): Element {
  const id = `skill-${card.skill}`;
  return el(
    "article",
    { "aria-labelledby": id },
    el(
      "header",
      { class: `risk ${card.risk}` },
      el("p", { class: "level" }, card.risk === "blocked" ? "Blocked" : `${card.risk} risk`),
      el("h2", { id }, card.skill),
      el("ul", {}, ...card.risks.map((one) => el("li", {}, el("strong", {}, `${one.level}: `), one.text))),
    ),
    el(
      "div",
      { class: "body" },
      el("p", { class: "lead" }, card.sentence),
      el("p", { class: "soft" }, card.description),
      facts(card),
      ...permissions(card),
      ...findings(card),
      ...reasons(card),
      ...certainty(card),
      ...byModel(card),
      ...changes(card),
      ...checks(card),
      ...decide(card),
    ),
  );
}

function facts({ why, size }: Card): Element {
  const rows: readonly (readonly [string, string])[] = [
    ["Requests", String(why.requests)],
    ["Sessions", String(why.sessions)],
    ["Days", String(why.days)],
    ["Worked", why.successRate === null ? "not known" : `${why.success} of ${why.success + why.failure}`],
    ["Tokens when used", String(size.tokens)],
  ];
  return el("dl", { class: "facts" }, ...rows.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

function permissions({ permissions: all }: Card): readonly Child[] {
  const states = { asked: "asked for: approving grants it", granted: "granted before", declared: "only told to the agent, under its own approvals" } as const;
  const rows = all.map((one) => [el("code", {}, one.permission), one.meaning, states[one.state]]);
  return [el("h3", {}, "What it may do"), all.length === 0 ? el("p", {}, "It asks for no permission.") : table(["Permission", "Meaning", "State"], rows)];
}

function findings({ findings: all }: Card): readonly Child[] {
  const rows = all.map((one) => [
    `${one.blocking ? "blocks" : one.severity}${one.accepted === null ? "" : `, accepted: ${one.accepted}`}`,
    one.message,
    el("code", {}, `${one.rule} ${one.place}`),
  ]);
  return [
    el("h3", {}, "What was found"),
    all.length === 0 ? el("p", {}, "Nothing. A clean scan is no proof of safety.") : table(["Weight", "What", "Rule and place"], rows),
  ];
}

function reasons({ why }: Card): readonly Child[] {
  return [
    el("h3", {}, "Why it is proposed"),
    el("p", {}, `${supportText(why)}.`),
    ...why.quotes.map((quote) => el("blockquote", {}, quote)),
    ...(why.steps.length === 0
      ? []
      : [
          el("p", { class: "soft" }, "Steps, with the successful requests that had them:"),
          el("ol", { class: "steps" }, ...why.steps.map((step) => el("li", {}, el("code", {}, step.text), ` (${step.seen} of ${step.of})`))),
        ]),
  ];
}

function certainty({ trigger, replay, nearest, size, budgets }: Card): readonly Child[] {
  const near =
    nearest === null ? "no other skill is installed" : `${nearest.name} (${nearest.source}), ${Math.round(nearest.score * 100)}% alike: ${nearest.band}`;
  return [
    el("h3", {}, "How sure, and what it costs"),
    rows([
      ["Trigger", triggerText(trigger)],
      ["Benefit", benefitText(replay)],
      ["Nearest skill", near],
      [
        "Cost",
        `${size.tokens} tokens when used, ${size.descriptionBytes} bytes of description in every session; ${plural(size.files, "file")}, ${size.bytes} bytes`,
      ],
      ...budgets.map((one) => [`Listing of ${one.host}`, `${one.before} of ${one.limit} characters before, ${one.after} with it: ${one.state}`] as const),
    ]),
  ];
}

function byModel({ model }: Card): readonly Child[] {
  const lines = modelHelpLines(model);
  return lines.length === 0 ? [] : [el("h3", {}, "What a model had to do with it"), el("ul", {}, ...lines.map((line) => el("li", {}, line)))];
}

function changes({ skill, diff, edited, revision }: Card): readonly Child[] {
  return [
    el("h3", {}, "What changes"),
    el("p", {}, `Against what is deployed: ${summaryOfChange(diff)}.`),
    ...(revision === null
      ? []
      : [
          el("ul", {}, ...revision.edits.map((edit) => el("li", {}, `${editText(edit)}. ${edit.why}`))),
          ...revision.hand.map((one) => el("p", {}, `Made by hand in the deployed copy, and kept: ${one.kind} "${one.after ?? one.before ?? ""}".`)),
          ...(revision.dropped ?? []).map((one) =>
            el("p", {}, el("strong", {}, `Made by hand in the deployed copy, and ${droppedText(one)}: `), `${handText(one)}.`),
          ),
          ...revision.conflicts.map((one) =>
            el(
              "p",
              {},
              `Left out, because the person's own stands: ${editText(one.edit)}. forge generate --name ${skill} --take ${one.edit.id} makes it all the same.`,
            ),
          ),
        ]),
    ...files(diff),
    ...(edited === null
      ? []
      : [
          el("h3", {}, "Edited by hand before approval"),
          el("p", {}, `By ${edited.by} at ${edited.at}${edited.diff === null ? "; what had been generated is no longer kept." : ":"}`),
          ...(edited.diff === null ? [] : files(edited.diff)),
        ]),
  ];
}

function files(diff: CardDiff): readonly Child[] {
  return diff.files.map((file) => {
    const open: Readonly<Record<string, string>> = diff.kind === "changed" && file.lines.length <= FOLDED ? { open: "" } : {};
    return el(
      "details",
      open,
      el("summary", {}, `${file.path}: ${file.change}, +${file.added} -${file.removed}`),
      el("pre", { class: "diff" }, ...file.lines.map(line)),
      ...(file.left > 0 ? [el("p", {}, `${plural(file.left, "more line")} not listed.`)] : []),
    );
  });
}

function line({ sign, text, words }: DiffLine): Element {
  const tag = sign === "-" ? "del" : "ins";
  const parts = words === null ? [text] : words.map((word) => (word.changed ? el(tag, {}, word.text) : word.text));
  return el("span", { class: `line ${sign === "+" ? "add" : sign === "-" ? "gone" : "same"}` }, `${sign} `, ...parts);
}

function checks({ gates, verdict, score, treeDigest }: Card): readonly Child[] {
  const rows = gates.map((one) => [one.gate, { passed: "passed", failed: "FAILED", "not-run": "not run" }[one.result], one.detail]);
  return [
    el("h3", {}, "Checks"),
    table(["Check", "Result", "Detail"], rows),
    el("p", { class: "soft" }, `Scan verdict ${verdict}, score ${score}. Tree `, el("code", {}, treeDigest), "."),
  ];
}

function decide({ status, decision, expiresAt, confirm, commands, skill, treeDigest }: Card): readonly Child[] {
  const made = decision === null ? [] : [el("p", {}, `${decision.kind} by ${decision.by} (${howText(decision)}) at ${decision.at}. ${decision.reason}`)];
  const open = status === "staged" || status === "approved";
  const note =
    confirm === "none"
      ? "It cannot be approved as it is."
      : confirm === "name"
        ? "The risk is high: a yes takes its name as well."
        : "A yes is bound to exactly these bytes.";
  const approve = `forge review --skill ${skill} --approve --tree ${treeDigest.slice(0, 16)}${confirm === "name" ? ` --confirm ${skill}` : ""}`;
  const words = { approve: "Yes", reject: "No", deploy: "Then, to use it", rollback: "To take it back" } as const;
  const shown = commands.filter((one) => confirm !== "none" || one.act === "reject" || one.act === "rollback");
  return [
    el("h3", {}, "Decide"),
    el("p", {}, `It is ${status}${open ? `, until ${expiresAt.slice(0, 10)}` : ""}. ${note}`),
    ...made,
    rows(shown.map((one) => [words[one.act], el("code", {}, one.act === "approve" ? approve : one.command)])),
  ];
}

function rows(list: readonly (readonly [string, Child])[]): Element {
  return el("dl", { class: "rows" }, ...list.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function table(head: readonly string[], body: readonly (readonly Child[])[]): Element {
  return el(
    "table",
    { class: "wide" },
    el("thead", {}, el("tr", {}, ...head.map((one) => el("th", { scope: "col" }, one)))),
    el("tbody", {}, ...body.map(([first, ...others]) => el("tr", {}, el("th", { scope: "row" }, first ?? ""), ...others.map((one) => el("td", {}, one))))),
  );
}
