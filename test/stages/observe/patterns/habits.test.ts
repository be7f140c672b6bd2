import { minePatterns } from "#stages/observe/patterns/mine";
import { describe, expect, test } from "vitest";
import { type Ask, family, history } from "./history.ts";

function membersOf(asks: readonly Ask[]): readonly string[] {
  const { items, families } = history(asks);
  const { patterns, assignments } = minePatterns(items, { sessions: 3, days: 2 });
  return patterns
    .map((pattern) =>
      families
        .filter((_name, at) => assignments[at] === pattern.id)
        .sort()
        .join(" "),
    )
    .sort();
}

const samples = family(
  "samples",
  ["contents of box F2-11", "list the samples in box F3-02", "what is in freezer box F4-09?", "which samples are stored in F3-07?"],
  () => [`sqlite3 freezer.db "select name from samples"`],
);
const conflicts = family(
  "conflicts",
  ["conflict check: Oleander", "do we have a conflict of interest with Ferrum?", "run a conflict check on Talbot", "any conflicts with Quist"],
  () => [`sqlite3 clients.db "select name from parties"`],
);

describe("one program that does several kinds of work", () => {
  test("is told apart by the file it is given", () => {
    expect(membersOf([...samples, ...conflicts])).toEqual(["conflicts conflicts conflicts conflicts", "samples samples samples samples"]);
  });

  test("is told apart by its first word", () => {
    const tax = family("tax", ["do the Q2 VAT return", "VAT for Q3", "prepare the VAT return of Q4", "Q1: the VAT return please"], () => [
      "ledger -f books.dat bal vat",
    ]);
    const due = family(
      "due",
      ["payment reminder for Elm", "Aster has not paid, write a reminder", "send Birch a payment reminder", "reminder to Cedar, not paid"],
      () => ["ledger -f books.dat reg receivable"],
    );
    expect(membersOf([...tax, ...due])).toEqual(["due due due due", "tax tax tax tax"]);
  });

  test("is not told apart by a file that is named for what the person said", () => {
    const styles = ["APA", "Chicago", "IEEE"].flatMap((style) =>
      ["references", "citations", "bibliography"].map((word, at) => [
        `${word} of paper${at} in ${style}`,
        `pandoc --csl ${style.toLowerCase()}.csl --citeproc`,
      ]),
    );
    const asks = styles.flatMap(([text = "", command = ""]) => family("style", [text], () => [command]));
    expect(membersOf(asks)).toEqual([asks.map(() => "style").join(" ")]);
  });

  test("takes nobody in who gave it something else and said something else", () => {
    const others = ["mock this cradle", "review the crane", "finish my toast"].flatMap((text, at) =>
      family("other", [text], () => [`sqlite3 box${at}.db .tables`]),
    );
    expect(membersOf([...samples, ...others])).toEqual(["samples samples samples samples"]);
  });

  test("that only failed is no work in common", () => {
    const tried = family("tried", ["polish our lighthouse", "weigh this suitcase", "hum the rudder", "soften the timber"], () => [
      "curl -sf https://portal.test/login",
    ]);
    const { items } = history(tried);
    const failed = items.map((item) => ({ ...item, actions: item.actions.map((action) => ({ ...action, ok: false, exitCode: 6 })) }));
    expect(minePatterns(failed, { sessions: 3, days: 2 }).patterns).toEqual([]);
  });

  test("a shared site is no request where nobody's words have anything in common", () => {
    const visited = family("visited", ["polish our lighthouse", "weigh this suitcase", "hum the rudder", "soften the timber"], () => [
      "curl -sf https://portal.test/login",
    ]);
    expect(membersOf(visited)).toEqual([]);
  });

  test("that is good for much proves nothing when it was given ever other files nobody named", () => {
    const texts = ["scan this echo for brothers", "explain my diagram from brothers", "knit our unicorn with the harbour"];
    const plotted = texts.flatMap((text, at) => family("plotted", [text], () => [`gnuplot wave${at}.gp`]));
    expect(membersOf([...samples, ...conflicts, ...plotted]).filter((members) => members.includes("plotted"))).toEqual([]);
  });
});
