import { viewOf } from "../text/view.ts";
import type { Report } from "../mark.ts";
import { commentsOf, speaks } from "./addressed.ts";
import { judge } from "./meaning/judge.ts";
import { UNTOLD } from "./meaning/tongues.ts";
import { type Stretch, textsIn } from "./texts.ts";

/** An order to take up what is somebody's own: its verb, and a place where such things lie. */
const TAKES =
  /\b(?:read|open|cat|load|include|pass|attach|get|collect|fetch|copy|put|extract)\b[^.;]{0,80}(?:~\/\.\w|(?<!\w)\.(?:env|ssh|aws|netrc|npmrc|gnupg)\b(?!\.(?:example|sample))|\bid_(?:rsa|ed25519)\b|\bmcp\.json\b|\bcredentials\b|\bprivate keys?\b|\b(?:full|whole|entire|previous|earlier) (?:conversation|chat|messages)\b|\benvironment variables\b|\bkey ?chain\b)/;
const HIDES = new RegExp(UNTOLD);
const MOST = 40;

/**
 * Program or data in a block of an instruction -> marks for what the words of a tool in it order the model that uses it. A block is an example, and what an example says is no
 * order; but words that speak to a model and tell it several grave things at once - to take private files, to send them, to hide it - are what that tool says wherever it is
 * set up. One of these alone stays an example.
 */
export function checkToolWords(text: string, spoken: "hash" | "slash", start: number, report: Report): void {
  if (!speaks(text)) return;
  for (const { from, to } of stretchesOf(text, spoken)) {
    const raw = text.slice(from, to).replace(/\\[nrt]/g, "\n ");
    if (!speaks(raw)) continue;
    const words = viewOf(raw).text;
    const rules = new Set(judge(words, { teaching: false, quoted: false }).flatMap(({ rule, weak }) => (weak === null ? [rule] : [])));
    const takes = TAKES.exec(words);
    const sends = rules.has("prose-exfiltrate") || rules.has("prose-credentials");
    const hides = rules.has("prose-conceal") || HIDES.test(words);
    if ([takes !== null, sends, hides].filter(Boolean).length < 2) continue;
    const args = { text: (takes?.[0] ?? words.trim()).slice(0, 100) };
    const evidence = ["words of a tool that order several grave things of its model", ...rules];
    if (takes !== null || sends) report({ rule: "prose-exfiltrate", start: start + from, end: start + to, args, evidence });
    if (hides) report({ rule: "prose-conceal", start: start + from, end: start + to, args, evidence });
    return;
  }
}

function stretchesOf(text: string, spoken: "hash" | "slash"): readonly Stretch[] {
  return [...commentsOf(text, spoken), ...textsIn(text, false)].filter(({ from, to }) => to - from > 40).slice(0, MOST);
}
