import { minePatterns } from "#stages/observe/patterns/mine";
import { describe, expect, test } from "vitest";
import { type Ask, family, history } from "./history.ts";

const SUPPORT = { sessions: 3, days: 2 };
const word = (pattern: RegExp) => (text: string) => pattern.exec(text)?.[0] ?? "";

function mined(asks: readonly Ask[]) {
  const { items, families } = history(asks);
  const { patterns, assignments } = minePatterns(items, SUPPORT);
  const inside = patterns.map((pattern) => [...new Set(families.filter((_name, at) => assignments[at] === pattern.id))].sort().join("+"));
  return { patterns, inside, items, of: (name: string) => patterns[inside.indexOf(name)] };
}

const CSV = family(
  "csv",
  ["summarise ~/data/energy.csv", "give me a summary of ~/data/water.csv", "summarise the numbers in ~/data/fuel.csv", "please summarise ~/data/rent.csv"],
  (text) => [`awk -F, '{s+=$2} END {print s}' ${word(/\S+\.csv/)(text)}`],
);
const AUDIO = family(
  "audio",
  ["convert ~/audio/talk.wav to mp3", "make an mp3 from ~/audio/choir.wav", "turn ~/audio/memo.wav into an mp3", "~/audio/rain.wav as mp3 please"],
  (text) => [`ffmpeg -i ${word(/\S+\.wav/)(text)} out.mp3`],
);
const VIDEO = family(
  "video",
  [
    "cut ~/video/cat.mp4 to the first 10 seconds",
    "trim ~/video/demo.mp4 down to 30 seconds",
    "keep only the first 15 s of ~/video/race.mp4",
    "shorten ~/video/boat.mp4 to 45 seconds",
  ],
  (text) => [`ffmpeg -i ${word(/\S+\.mp4/)(text)} -t ${word(/\d+(?= s)/)(text)} -c copy ${word(/\S+\.mp4/)(text)}.cut.mp4`],
);
const WORDS = family("words", ["count the words in ~/texts/talk.md", "word count of ~/texts/blog.md", "how many words does ~/texts/bio.md have?"], (text) => [
  `wc -w ${word(/\S+\.md/)(text)}`,
]);
const TODOS = family(
  "todos",
  [
    "show me all todo notes in ~/src/sensor",
    "find todo comments in ~/src/dash",
    "please show me all todo notes in ~/code/web",
    "show me all todo notes in ~/src/core",
  ],
  (text) => [`rg -n TODO ${word(/~\S+/)(text)}`],
);
const ROWS = family(
  "rows",
  [
    "count the rows of table orders in ~/db/shop.sqlite",
    "row count of customers in ~/db/crm.sqlite",
    "how many rows are in refunds of ~/db/shop.sqlite?",
    "row count of orders in ~/db/crm.sqlite",
  ],
  (text) => [`sqlite3 ${word(/\S+\.sqlite/)(text)} 'SELECT count(*) FROM ${word(/orders|customers|refunds/)(text)}'`],
);
const PHOTOS = family(
  "photos",
  [
    "resize the photos in ~/p/cats to 1024 px",
    "scale the pictures in ~/p/trip down to 800 pixels",
    "make the images of ~/p/sea 1600px wide",
    "shrink the pics in ~/p/club to 900 px",
  ],
  (text) => [`magick mogrify -resize ${word(/\d+/)(text)}x ${word(/~\S+/)(text)}/*.jpg`, `magick identify ${word(/~\S+/)(text)}/*.jpg`],
);
const INVOICES = family(
  "invoices",
  [
    "convert the invoice PDFs of march to csv",
    "make a csv out of the may invoice PDFs",
    "csv of the july invoice PDFs, please",
    "turn the invoice PDFs for april into a csv file",
    "please convert the june invoices from PDF to CSV",
  ],
  (text) => [`pdftotext ~/in/${word(/march|may|july|april|june/)(text)}.pdf -`, `rows ~/in/${word(/march|may|july|april|june/)(text)}.csv`],
);
const PULLS = family(
  "pulls",
  [
    "what pull requests are open for acme/shop?",
    "list the open pull requests of acme/web, the token is <secret:github-token:1>",
    "list the open pull requests of acme/api",
    "show me the open PRs in acme/docs",
    "please list the open pull requests of acme/lib",
  ],
  (text) => [`gh pr list --repo ${word(/acme\/\w+/)(text)}`],
);

