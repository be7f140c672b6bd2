const PYTHON =
  /^(?:import [\w.]+(?: as \w+)?(?:, ?[\w.]+)*|from [\w.]+ import .{1,200}|(?:async )?def \w+\(.*\).{0,80}:|class \w+(?:\(.*\))?:|if __name__ == .{1,20}:|(?:try|else|finally):|(?:if|elif|for|while|with|except)\b.{0,200}:|\w+(?:\.\w+)*\(.*\)|return\b.*|\w+ = .+)$/;
const PYTHON_SURE = /^(?:import [\w.]+(?: as \w+)?(?:, ?[\w.]+)*|from [\w.]+ import .{1,200}|(?:async )?def \w+\(.*\).{0,80}:|if __name__ == .{1,20}:)$/m;
const SHELL =
  /^(?:set -[a-z]+.*|export \w+=.*|[A-Za-z_]\w*=\S*|if \[.*|if .{1,200}; ?then|for \w+ in .{1,200}|while .{1,200}; ?do|then|else|fi|do|done|esac|\w+ ?\(\) ?\{|\}|(?:sudo )?(?:curl|wget|rm|mv|cp|chmod|chown|echo|printf|cat|mkdir|eval|exec|source|cd|tar|ssh|scp|git|kill|nc|base64|touch|grep|sed|awk|find|xargs|bash|sh|python3?|node|npm|npx|pip3?|apt(?:-get)?|brew)\s+[-+"'$/~.\w].*|["']?\$\{?\w.*|\.{0,2}\/[\w.].*)$/;
const SHELL_SURE =
  /^(?:set -[a-z]+|export \w+=|if \[|fi$|done$|\w+ ?\(\) ?\{)|[|;&]\s*\w|\$[\w({]|\s-{1,2}[a-z]|["'][^"'\n]*["']\s*$|\s(?:\/|~\/|\.\/|https?:)/m;

/** Text of a file that no ending calls code -> the language of a script it looks like; null for prose and data. At least half of its lines must be code. */
export function foreignIn(text: string): string | null {
  const lines = text
    .slice(0, 65_536)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.slice(0, 400));
  if (lines.length < 1) return null;
  const share = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length / lines.length;
  const whole = lines.join("\n");
  if (lines.length >= 2 && PYTHON_SURE.test(whole) && share(PYTHON) >= 0.5) return "Python";
  return SHELL_SURE.test(whole) && share(SHELL) > 0.5 ? "shell" : null;
}
