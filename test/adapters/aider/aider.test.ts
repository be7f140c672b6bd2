import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aider } from "#adapters/aider/adapter";
import { countDropped } from "#kernel/dropped";
import { wordsOfPerson } from "#kernel/trust";
import { nodePowers } from "#platform/powers";
import { afterAll, describe, expect, test } from "vitest";
import { adapterContract, readingsOf } from "../../contracts/adapter-contract.ts";
import { countsOf } from "../../contracts/adapter-counts.ts";
import { aiderSample } from "./sample.ts";

const FIXTURES = new URL("../../fixtures/adapters/aider/", import.meta.url).pathname;
const HISTORY = ".aider.chat.history.md";
const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
const folder = mkdtempSync(join(tmpdir(), "aider-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

adapterContract("aider", () => ({
  adapter: aider,
  powers,
  storage: "text",
  writeSample: aiderSample,
  database: () => null,
  unknownKind: null,
}));

const read = (path: string) => readingsOf(aider, path, powers);
const conversations = (path: string) => read(path).flatMap((one) => one.conversation ?? []);
const told = (path: string): readonly string[] =>
  conversations(path).flatMap(({ events }) =>
    events.map((event) => {
      if (event.kind === "prompt") return `prompt ${wordsOfPerson(event.spans)}`;
      if (event.kind === "call") return `call ${event.tool} ${Object.values(event.input).join(" ")}`;
      if (event.kind === "reply") return `reply ${event.text.split("\n").at(-1) ?? ""}`;
      return event.kind === "withdrawn" ? `withdrawn ${event.id}` : event.kind;
    }),
  );

describe("a history as Aider writes it", () => {
  test("is told in order: typed input, what was done, what was taken back", () => {
    expect(told(join(FIXTURES, "kept"))).toEqual([
      "prompt fix the failing cart test\n\nand keep the API",
      "reply ```",
      "call edit src/cart.ts",
      "result",
      "call exec npm test",
      "result",
      "withdrawn kept 2026-01-31T10:11:12:2",
      "prompt why does rounding differ?",
      "reply Because of floats. Shall I use cents?",
      "call exec git status --short",
      "result",
      "call exec npm run lint",
      "result",
      "reply Fixed the unused name.",
      "call edit src/cart.ts",
      "result",
      "reset",
      "prompt write a changelog entry for the cart fix",
      "reply * Discounts count.",
      "call edit CHANGELOG.md",
      "result",
    ]);
  });

  test("sessions have the time of their start, prompts that of the input history, and what is left out has a reason", () => {
    const [first, second] = conversations(join(FIXTURES, "kept"));
    expect([first?.id, second?.id]).toEqual(["kept 2026-01-31T10:11:12", "kept 2026-01-31T10:40:00#2"]);
    expect(first).toMatchObject({ runtime: "aider 0.86.2", startedAt: Date.parse("2026-01-31T10:11:12"), project: join(FIXTURES, "kept") });
    const times = first?.events.flatMap((event) => (event.kind === "prompt" ? [event.at] : []));
    expect(times).toEqual([Date.parse("2026-01-31T10:13:14.500"), Date.parse("2026-01-31T10:20:00")]);
    expect(countDropped(read(join(FIXTURES, "kept")).flatMap((one) => one.dropped))).toEqual({
      "prompt.command": 3,
      "prompt.machine": 2,
      "prompt.no-words": 1,
      "session.machine": 1,
    });
  });

  test("a history that lost the blanks at its line ends reads the same by first characters", () => {
    expect(countsOf(read(join(FIXTURES, "lost")))).toEqual({ sessions: 1, prompts: 1, replies: 1, calls: 1, results: 1 });
    expect(told(join(FIXTURES, "lost"))[0]).toBe("prompt fix the failing cart test\nand keep the API");
  });
});

test("roots are the history of the repository the person stands in, the one that the environment names and the one at home", () => {
  const host = nodePowers({ home: "/home/ada", cwd: "/home/ada/shop/src", env: { AIDER_CHAT_HISTORY_FILE: "notes/chat.md" } }).host;
  expect(aider.roots(host).map((one) => one.path)).toEqual([
    "/home/ada/shop/src/notes/chat.md",
    `/home/ada/shop/src/${HISTORY}`,
    `/home/ada/shop/${HISTORY}`,
    `/home/ada/${HISTORY}`,
    `/home/${HISTORY}`,
    `/${HISTORY}`,
  ]);
});

test("words that a command hands on are written twice and were asked once", () => {
  const path = join(folder, "handed-on.md");
  const again = "#### /code fix the cart  \n\n#### fix the cart  \n\nDone.\n\n";
  writeFileSync(path, `\n# aider chat started at 2026-02-01 10:11:12\n\n> Aider v0.86.2  \n\n${again}#### fix the cart  \n\nDone again.\n`);
  expect(told(path)).toEqual(["prompt fix the cart", "reply Done.", "prompt fix the cart", "reply Done again."]);
  expect(countDropped(read(path).flatMap((one) => one.dropped))).toEqual({ "record.duplicate": 1 });
});

test("a Markdown file that only talks about Aider is none of its histories", () => {
  const path = join(folder, HISTORY);
  writeFileSync(path, "# Notes\n\n# aider chat started at noon\n\n#### fix it\n");
  expect(aider.accepts(path, powers)).toBe(false);
  expect(aider.accepts(folder, powers)).toBe(false);
  expect(countsOf(read(path)).sessions).toBe(0);
});
