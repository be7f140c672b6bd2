import type { Gene } from "#kernel/gene";
import type { Pattern, Slot, SlotType } from "#kernel/pattern";
import { crystallize } from "#stages/crystallize/crystallize";
import { describe, expect, test } from "vitest";
import { type Asked, aPattern, asked, NOW, POLICY } from "./history.ts";

function slot(name: string, type: SlotType, examples: readonly string[]): Slot {
  return { name, type, examples: examples.slice(0, 8), distinct: new Set(examples).size, trusted: true };
}

function geneOf(list: readonly Asked[], slots: readonly Slot[], bindings?: Pattern["bindings"]): Gene | undefined {
  const requests = asked("it", list);
  const pattern = aPattern("it", requests, { slots, ...(bindings === undefined ? {} : { bindings }) });
  return crystallize({
    patterns: [pattern],
    requests: new Map(requests.map((one) => [one.id, one])),
    existing: [],
    policy: POLICY,
    policyDigest: "a".repeat(64),
    now: NOW,
    tool: "0.1.0",
  }).genes[0];
}

const linesOf = (gene: Gene | undefined): readonly string[] => [...(gene?.steps ?? []), ...(gene?.check == null ? [] : [gene.check])].map((step) => step.line);

describe("steps use the values of the request", () => {
  test("inside of longer words too, the longest value first", () => {
    const photos = [
      ["~/Pictures/cats", "800"],
      ["~/Pictures/trip", "1024"],
      ["~/Pictures/garden", "1200"],
    ] as const;
    const gene = geneOf(
      photos.map(([folder, width]) => ({
        text: `resize ${folder} to ${width} px`,
        lines: [`mkdir -p ${folder}/small`, `magick mogrify -path ${folder}/small -resize ${width}x ${folder}/*.jpg`],
      })),
      [
        slot(
          "folder",
          "path",
          photos.map(([folder]) => folder),
        ),
        slot(
          "width",
          "number",
          photos.map(([, width]) => width),
        ),
      ],
    );
    expect(linesOf(gene)).toEqual(["mkdir -p {folder}/small", "magick mogrify -path {folder}/small -resize {width}x {folder}/*.jpg"]);
    expect(gene?.slots.map((one) => one.name)).toEqual(["folder", "width"]);
  });

  test("as the stem of a file name, without a slot for the file", () => {
    const months = ["march", "april", "may", "june"];
    const gene = geneOf(
      months.map((month) => ({
        text: `convert the ${month} invoices`,
        lines: [`pdftotext ~/in/${month}.pdf ~/in/${month}.txt`, `rows ~/in/${month}.txt > ~/in/${month}.csv`, `wc -l ~/in/${month}.csv`],
      })),
      [slot("month", "date", months)],
    );
    expect(linesOf(gene)).toEqual(["pdftotext ~/in/{month}.pdf ~/in/{month}.txt", "rows ~/in/{month}.txt > ~/in/{month}.csv", "wc -l ~/in/{month}.csv"]);
    expect(gene?.slots.map((one) => one.name)).toEqual(["month"]);
  });

  test("never half a date, and a part of a path as a slot that says where it comes from", () => {
    const asks = [
      ["~/code/api", "2026-11-05"],
      ["~/code/shop", "2026-11-08"],
      ["~/code/web", "2026-11-10"],
    ] as const;
    const gene = geneOf(
      asks.map(([repo, since]) => ({
        text: `digest of ${repo} since ${since}`,
        lines: [`git log -C ${repo} --since=${since}`, `note ~/notes/digest-${repo.slice(7)}.md`],
      })),
      [
        slot(
          "repo",
          "path",
          asks.map(([repo]) => repo),
        ),
        slot(
          "date",
          "date",
          asks.map(([, since]) => since),
        ),
      ],
    );
    expect(linesOf(gene)).toEqual(["git log -C {repo} --since={date}", "note ~/notes/digest-{repo_name}.md"]);
    expect(gene?.slots.find((one) => one.name === "repo_name")).toMatchObject({ trusted: true, distinct: 3 });
    expect(gene?.slots.find((one) => one.name === "repo_name")?.examples[0]).toContain("~/code/api");
  });

  test("keeps a date whole also where nobody named it", () => {
    const gene = geneOf(
      ["05", "08", "10"].map((day) => ({ text: "what is new?", lines: [`changes --since=2026-11-${day}`] })),
      [],
    );
    expect(linesOf(gene)).toEqual(["changes --since={date}"]);
    expect(gene?.slots).toMatchObject([{ name: "date", trusted: false }]);
  });

  test("leaves a number alone that equals a value only once", () => {
    const gene = geneOf(
      ["10", "25", "40", "60"].map((seconds) => ({ text: `cut to ${seconds} seconds`, lines: [`cutter --jobs 10 -t ${seconds}`] })),
      [slot("seconds", "number", ["10", "25", "40", "60"])],
    );
    expect(linesOf(gene)).toEqual(["cutter --jobs 10 -t {seconds}"]);
  });

  test("knows the values of many requests, not only those that are shown as examples", () => {
    const names = Array.from({ length: 20 }, (_unused, at) => `Name${at}x`);
    const list = names.map((name) => ({ text: `mail of ${name}`, lines: [`khard email ${name.toLowerCase()}`] }));
    const bindings = Object.fromEntries(names.map((name, at) => [`it-${String(at).padStart(2, "0")}`, { name }]));
    expect(linesOf(geneOf(list, [slot("name", "word", names)], bindings))).toEqual(["khard email {name}"]);
  });

  test("takes a value inside of a quoted part and in URL spelling", () => {
    const tables = ["orders", "customers", "new refunds"];
    const gene = geneOf(
      tables.map((table) => ({
        text: `count ${table}`,
        lines: [`sql db 'SELECT count(*) FROM ${table}'`, `curl https://x.example/${table.replace(" ", "%20")}?a=1`],
      })),
      [slot("table", "word", tables)],
    );
    expect(linesOf(gene)).toEqual(["sql db 'SELECT count(*) FROM {table}'", "curl https://x.example/{table}?a=1"]);
  });

  test("takes no private-use character of a log for a slot", () => {
    const gene = geneOf(
      ["a.md", "b.md", "c.md"].map((file) => ({ text: `tidy ${file}`, lines: [`tidy \ue000 ${file}`] })),
      [slot("file", "path", ["a.md", "b.md", "c.md"])],
    );
    expect(linesOf(gene)).toEqual(["tidy \ufffd {file}"]);
  });
});

