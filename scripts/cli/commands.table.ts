import type { Command } from "./command.ts";

const days = { flags: "--days <n>", what: "look at the last n days (default: policy, 7)" };
const source = { flags: "--source <agent>", what: "auto (every agent found here), or one of them, as in openclaw" };
const path = { flags: "--path <path>", what: "read this state folder, sessions folder, transcript or database instead; no day limit" };
const groups = { flags: "--include-groups", what: "also read conversations of several people" };
const deleted = { flags: "--include-deleted", what: "also read sessions their owner deleted" };
const reading = [days, source, path, groups, deleted];
const skill = { flags: "--skill <name>", what: "the skill" };
const force = { flags: "--force", what: "go on although the live skill was changed by hand; the changed files are saved first" };
const name = { flags: "--name <name>", what: "name of the skill (lower-case words joined by -, at most 32)" };
const description = { flags: "--description <text>", what: "what the skill is for; picks the genes that fit" };

/** Every command: its words, flags and examples, and where its code is. Order is the order of the help. */
export const COMMANDS: readonly Command[] = [
  {
    name: "status",
    summary: "where the pipeline stands and what to do next",
    examples: ["forge status", "forge --status --json"],
    options: [],
    load: () => import("./commands/status.ts"),
  },
  {
    name: "full",
    summary: "observe, crystallize, generate and scan; stops at the review card",
    examples: ["forge --full", 'forge --full --name invoices --description "invoices to csv"', "forge --full --days 30 --json"],
    options: [name, description, ...reading, { flags: "--detailed-exitcode", what: "exit 3 when a proposal waits for a person" }],
    load: () => import("./commands/full.ts"),
  },
  {
    name: "run",
    summary: "a part of the pipeline, up to a stage",
    examples: ["forge run --until crystallize", "forge run --until scan --days 30"],
    options: [
      { flags: "--until <stage>", what: "observe, crystallize, generate, scan or review (default: review)" },
      name,
      description,
      ...reading,
      { flags: "--detailed-exitcode", what: "exit 3 when a proposal waits for a person" },
    ],
    load: () => import("./commands/full.ts"),
  },
  {
    name: "observe",
    summary: "read session logs, count what is there, find what keeps coming back",
    examples: ["forge observe", "forge observe --days 30 --json", "forge observe --path ~/old/.openclaw --dry-run"],
    options: reading,
    load: () => import("./commands/observe.ts"),
  },
  {
    name: "patterns",
    argument: "<file>",
    summary: "find repeated requests in any list of texts (JSON lines of {text, session?, at?})",
    examples: ["forge patterns requests.jsonl", "forge patterns - --json < requests.jsonl"],
    options: [],
    load: () => import("./commands/patterns.ts"),
  },
  {
    name: "crystallize",
    summary: "turn patterns with enough support into genes, from everything observed so far",
    examples: ["forge crystallize", "forge crystallize --json --dry-run"],
    options: [],
    load: () => import("./commands/crystallize.ts"),
  },
  {
    name: "genes",
    argument: "[show] [id]",
    summary: "the genes, or one of them with its evidence",
    examples: ["forge genes", "forge genes show gene-1f2e3d4c5b6a"],
    options: [],
    load: () => import("./commands/genes.ts"),
  },
  {
    name: "traces",
    argument: "[list|show] [id]",
    summary: "the sessions that were read, one session, or one request",
    examples: ["forge traces list", "forge traces show trace-0a1b2c3d4e5f", "forge traces show req-1f2e3d4c5b6a"],
    options: [],
    load: () => import("./commands/traces.ts"),
  },
  {
    name: "forget",
    summary: "remove what was read from the trace store, and do not take it in again",
    examples: ["forge forget --before 2026-01-01", "forge forget --session trace-0a1b2c3d4e5f --dry-run", "forge forget --project ~/work/secret"],
    options: [
      { flags: "--before <date>", what: "requests made before this day (UTC) or ISO 8601 time" },
      { flags: "--session <id>", what: "one session, as forge traces lists it" },
      { flags: "--project <folder>", what: "all sessions in this folder and below" },
    ],
    load: () => import("./commands/forget.ts"),
  },
  {
    name: "generate",
    summary: "write a staged skill from one or more genes",
    examples: ["forge generate --name pull-requests --gene gene-1f2e3d4c5b6a", 'forge generate --name invoices --description "invoices to csv"'],
    options: [name, { flags: "--gene <id...>", what: "the genes to use" }, { flags: "--template <id>", what: "procedure, report or transform" }, description],
    load: () => import("./commands/generate.ts"),
  },
  {
    name: "scan",
    argument: "<path>",
    summary: "what a skill can do and whether policy lets it: any folder, archive or file",
    examples: ["forge scan ./some-skill", "forge scan . --format sarif", "forge scan ./some-skill --grant network:api.example.com"],
    options: [
      { flags: "--profile <profile>", what: "compiled (our own skills) or imported (everybody else's, default)" },
      { flags: "--grant <permission...>", what: "KIND:VALUE with a kind of filesystem.read, filesystem.write, network, process, secrets" },
      { flags: "--format <format>", what: "text, json or sarif" },
      { flags: "--accept-finding <finding...>", what: "record that a warning was looked at (with --reason): its id, or a rule for all of its warnings" },
      { flags: "--reason <text>", what: "why it is accepted" },
    ],
    load: () => import("./commands/scan.ts"),
  },
  {
    name: "install-policy",
    summary: "answer OpenClaw before it installs a skill or plugin (security.installPolicy)",
    examples: ["forge install-policy --print-config", "forge install-policy --check", "forge install-policy < request.json"],
    options: [
      { flags: "--print-config", what: "print the block for openclaw.json, with the real paths of this machine" },
      { flags: "--check", what: "say what OpenClaw would refuse about this program" },
      { flags: "--budget <seconds>", what: "answer block when judging takes longer (default 7; the host waits 10)" },
      { flags: "--inner", what: "judge in this process and without a time limit (used by the command itself)" },
    ],
    load: () => import("./commands/install-policy.ts"),
  },
  {
    name: "lint",
    argument: "<path>",
    summary: "is it a good skill, or are they? rules SF001 to SF020 for one skill or a folder of many",
    examples: ["forge lint ./some-skill", "forge lint ~/.claude/skills --host claude-code", "forge lint . --fix --dry-run", "forge lint . --format sarif"],
    options: [
      { flags: "--host <host>", what: "agent-skills (the specification alone), openclaw or claude-code (default: what any of them reads)" },
      { flags: "--project <folder>", what: "compare named files and stated versions with this project" },
      { flags: "--format <format>", what: "text, json or sarif" },
      { flags: "--fix", what: "repair what can be repaired without a decision; with --dry-run only show it" },
      { flags: "--force", what: "also repair a skill that forge staged or deployed, which then differs from what was approved" },
    ],
    load: () => import("./commands/lint.ts"),
  },
  {
    name: "review",
    summary: "the proposals that wait, one by one: look, approve, reject, edit",
    examples: [
      "forge review",
      "forge review --skill invoices --why",
      "forge review --skill invoices --approve",
      'forge review --skill invoices --reject --reason "too broad"',
      "forge review --skill invoices --html card.html",
      "forge review --skill invoices --reopen",
    ],
    options: [
      skill,
      { flags: "--approve", what: "approve exactly these bytes, this policy and the permissions on the card" },
      { flags: "--reject", what: "reject; the same content is not proposed again" },
      { flags: "--reason <text>", what: "why" },
      { flags: "--rejected", what: "list the rejections that are remembered" },
      { flags: "--reopen [rejection]", what: "take a rejection of --skill back: it waits again, or the next run may propose it" },
      { flags: "--grant <permission...>", what: "grant only these of the permissions on the card" },
      { flags: "--deny-grant <permission...>", what: "all but these" },
      { flags: "--accept-finding <finding...>", what: "a warning that was looked at (with --reason): its id, or a rule for all of its warnings" },
      { flags: "--tree <digest>", what: "approve only when the bytes are still those of the card that was shown (12 digits or more)" },
      { flags: "--confirm <name>", what: "the skill's name once more, which a high risk asks for" },
      { flags: "--diff", what: "all that changes, line by line" },
      { flags: "--why", what: "all that stands behind it: requests, steps, findings, checks" },
      { flags: "--edit", what: "open the staged skill in $VISUAL or $EDITOR, then check everything again" },
      { flags: "--skip <skill...>", what: "leave these out of the queue" },
      { flags: "--html <file>", what: "the card, or all of the queue, as a page that loads and runs nothing" },
      { flags: "--force", what: "write over the file of --html" },
    ],
    load: () => import("./commands/review.ts"),
  },
  {
    name: "deploy",
    summary: "put an approved skill into the workspace",
    examples: ["forge deploy --skill invoices", "forge deploy --skill invoices --dry-run", "forge deploy --skill invoices -o plan.json"],
    options: [
      skill,
      { flags: "-o, --output <plan>", what: "write the plan and change nothing" },
      { flags: "--plan <plan>", what: "apply exactly this plan, or say that it is stale" },
      { flags: "--to <host>", what: "the host (openclaw)" },
      force,
    ],
    load: () => import("./commands/deploy.ts"),
  },
  {
    name: "rollback",
    summary: "take a deployed skill away again, bring back the version before or any other, or take back everything since a moment",
    examples: [
      "forge rollback --skill invoices",
      "forge rollback --skill invoices --restore",
      "forge rollback --skill invoices --to 3",
      "forge rollback --since 2h --dry-run",
      "forge rollback --since 2026-03-02T09:30 --yes",
    ],
    options: [
      skill,
      { flags: "--restore", what: "bring back the version before" },
      { flags: "--to <generation>", what: "bring back what this generation had left (forge generations lists them)" },
      {
        flags: "--since <moment>",
        what: "all skills back to a moment: 2h, 3d, a date or time (UTC), or the number of an event in forge log, that one included",
      },
      force,
    ],
    load: () => import("./commands/rollback.ts"),
  },
  {
    name: "undo",
    summary: "undo the last deploy or rollback",
    examples: ["forge undo", "forge undo --dry-run"],
    options: [force],
    load: () => import("./commands/undo.ts"),
  },
  {
    name: "generations",
    summary: "what was deployed and taken back, skill by skill, and what of it can be brought back",
    examples: ["forge generations --skill invoices", "forge generations --json"],
    options: [skill],
    load: () => import("./commands/generations.ts"),
  },
  {
    name: "audit",
    argument: "[action]",
    summary:
      "verify: check every byte of the log; checkpoint: sign it as it is; bundle: the evidence of one skill for others; show: print it; fork: start anew after a damaged one",
    examples: [
      "forge audit verify",
      "forge audit checkpoint --to ~/notes/forge.checkpoint",
      "forge audit verify --against ~/notes/forge.checkpoint",
      "forge audit bundle --skill invoices --to invoices.evidence.json",
      "forge audit fork --yes",
    ],
    options: [
      skill,
      { flags: "--since", what: "verify only what came after the newest checkpoint" },
      { flags: "--against <file...>", what: "verify that the log continues a checkpoint kept elsewhere" },
      { flags: "--to <file>", what: "write the checkpoint or the bundle to this file" },
    ],
    load: () => import("./commands/audit.ts"),
  },
  {
    name: "log",
    summary: "what was learned, decided and deployed, in order",
    examples: ["forge log", "forge log --skill invoices"],
    options: [skill],
    load: () => import("./commands/log.ts"),
  },
  {
    name: "why",
    argument: "<skill> [line]",
    summary: "which sessions and which approval are behind a skill, or behind one line of it",
    examples: ["forge why invoices", "forge why invoices 14"],
    options: [],
    load: () => import("./commands/why.ts"),
  },
  {
    name: "doctor",
    summary: "paths, rights, log, state files, programs: what is well and what is not",
    examples: ["forge doctor", "forge doctor --json", "forge doctor --ask"],
    options: [{ flags: "--ask", what: "also send the configured model one test question (it costs a few tokens)" }],
    load: () => import("./commands/doctor.ts"),
  },
  {
    name: "explain",
    argument: "[code]",
    summary: "help on a scan rule, a lint rule, an error or a technique of attack; without a code, the list",
    examples: ["forge explain dynamic-code", "forge explain STALE_APPROVAL", "forge explain JS-001"],
    options: [],
    load: () => import("./commands/explain.ts"),
  },
  {
    name: "completion",
    argument: "<shell>",
    summary: "completion script for bash, zsh or fish",
    examples: ["forge completion bash > ~/.local/share/bash-completion/completions/forge"],
    options: [],
    load: () => import("./commands/completion.ts"),
  },
];

/** Flags that every command takes. */
export const GLOBAL_OPTIONS = [
  { flags: "--json", what: "data as JSON on stdout, talk on stderr" },
  { flags: "--workspace <folder>", what: "the agent's workspace (default: OpenClaw's)" },
  { flags: "--home <folder>", what: "the data folder (default: $SKILL_FORGE_HOME, or memory/skill-forge in the workspace)" },
  { flags: "--dry-run", what: "write nothing at all" },
  { flags: "--no-model", what: "ask no model, also when policy.json configures one" },
  { flags: "--yes", what: "answer yes to questions; never past a block" },
  { flags: "--no-input", what: "ask nothing" },
  { flags: "--wait [seconds]", what: "wait for another forge process instead of exit 7" },
  { flags: "--quiet", what: "only results and errors" },
  { flags: "--verbose", what: "more about what is done" },
  { flags: "--no-color", what: "no colours (also NO_COLOR=1)" },
  { flags: "--debug", what: "stack of an error" },
] as const;
