import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { reviewPage } from "#cli/html/page";
import type { Card } from "#kernel/card";
import { card } from "#stages/review/card";
import { aGene } from "../../stages/generate/a-gene.ts";
import { aCapsule, aFinding, aReport, aSkill, aTrigger, withFile } from "../../stages/review/a-proposal.ts";
import { aBrowser } from "./browser.ts";

const skill = aSkill();
const HOSTILE = [
  "</style><script>window.hit=1</script>",
  "\"'><img src=x onerror=window.hit=1>",
  "<!-- --><![CDATA[",
  "</code></td></table></article></main>",
  "&lt;b&gt; &amp; &#60;",
  "javascript:window.hit=1",
  "\u202e\u200b\u0000\u001b[2J\n\r\t\u2028",
  "<svg/onload=window.hit=1>",
];

/** A card with everything on it; every text that comes from a log, a skill or a person holds `text`. */
function aCard(text: string): Card {
  const made = card({
    capsule: aCapsule(skill, {
      description: text,
      edited: { by: text, at: "2026-03-09T10:00:00.000Z", generated: "a".repeat(64) },
      decision: {
        kind: "approved",
        by: text,
        how: "terminal",
        at: "2026-03-09T10:00:00.000Z",
        treeDigest: "a".repeat(64),
        policyDigest: "b".repeat(64),
        grants: [],
        accepted: [],
        reason: text,
      },
    }),
    skill,
    genes: [aGene({ phrases: [text, text, text] })],
    report: aReport(skill, {
      verdict: "deny",
      findings: [aFinding({ message: text, file: text, ruleId: text }), aFinding({ fingerprint: "2", accepted: { reason: text, by: text, at: text } })],
      permissions: { required: [], declared: [], granted: [], missing: [`network:${text}`, `secrets:${text}`] },
    }),
    gates: [{ gate: "scan", result: "failed", detail: text }],
    lint: [],
    deployed: withFile(skill, "SKILL.md", (before) => `${before.replace("open", `${text} open`)}\n${text.replace(/[\n\r\u2028]/g, "")}\n`),
    generated: withFile(skill, "SKILL.md", (before) => before.replace("open", "all")),
    installed: [{ name: text, description: "d", body: "b", folder: text, root: "/", source: text }],
    trigger: aTrigger({ verdict: "stolen", detail: text, advice: { text, command: text } }),
    budgets: [{ host: text, limit: 10, before: 9, after: 12, state: "over" }],
    approval: { mode: "open", threshold: 1, signed: [] } as const,
    replay: { kind: "not-enough", proxy: true, sessions: 1, needed: 3, why: "sessions" },
  });
  const model = {
    model: text,
    worded: [{ slot: "description" as const, text }],
    refused: [{ slot: "name" as const, reason: text }],
    unanswered: [{ purpose: "outcomes", reason: text }],
    opinion: { clear: 4, grounded: 3, complete: 2, safe: 5, remark: text },
    outcomes: { asked: 3, success: 1, failure: 2 },
    answers: [],
  };
  return { ...made, model, why: { ...made.why, steps: [{ text, seen: 1, of: 1 }] } };
}

const browser = await aBrowser();
const folder = mkdtempSync(join(tmpdir(), "review-page-"));
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

type Look = Readonly<{ page: Page; requests: readonly string[]; refused: readonly string[]; said: readonly string[] }>;
async function opened(html: string, options: { colorScheme?: "dark" | "light"; viewport?: { width: number; height: number } } = {}): Promise<Look> {
  const path = join(folder, "page.html");
  writeFileSync(path, html);
  const page = await (browser ?? fail()).newPage(options);
  const [requests, refused, said]: [string[], string[], string[]] = [[], [], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => refused.push(`${request.url()} ${request.failure()?.errorText ?? ""}`));
  page.on("console", (message) => said.push(message.text()));
  await page.goto(pathToFileURL(path).href);
  return { page, requests, refused, said };
}
function fail(): never {
  throw new Error("no browser");
}

/** Tags with their attributes and children, but for differences, whose lines are the text's own: the same for any text, or something broke out. */
const SKELETON = `[...document.querySelectorAll("*")].filter((one) => !one.closest(".diff"))
  .map((one) => one.tagName + "." + one.className + ":" + one.getAttributeNames().join() + ":" + one.children.length)`;
const OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
const AXE = `axe.run().then(({ violations }) => violations.map((one) => one.impact + " " + one.id + ": " + one.nodes[0].html))`;

describe("reviewPage", () => {
  it("puts the risk before everything else of a card and names nothing outside", () => {
    const html = reviewPage([aCard("some words")]);
    expect(html.indexOf("it may talk to some words")).toBeLessThan(html.indexOf(">Adds instructions"));
    for (const line of ["description worded by some words", "refused its name: some words", "its opinion (1 to 5, decides nothing)"])
      expect(html).toContain(line);
    expect(html).not.toMatch(/<(script|link|img|iframe|object|form)\b|\b(src|style|on[a-z]+)=|url\(|@import/i);
  });

  it.each(HOSTILE)("lets %j stand nowhere but as text", (text) => {
    const html = reviewPage([aCard(text)]);
    expect(html).not.toMatch(/<(script|img|svg)\b/i);
    expect(html).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u200b-\u200f\u2028-\u202e]/);
  });
});

describe.skipIf(browser === null)("the page in a browser", () => {
  it("has the same structure whatever texts it is given, and runs none of them", async () => {
    const { page } = await opened(reviewPage([aCard("plain words")]));
    const plain = await page.evaluate<unknown>(SKELETON);
    await page.close();
    for (const text of HOSTILE) {
      const look = await opened(reviewPage([aCard(text)]));
      expect(await look.page.evaluate<unknown>(SKELETON), text).toEqual(plain);
      expect(await look.page.evaluate<unknown>(`"hit" in window`)).toBe(false);
      expect([look.requests.length, look.said]).toEqual([1, []]);
      await look.page.close();
    }
  });

  it.each(["light", "dark"] as const)("is accessible in %s, fits 360 pixels, and asks for nothing", async (colorScheme) => {
    const html = reviewPage([aCard("a-very-long-word-".repeat(20)), { ...aCard("plain words"), skill: "another-skill", risk: "low" }]);
    const { page, requests, said } = await opened(html, { colorScheme, viewport: { width: 360, height: 800 } });
    expect(await page.evaluate<unknown>(OVERFLOW)).toBe(0);
    await page.evaluate(`document.querySelectorAll("details").forEach((one) => { one.open = true; })`);
    expect(await page.evaluate<unknown>(OVERFLOW)).toBe(0);
    await page.evaluate(axe.source);
    const found = await page.evaluate<unknown>(AXE);
    expect(found).toEqual([]);
    expect([requests.length, said]).toEqual([1, []]);
    await page.close();
  });

  it("has a policy in force: a script that got in does not run, a picture is not fetched", async () => {
    const bad = `<script>window.hit=1</script><img src="https://example.invalid/x.png" onerror="window.hit=2"><p style="color:red">x</p>`;
    const { page, refused, said } = await opened(reviewPage([aCard("x")]).replace("<footer>", `${bad}<footer>`));
    expect(await page.evaluate<unknown>(`"hit" in window`)).toBe(false);
    expect(refused).toEqual(["https://example.invalid/x.png csp"]);
    expect(said.filter((one) => one.includes("Content Security Policy")).length).toBeGreaterThanOrEqual(2);
    await page.close();
  });
});