describe("what else is learned", () => {
  test("a short name that fails and the long one that works, said with slots", () => {
    const repos = ["acme/api", "acme/docs", "acme/web"];
    const gene = geneOf(
      repos.map((repo, at) => ({
        text: `open PRs of ${repo}`,
        lines: [...(at < 2 ? [`!gh pr list --repo ${repo.slice(5)} --state open`] : []), `gh pr list --repo ${repo} --state open`],
      })),
      [slot("repo", "path", repos)],
    );
    expect(gene?.gotchas).toMatchObject([{ failed: "gh pr list --repo {repo_name} --state open", instead: "gh pr list --repo {repo} --state open", seen: 2 }]);
  });

  test("a missing program and a wrong folder, said with slots", () => {
    const folders = ["~/p/cats", "~/p/trip", "~/p/sea"];
    const gene = geneOf(
      folders.map((folder) => ({ text: `shrink ${folder}`, lines: [`!mogrify -resize 50% ${folder}/*.jpg`, `magick mogrify -resize 50% ${folder}/*.jpg`] })),
      [slot("folder", "path", folders)],
    );
    expect(gene?.gotchas).toMatchObject([{ failed: "mogrify -resize 50% {folder}/*.jpg", instead: "magick mogrify -resize 50% {folder}/*.jpg", seen: 3 }]);
  });

  test.each<[string, string]>([
    ["wc -w {file}", "wc -w "],
    ["rg -n TODO {file}", "rg -n TODO "],
  ])("looking something up is the step where it was the whole work: %s", (line, command) => {
    const files = ["~/a/x.md", "~/a/y.md", "~/b/z.md"];
    const gene = geneOf(
      files.map((file) => ({ text: `look into ${file}`, lines: [`${command}${file}`] })),
      [slot("file", "path", files)],
    );
    expect(linesOf(gene)).toEqual([line]);
  });
});

describe("secrets in steps", () => {
  test("become a slot without values, and no line has a mark that a shell would take for a redirection", () => {
    const gene = geneOf(
      ["web", "api", "cli"].map((name, at) => ({
        text: `deploy ${name}`,
        lines: [
          `curl -H 'Authorization: Bearer <secret:bearer-token:${at + 1}>' https://deploy.example.com/${name}`,
          `mysql -p<secret:mysql-password:1> -e 'select 1'`,
        ],
      })),
      [slot("name", "word", ["web", "api", "cli"])],
    );
    expect(linesOf(gene).join("\n")).not.toMatch(/<secret/);
    expect(linesOf(gene)[0]).toContain("Bearer {secret}'");
    expect(linesOf(gene)[1]).toContain("-p{password}");
    for (const name of ["secret", "password"]) expect(gene?.slots).toContainEqual({ name, type: "word", examples: [], distinct: 0, trusted: false });
  });

  test("that are most of a step leave no gene", () => {
    expect(
      geneOf(
        ["a", "b", "c"].map((name) => ({ text: `open ${name}`, lines: ["vault <secret:vault-token:1> <secret:vault-token:2>"] })),
        [],
      ),
    ).toBeUndefined();
  });
});

