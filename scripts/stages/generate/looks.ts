import type { Step } from "#kernel/gene";
import { isCommand } from "./act.ts";

/** Programs that only show, whatever they are given. */
const SHOWING = new Set(
  "cat head tail wc ls tree stat file du df free uptime ps pgrep lsof ss netstat ping dig host nslookup whoami id date uname grep rg diff cmp jq less sha256sum md5sum journalctl dmesg".split(
    " ",
  ),
);
/** Second words with which programs of many kinds look, check or measure and leave things as they are. */
const LOOKING = new Set(
  "status diff log show list ls get describe info view checks check test tests lint verify validate audit outdated doctor plan ps stats logs top version blame health inspect search".split(
    " ",
  ),
);
/** What makes a look a change: output into a file, a chain that goes on, and options that act. */
const ACTING =
  /(^|[^0-9&>])>{1,2}(?!\s*(\/dev\/null|&))|\btee\b|\bsudo\b|--(fix|write|delete|force|apply|update|set)\b|\s-delete\b|\bxargs\b|\|\s*(sh|bash)\b|<</;

/** Does the step only look, by what is known of its program? Unknown programs do not: a checklist promises that nothing changes. */
export function isLook(step: Step): boolean {
  if (step.kind === "read") return true;
  if (!isCommand(step)) return step.kind === "network" && /^web_(fetch|search)$/.test(step.verb);
  if (ACTING.test(step.line) || step.line.includes("\n")) return false;
  return step.line.split(/&&|\|\||[|;]/).every((part) => {
    const [program = "", ...words] = part.trim().split(/\s+/);
    if (SHOWING.has(program) || /^(pytest|vitest|jest|shellcheck|eslint|mypy|tsc)$/.test(program)) return true;
    return words
      .filter((word) => !word.startsWith("-"))
      .slice(0, 2)
      .some((word) => LOOKING.has(word.replace(/^.*:/, "")) || LOOKING.has(word));
  });
}
