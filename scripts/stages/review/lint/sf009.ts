import { estimateTokens } from "../tokens.ts";
import type { LintRule } from "./rule.ts";

/** Long skills cost every run and help less than short ones. */
export const sf009: LintRule = {
  id: "SF009",
  check({ text, policy }) {
    if (text === null) return [];
    const tokens = estimateTokens(text);
    const lines = text.split("\n").length;
    const { warnTokens, maxTokens, maxLines } = policy.skill;
    const tooLong = tokens > maxTokens || lines > maxLines;
    if (!tooLong && tokens <= warnTokens) return [];
    const why = tooLong ? `at most ${maxTokens} tokens and ${maxLines} lines` : `better below ${warnTokens} tokens`;
    return [{ level: tooLong ? "error" : "warn", file: "SKILL.md", line: 0, args: { tokens: String(tokens), lines: String(lines), why } }];
  },
};