describe("two places of a line with values from one set", () => {
  const swapped = [
    ["main", "develop"],
    ["develop", "next"],
    ["next", "main"],
    ["develop", "main"],
  ] as const;
  const rebased = (words: (from: string, onto: string) => string) =>
    swapped.map(([from, onto]) => ({ text: words(from, onto), lines: [`git checkout ${from}`, `git rebase origin/${onto}`] }));

  test("are two slots when the requests have other values there, although nobody typed them", () => {
    const gene = geneOf(
      rebased(() => "bring it up to date"),
      [],
    );
    const [checkout, rebase] = linesOf(gene).map((line) => /\{\w+\}/.exec(line)?.[0]);
    expect(checkout).toBeDefined();
    expect(rebase).toBeDefined();
    expect(checkout).not.toBe(rebase);
  });

  test("are not the slot of the words whose examples they happen to be", () => {
    const gene = geneOf(
      rebased((from) => `rebase ${from}`),
      [
        slot(
          "branch",
          "word",
          swapped.map(([from]) => from),
        ),
      ],
    );
    expect(linesOf(gene)).toEqual(["git checkout {branch}", "git rebase origin/{value}"]);
  });

  test("are one slot when every request has the same value at both", () => {
    const gene = geneOf(
      swapped.map(([name]) => ({ text: "ship it", lines: [`git tag ${name}`, `git push origin ${name}`] })),
      [],
    );
    expect(linesOf(gene)).toEqual(["git tag {value}", "git push origin {value}"]);
  });
});

describe("steps of file tools", () => {
  const wordings = ["proofread {f}", "correct the typos in {f}", "go over {f}", "spell-check {f}", "check {f} for mistakes"];
  const files = ["a.md", "b.docx", "c.tex", "d.txt", "e.rst"];

  test("are one step whatever kind of file the person names", () => {
    const gene = geneOf(
      files.map((file, at) => ({ text: (wordings[at] ?? "").replace("{f}", file), lines: [`read ${file}`, `edit ${file}`] })),
      [slot("file", "path", files)],
    );
    expect(linesOf(gene)).toEqual(["read {file}", "edit {file}"]);
  });

  test("on files of ever another kind that nobody named have nothing in common", () => {
    const other = ["x.md", "y.docx", "z.tex", "u.txt", "v.rst"];
    const gene = geneOf(
      files.map((file, at) => ({ text: (wordings[at] ?? "").replace("{f}", file), lines: [`edit ${other[at] ?? ""}`] })),
      [slot("file", "path", files)],
    );
    expect(gene).toBeUndefined();
  });
});

describe("a step that came back", () => {
  const said = (lines: readonly (readonly string[])[]): Gene | undefined =>
    geneOf(
      lines.map((list) => ({ text: "the network is back, once more", lines: list })),
      [],
    );

  test("in a few of the requests only is what happened to come next", () => {
    expect(said([["make"], ["make"], ["git status"], ["npm test"], ["ls"]])).toBeUndefined();
  });

  test("in most of them is a habit", () => {
    expect(linesOf(said([["make"], ["make"], ["git status"], ["make"], ["ls"]]))).toEqual(["make"]);
  });

  test("but was given ever another file that nobody named teaches nothing", () => {
    const written = (files: readonly string[]): Gene | undefined => said(files.map((file) => [`read ${file}`]));
    expect(written(["ideas.md", "verses.md", "lines.md", "song.md"])).toBeUndefined();
    expect(written(["ideas.md", "verse 1.md", "out/lines b.md", "the song.md"])).toBeUndefined();
    expect(linesOf(written(["songs/ideas.md", "songs/verses.md", "songs/lines.md", "songs/a.md"]))).toHaveLength(1);
  });

  describe("and is a search", () => {
    const dishes = ["spinach", "lentils", "cabbage", "leek"];
    const searched = (query: (dish: string) => string): Gene | undefined =>
      geneOf(
        dishes.map((dish) => ({ text: `dinner with ${dish} when you have a minute`, lines: [`web_search ${query(dish)}`] })),
        [slot("dish", "word", dishes)],
      );

    test("for what was asked, in its words, teaches nothing", () => {
      expect(searched((dish) => `dinner with ${dish}`)).toBeUndefined();
      expect(searched(() => "you have a minute")).toBeUndefined();
    });

    test("teaches the words that it adds", () => {
      expect(linesOf(searched((dish) => `recipe ${dish}`))).toEqual(["web_search recipe {dish}"]);
    });
  });
});
