import { minePatterns, type MineItem } from "#stages/observe/patterns/mine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Ask, family, history } from "./history.ts";

const SUPPORT = { sessions: 3, days: 2 };

const pick = (pattern: RegExp, text: string): string => pattern.exec(text)?.[0] ?? "";

const FAMILIES: readonly Ask[] = [
  ...family(
    "pr",
    ["list my open PRs", "show me the open pull requests", "what PRs are waiting for me?", "any pull requests I should review?", "open PRs please"],
    () => ["gh pr list --author @me"],
  ),
  ...family("issue", ["list my open issues", "show open issues", "which issues are assigned to me", "list the issues of acme/api"], () => [
    "gh issue list --assignee @me",
  ]),
  ...family(
    "pdf",
    ["convert invoice-03.pdf to csv", "turn ~/inbox/receipt.pdf into a csv", "please make a csv out of march.pdf", "I need statement.pdf as csv"],
    (text) => [`pdftotext -layout ${pick(/\S+\.pdf/, text)} -`, `python3 to_csv.py ${pick(/\S+\.pdf/, text)}`, "wc -l out.csv"],
  ),
  ...family(
    "weather",
    ["what's the weather in Oslo", "weather in Paris please", "how is the weather in Rome tomorrow", "weather forecast for Berlin"],
    (text) => [`curl -s wttr.in/${pick(/Oslo|Paris|Rome|Berlin/, text)}`],
  ),
  ...family(
    "resize",
    ["resize photo.png to 800px", "shrink ~/pics/cat.png to 640px", "scale logo.png down to 200px", "make banner.png 1200px wide"],
    (text) => [`magick ${pick(/\S+\.png/, text)} -resize ${pick(/\d+/, text)} out.png`],
  ),
  ...family(
    "rechnung",
    [
      "fasse die Rechnung vom März zusammen",
      "Zusammenfassung der Rechnung vom April bitte",
      "fass mir die Rechnung vom Mai zusammen",
      "kannst du die Rechnung vom Juni zusammenfassen",
    ],
    () => ["himalaya message read 7"],
  ),
  ...family("zh", ["把 report.docx 转换成 pdf", "请将 notes.docx 转成pdf", "把 plan.docx 转为 pdf 格式", "将 a.docx 转换为pdf"], (text) => [
    `libreoffice --headless --convert-to pdf ${pick(/\w+\.docx/, text)}`,
  ]),
];

const ONE_OFFS: readonly Ask[] = [
  ...[
    "write a poem about cats",
    "write a letter to my landlord",
    "what is the capital of France",
    "who invented the telephone",
    "what is the meaning of life",
    "explain how git rebase works",
    "explain closures in javascript",
    "explain what a monad is",
    "convert 5 miles to km",
  ],
  ...[
    "book a table at Luigi's for Friday",
    "book a flight to Oslo",
    "list all countries in Africa",
    "how do I cook rice",
    "how do I install docker on ubuntu",
    "translate good morning to french",
    "plan a birthday party for my son",
    "give me three names for a cat",
    "draft a tweet about our launch",
  ],
  ...[
    "schreib ein Gedicht über den Herbst",
    "schreib eine Bewerbung",
    "wie spät ist es in Tokio",
    "¿cuál es la capital de Perú?",
    "escribe una carta a mi abuela",
    "帮我写一首诗",
    "明天要带什么",
  ],
].map((text, at) => ({ family: `once-${at}`, text, commands: [] }));

const WORKED_ONE_OFFS: readonly Ask[] = [
  { family: "w1", text: "write a unit test for parser.ts", commands: ["npm test"] },
  { family: "w2", text: "fix the failing test in auth.spec.ts", commands: ["npm test"] },
  { family: "w3", text: "convert song.mp3 to wav", commands: ["ffmpeg -i song.mp3 song.wav"] },
  { family: "w4", text: "list the files in ~/Downloads", commands: ["ls ~/Downloads"] },
  { family: "w5", text: "delete the old logs in /var/log/app", commands: ["find /var/log/app -mtime +30 -delete"] },
  { family: "w6", text: "rename all photos in ~/Pictures by date", commands: ["exiftool -r ~/Pictures"] },
  { family: "w7", text: "restart the nginx server", commands: ["systemctl restart nginx"] },
  { family: "w8", text: "why is my build failing", commands: ["npm run build"] },
];