describe("membership", () => {
  test.each<[string, readonly Ask[], string, readonly string[]]>([
    ["a shared verb alone", CSV, "summarise what we know about bees in winter in two sentences", []],
    ["another kind of object", AUDIO, "convert 70 fahrenheit to celsius", []],
    ["a part of the work on another kind of file", PHOTOS, "check whether my passport photo is square", ["magick identify ~/p/passport.png"]],
    ["a shared word without the work", WORDS, "order the words: pear, apple, fig, by length", []],
    ["special work among lookups", TODOS, "show me the battery level", ["upower -i /org/battery"]],
  ])("%s takes no request into a group", (_name, asks, text, commands) => {
    const { inside } = mined([...asks, { family: "once", text, commands }]);
    expect(inside).toEqual([asks[0]?.family]);
  });

  test("families worked by one program stay apart where words and things differ", () => {
    expect([...mined([...AUDIO, ...VIDEO]).inside].sort()).toEqual(["audio", "video"]);
    expect([...mined([...AUDIO, ...VIDEO.slice(1)]).inside].sort()).toEqual(["audio", "video"]);
  });

  test("families that count different things stay apart", () => {
    expect([...mined([...WORDS, ...ROWS]).inside].sort()).toEqual(["rows", "words"]);
  });
});

describe("slots", () => {
  test("a month is one also when it is a verb elsewhere", () => {
    expect(mined(INVOICES).of("invoices")?.slots).toEqual([
      { name: "month", type: "date", examples: ["april", "july", "june", "march", "may"], distinct: 5, trusted: true },
    ]);
  });

  test("'may' asks for leave where no month is meant", () => {
    const { patterns } = mined(family("x", ["may I have the report for june", "may I have the report for july", "may I have the report for april"]));
    expect(patterns[0]?.slots.map((slot) => slot.examples)).toEqual([["april", "july", "june"]]);
  });

  test("a number stands without its unit, and the wording reads well", () => {
    const pattern = mined(PHOTOS).of("photos");
    expect(pattern?.slots.find((slot) => slot.type === "number")).toMatchObject({ name: "number_of_pixels", examples: ["1024", "1600", "800", "900"] });
    expect(pattern?.wording).toMatch(/\{number_of_pixels\}(?! ?p)/);
  });

  test("units that differ stay", () => {
    const { patterns } = mined(family("run", ["log a run of 5 km today", "log a run of 3 miles today", "log a run of 800 m today"]));
    expect(patterns[0]?.slots.find((slot) => slot.type === "number")?.examples).toEqual(["3 miles", "5 km", "800 m"]);
  });

  test("digits inside of a word are part of it", () => {
    expect(JSON.stringify(mined(AUDIO).patterns.map(({ wording, slots }) => [wording, slots.map((slot) => slot.type)]))).toMatch(/mp3.*\["path"\]/);
  });

  test("a common word that the call takes up and others replace is a value", () => {
    expect(
      mined(ROWS)
        .of("rows")
        ?.slots.map((slot) => slot.examples),
    ).toContainEqual(["orders", "customers", "refunds"]);
  });

  const deployed = (text: string): readonly string[] => {
    const [service, place] = [word(/billing|search|gateway|mailer|reports|auth/)(text), word(/staging|production/)(text)];
    return [`make -C services/${service} test`, `kubectl apply -f services/${service}/${place}.yml`, `kubectl rollout status deploy/${service} -n ${place}`];
  };

  test("where every wording is another one, the calls tell which word is the value and what it is", () => {
    const texts = [
      "deploy billing to staging",
      "roll out the search service on staging please",
      "can you ship gateway to staging and check it is up",
      "push mailer to the staging cluster",
      "staging deploy for reports",
      "please deploy auth on staging again",
    ];
    const [pattern] = mined(family("deploy", texts, deployed)).patterns;
    expect(pattern?.slots.map(({ name, examples }) => [name, [...examples].sort()])).toEqual([
      ["service", ["auth", "billing", "gateway", "mailer", "reports", "search"]],
    ]);
    expect(pattern?.wording).toBe("deploy {service} to staging");
  });

  test("two values that the calls take up in two places are two slots, in whatever order they are said", () => {
    const texts = [
      "deploy billing to staging",
      "roll out the search service on production please",
      "can you ship gateway to production and check it is up",
      "push mailer to the staging cluster",
      "staging deploy for reports",
      "production deploy for billing please",
    ];
    const [pattern] = mined(family("deploy", texts, deployed)).patterns;
    expect(pattern?.slots.map(({ examples }) => [...examples].sort())).toEqual([
      ["billing", "gateway", "mailer", "reports", "search"],
      ["production", "staging"],
    ]);
  });

  test("two values of one kind in one request stay apart by their order in the call", () => {
    const texts = ["compare billing with search", "compare gateway with auth", "compare mailer with reports", "compare search with gateway"];
    const names = (text: string) => text.match(/billing|search|gateway|mailer|reports|auth/g) ?? [];
    const asks = family("compare", texts, (text) => [`diff -r services/${names(text)[0] ?? ""} services/${names(text)[1] ?? ""}`]);
    const { patterns, items } = mined(asks);
    const [first, second] = patterns[0]?.slots ?? [];
    const bound = items.map((item) => [item.text, patterns[0]?.bindings?.[item.id]]);
    expect(bound).toContainEqual(["compare mailer with reports", { [first?.name ?? ""]: "mailer", [second?.name ?? ""]: "reports" }]);
  });

  test("names that a mask takes for paths and bare ones are one slot, by their place in the call", () => {
    const pairs = [
      ["main", "release/1.2"],
      ["feature/login", "main"],
      ["hotfix", "main"],
      ["main", "develop"],
    ] as const;
    const said = [
      "rebase main onto release/1.2",
      "can you rebase the feature/login branch on main",
      "put hotfix on top of main with a rebase",
      "onto develop, rebase main",
    ];
    const asks = said.flatMap((text, at) =>
      family("rebase", [text], () => [`git checkout ${pairs[at]?.[0] ?? ""}`, `git fetch`, `git rebase origin/${pairs[at]?.[1] ?? ""}`]),
    );
    const { patterns, items } = mined(asks);
    expect(patterns[0]?.slots.map((slot) => slot.name)).toEqual(["branch", "branch_2"]);
    for (const [at, text] of said.entries()) {
      const id = items.find((item) => item.text === text)?.id ?? "";
      expect(Object.values(patterns[0]?.bindings?.[id] ?? {}).sort()).toEqual([...(pairs[at] ?? [])].sort());
    }
  });

  test("which of two files is the source is told by the call, not by the order of the words", () => {
    const said = [
      "copy ~/a/talk.md to ~/b/web.md",
      "into ~/b/blog.md copy ~/a/bio.md",
      "copy ~/a/news.md over ~/b/home.md",
      "to ~/b/faq.md please copy ~/a/help.md",
    ];
    const asks = family("copy", said, (text) => [`cp ${word(/~\/a\S+/)(text)} ${word(/~\/b\S+/)(text)}`]);
    const sorted = mined(asks).patterns[0]?.slots.map(({ examples }) => [...new Set(examples.map((one) => one.slice(0, 4)))]);
    expect(sorted?.sort()).toEqual([["~/a/"], ["~/b/"]]);
  });

  test("a name with a hyphen is one value", () => {
    const asks = family(
      "logs",
      ["show the logs of the mail-queue container", "tail the docker logs of job-runner", "what does the web-front container say?"],
      (text) => [`docker logs --tail 200 ${word(/\w+-\w+/)(text)}`],
    );
    expect(mined(asks).patterns[0]?.slots.map((slot) => slot.examples)).toEqual([["job-runner", "mail-queue", "web-front"]]);
  });

  test("each request's values are told, for the commands to be compared with", () => {
    const { of, items } = mined(INVOICES);
    const found = items.map((item) => [item.text, of("invoices")?.bindings?.[item.id]]);
    expect(found).toContainEqual(["make a csv out of the may invoice PDFs", { month: "may" }]);
    expect(found).toContainEqual(["convert the invoice PDFs of march to csv", { month: "march" }]);
  });
});

