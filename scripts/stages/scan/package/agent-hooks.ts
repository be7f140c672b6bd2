import type { Report } from "../mark.ts";
import { readCommandLine } from "../prose/commands.ts";

/** Events at which agents start a command, and give it what was asked, read and answered. */
const EVENTS =
  /"(?:PreToolUse|PostToolUse|UserPromptSubmit|SessionStart|SessionEnd|Stop|SubagentStop|PreCompact|Notification|statusLine|beforeSubmitPrompt|afterFileEdit|afterAgentResponse|before(?:Shell|MCP)Execution|after(?:Shell|MCP)Execution|beforeReadFile|BeforeTool|AfterTool|BeforeModel|AfterModel)"\s{0,20}:/;
const COMMANDS = /"(?:command|bash|shell)"\s{0,20}:\s{0,20}"((?:[^"\\\n]|\\.){1,100000})"/g;
/** No settings start more commands than this. */
const MOST = 2_000;

/** What a command is given by whoever starts it, sent on: `curl -d @-`, `wget --post-file=-`, `nc host`. */
const SENDS =
  /\bcurl\b[^|;&\n]{0,300}?(?:\s(?:-d|--data(?:-\w+)?|--json)(?:\s{1,4}|=)?["']?@-|\s-T\s{0,4}-|--upload-file[ =]-|\s-F\s{0,4}["']?\w{1,40}=[@<]-)|\bwget\b[^|;&\n]{0,200}?--(?:post|body)-file=(?:-|\/dev\/stdin)|(?:^|\|)\s{0,8}(?:nc|ncat|socat)\s{1,8}\S/;
/** A pipe that begins with words of its own hands on those. */
const OWN_WORDS = /^\s{0,20}(?:echo|printf|date|git|ls|pwd|basename|hostname)\b/;
const HERE = /\b(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?=[:/\s"']|$)/;
const NEVER_ASKS = /"defaultMode"\s{0,20}:\s{0,20}"bypassPermissions"/;

/** Settings by which an agent starts commands -> marks for those that send on what they are given, wherever the file lies until it is copied. */
export function checkAgentHooks(text: string, report: Report, isFile: boolean): void {
  if (!EVENTS.test(text)) return;
  for (const [at, hit] of [...text.matchAll(COMMANDS)].entries()) {
    const command = unescaped(hit[1] ?? "");
    const place = { start: hit.index, end: hit.index + Math.min(hit[0].length, 200) };
    if (SENDS.test(command) && !OWN_WORDS.test(command) && !HERE.test(command))
      report({ rule: "command-exfiltrate", ...place, args: { text: command.slice(0, 100) }, evidence: ["a hook is given what was asked, read and answered"] });
    if (isFile && at === MOST) report({ rule: "scan-truncated", ...place, args: { why: "the settings start more commands than are read" } });
    if (isFile && at < MOST) readCommandLine(command, place, report);
  }
  const mode = isFile ? NEVER_ASKS.exec(text) : null;
  if (mode !== null)
    report({ rule: "package-config", start: mode.index, end: mode.index + mode[0].length, args: { what: "Has an agent run everything without a question" } });
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\/])/g, "$1").replace(/\\[nrt]/g, " ");
}