/** Family of the members of each pattern, and the patterns of each family. */
function table(asks: readonly Ask[], seed = 7) {
  const { items, families } = history(asks, seed);
  const mined = minePatterns(items, SUPPORT);
  const inside = mined.patterns.map((pattern) =>
    [...new Set(items.flatMap((_item, at) => (mined.assignments[at] === pattern.id ? [families[at] ?? ""] : [])))].sort(),
  );
  return { mined, items, families, inside };
}

describe("minePatterns", () => {
  test.each([1, 7, 23])("finds each family as exactly one pattern among one-offs, whatever the order (%i)", (seed) => {
    const { mined, families, inside } = table([...FAMILIES, ...ONE_OFFS, ...WORKED_ONE_OFFS], seed);
    expect(inside.map((names) => names.join("+")).sort()).toEqual(["issue", "pdf", "pr", "rechnung", "resize", "weather", "zh"]);
    expect(families.filter((name, at) => mined.assignments[at] === null && !/^(?:once|w\d)/.test(name))).toEqual([]);
  });

  test("leaves look-alike one-offs apart when nothing repeats", () => {
    expect(table([...ONE_OFFS, ...WORKED_ONE_OFFS]).mined.patterns).toEqual([]);
  });

  test("says why what looks repeated is none", () => {
    const { rejected } = table([...ONE_OFFS, ...WORKED_ONE_OFFS]).mined;
    expect(rejected.map((one) => one.reason)).toContain("no-shared-object");
  });

  test.each<[string, string, string, readonly string[]]>([
    ["pdf", "file", "path", ["invoice-03.pdf", "march.pdf", "statement.pdf", "~/inbox/receipt.pdf"]],
    ["resize", "file", "path", ["banner.png", "logo.png", "photo.png", "~/pics/cat.png"]],
    ["resize", "number_of_pixels", "number", ["1200", "200", "640", "800"]],
    ["rechnung", "month", "date", ["April", "Juni", "Mai", "März"]],
    ["weather", "name", "word", ["Berlin", "Oslo", "Paris", "Rome"]],
    ["zh", "file", "path", ["a.docx", "notes.docx", "plan.docx", "report.docx"]],
  ])("gives %s its slot %s", (name, slot, type, examples) => {
    const { mined, inside } = table([...FAMILIES, ...ONE_OFFS]);
    const pattern = mined.patterns[inside.findIndex((names) => names.includes(name))];
    expect(pattern?.slots.find((one) => one.name === slot)).toEqual({ name: slot, type, examples, distinct: examples.length, trusted: true });
    expect(pattern?.wording).toContain(`{${slot}}`);
  });

  test("works on plain texts without any work to go by", () => {
    const plain = [
      ...family("csv", ["convert a.pdf to csv", "convert march.pdf to csv please", "can you convert ~/x/b.pdf into csv", "convert report-7.pdf to csv"]),
      ...family("wetter", ["wie wird das Wetter in Bonn", "wie ist das Wetter in Köln", "Wetter in Hamburg bitte"]),
      ...family("gastos", ["resume mis gastos de enero", "resume mis gastos de marzo", "por favor resume mis gastos de abril"]),
      ...family("tianqi", ["今天北京的天气怎么样", "上海的天气怎么样", "明天广州的天气怎么样"]),
    ];
    expect(
      table([...plain, ...ONE_OFFS])
        .inside.map((names) => names.join("+"))
        .sort(),
    ).toEqual(["csv", "gastos", "tianqi", "wetter"]);
  });

  test("keeps the same words apart where the work was different", () => {
    const asks = [
      ...family("a", ["check the status of web", "check the status of api", "check the status of db"], () => ["kubectl get pods"]),
      ...family("b", ["check the status of order 12", "check the status of order 34", "check the status of order 56"], () => ["shopify order show"]),
    ];
    expect(
      table(asks)
        .inside.map((names) => names.join("+"))
        .sort(),
    ).toEqual(["a", "b"]);
  });

  test("needs distinct sessions and distinct days", () => {
    const { items } = history(family("pdf", ["convert a.pdf to csv", "convert b.pdf to csv", "convert c.pdf to csv", "convert d.pdf to csv"]));
    expect(minePatterns(items, SUPPORT).patterns).toHaveLength(1);
    expect(
      minePatterns(
        items.map((item) => ({ ...item, session: "one" })),
        SUPPORT,
      ),
    ).toMatchObject({ patterns: [], rejected: [{ reason: "too-few-sessions" }] });
    expect(
      minePatterns(
        items.map((item) => ({ ...item, at: Date.UTC(2026, 2, 1) })),
        SUPPORT,
      ),
    ).toMatchObject({ patterns: [], rejected: [{ reason: "too-few-days" }] });
    expect(
      minePatterns(
        items.map((item) => ({ ...item, at: null })),
        SUPPORT,
      ).patterns,
    ).toHaveLength(1);
  });

  test("never adds one person's words to another's repetition", () => {
    const { items } = history(family("pdf", ["convert a.pdf to csv", "convert b.pdf to csv", "convert c.pdf to csv", "convert d.pdf to csv"]));
    const shared = items.map((item, at) => ({ ...item, speaker: at % 2 === 0 ? "Ana" : "Ben" }));
    expect(minePatterns(shared, SUPPORT).patterns).toEqual([]);
  });

  test("keeps the id of a pattern while it grows, and gives names that fit", () => {
    const { items } = history(FAMILIES);
    const byTime = [...items].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
    const more = byTime.map((item, at): MineItem => ({ ...item, id: `later-${at}`, session: `later-${at}`, at: (item.at ?? 0) + 90 * 86_400_000 }));
    const [before, after] = [minePatterns(byTime, SUPPORT), minePatterns([...byTime, ...more], SUPPORT)];
    expect(after.patterns.map((one) => one.id).sort()).toEqual(before.patterns.map((one) => one.id).sort());
    expect(new Set(after.patterns.map((one) => one.name)).size).toBe(after.patterns.length);
    for (const { name } of after.patterns) expect(name).toMatch(/^(?=.{1,32}$)[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test("shows no number of a secret's placeholder, which another run would change", () => {
    const { items } = history(
      family("push", [
        "push acme/web with <secret:github-token:1>",
        "push acme/api with <secret:github-token:2>",
        "push acme/cli with <secret:github-token:3>",
      ]),
    );
    expect(JSON.stringify(minePatterns(items, SUPPORT).patterns)).toMatch(/<secret:github-token>/);
    expect(JSON.stringify(minePatterns(items, SUPPORT).patterns)).not.toMatch(/github-token:\d/);
  });

  test("never throws, assigns only what it lists, and gives the same answer twice", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("convert", "a.pdf", "to", "csv", "Oslo", "天气", "{file}", "2026-01-02", '"x"', "#12"), { maxLength: 6 })
        .map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 25 }), (texts) => {
        const items = texts.map((one, at): MineItem => ({ id: `i${at}`, text: one, session: `s${at}`, at: null, actions: [], outcome: { label: "unknown" } }));
        const mined = minePatterns(items, SUPPORT);
        const ids = new Set(mined.patterns.map((one) => one.id));
        expect(mined.assignments).toHaveLength(items.length);
        expect(mined.assignments.every((id) => id === null || ids.has(id))).toBe(true);
        expect(minePatterns(items, SUPPORT)).toEqual(mined);
        for (const slot of mined.patterns.flatMap((one) => one.slots)) expect(slot.name).toMatch(/^[a-z][a-z0-9_]{0,31}$/);
      }),
      { numRuns: 150 },
    );
  });
});