describe("wording and name", () => {
  test("an order without courtesy and without a secret is preferred; wordings with a secret are left out", () => {
    const pattern = mined(PULLS).of("pulls");
    expect(pattern?.wording).toBe("list the open pull requests of {repo}");
    expect(pattern?.phrases).toHaveLength(4);
    expect(JSON.stringify(pattern)).not.toContain("<secret");
  });

  test.each<[string, readonly Ask[], string]>([
    ["pulls", PULLS, "list-open-pull-requests"],
    ["invoices", INVOICES, "convert-invoice-pdfs-csv"],
    ["csv", CSV, "summarise-csv"],
    ["photos", PHOTOS, "shrink-pics"],
  ])("the name of %s is the verb and then the object, never a slot", (name, asks, expected) => {
    expect(mined(asks).of(name)?.name).toBe(expected);
  });
});

describe("labels", () => {
  test("a repository is an identifier, a folder stays a path", () => {
    expect(mined(PULLS).of("pulls")?.slots).toContainEqual(expect.objectContaining({ name: "repo", type: "id" }));
    expect(mined(TODOS).of("todos")?.slots[0]?.type).toBe("path");
  });

  test("of masked values are no terms", () => {
    const asks = family("due", ["list the invoices due on 2026-03-01", "list the invoices due on 2026-04-01", "list the invoices due on 2026-05-01"]);
    expect(mined(asks).patterns[0]?.terms).not.toContain("date");
    expect(mined(asks).patterns[0]?.terms).toContain("invoices");
  });

  test("titles and wordings hold no mark of a secret", () => {
    const asks = family("log", ["log in with <secret:jwt:1> to acme", "log in with <secret:jwt:2> to acme", "log in with <secret:jwt:3> to acme"]);
    const [pattern] = mined(asks).patterns;
    expect(`${pattern?.title ?? ""} ${pattern?.wording ?? ""}`).not.toMatch(/<|secret:/);
  });
});
