/** One row of the table of rooms: what it may import, which Node modules it may use, and what to do about a wrong import. */
export type Room = Readonly<{ name: string; owns: RegExp; may: readonly string[]; node: "any" | readonly string[]; advice: string }>;

/** Modules that only compute. */
const PURE = ["node:crypto", "node:path", "node:util", "node:buffer"];

const stage = (name: string): Room => ({
  name: `stages/${name}`,
  owns: new RegExp(`^stages/${name}/`),
  may: ["kernel", "generated"],
  node: ["node:path"],
  advice: "A stage knows no other stage: what both need is a kernel word, and pipeline/ hands one's result to the next.",
});

const adapter = (name: string): Room => ({
  name: `adapters/${name}`,
  owns: new RegExp(`^adapters/${name}/`),
  may: ["kernel", "contract of adapters", "adapters/common"],
  node: ["node:path"],
  advice: "An adapter knows its own format, the contract and what formats share, and no other adapter; it reads through the powers it is given.",
});

/** Who may import whom. Moving a wall means editing this table; reviewers look here first. */
export const ROOMS: readonly Room[] = [
  { name: "door", owns: /^[a-z]+\.ts$/, may: ["cli"], node: [], advice: "A door parses nothing and decides nothing: it calls cli." },
  { name: "generated", owns: /^generated\//, may: [], node: PURE, advice: "Made at build." },
  {
    name: "kernel",
    owns: /^kernel\//,
    may: [],
    node: ["node:crypto"],
    advice: "The kernel imports nothing of ours; move the needed word into kernel/ or this file out of it.",
  },
  stage("observe"),
  stage("crystallize"),
  stage("generate"),
  stage("revise"),
  stage("trigger"),
  stage("scan"),
  stage("review"),
  stage("replay"),
  stage("deploy"),
  { name: "contract of adapters", owns: /^adapters\/contract\.ts$/, may: ["kernel"], node: [], advice: "What an adapter is; it knows none." },
  { name: "adapters", owns: /^adapters\/list\.ts$/, may: ["kernel", "contract of adapters", "adapters"], node: [], advice: "The list of adapters." },
  {
    name: "adapters/common",
    owns: /^adapters\/common\//,
    may: ["kernel", "contract of adapters"],
    node: ["node:path"],
    advice: "What several formats share: it knows no agent.",
  },
  ...[
    "openclaw",
    "aider",
    "copilot-cli",
    "goose",
    "opencode",
    "cline",
    "openhands",
    "skillloop",
    "openai-messages",
    "sharegpt",
    "atif",
    "claude-code",
    "pi",
    "hermes",
    "cursor",
    "gemini-cli",
    "qwen-code",
    "codex",
  ].map(adapter),
  {
    name: "assist",
    owns: /^assist\//,
    may: ["kernel", "generated"],
    node: [],
    advice: "It words questions to a model and checks answers; it sends nothing, keeps nothing and decides nothing.",
  },
  { name: "audit", owns: /^audit\//, may: ["kernel"], node: PURE, advice: "The chain is a value; files come in as a power." },
  { name: "store", owns: /^store\//, may: ["kernel", "generated"], node: ["node:path"], advice: "A store keeps nouns; it knows no stage." },
  { name: "platform", owns: /^platform\//, may: ["kernel", "generated"], node: "any", advice: "The machine's side of kernel/powers." },
  {
    name: "pipeline",
    owns: /^pipeline\//,
    may: ["kernel", "generated", "stages", "contract of adapters", "adapters", "assist", "audit", "store"],
    node: ["node:path"],
    advice: "Composition only: powers come from cli, decisions live in stages.",
  },
  {
    name: "cli",
    owns: /^cli\//,
    may: ["kernel", "pipeline", "platform"],
    node: "any",
    advice: "Ask pipeline for it: cli turns words into requests and results into text.",
  },
  { name: "demo", owns: /^demo\//, may: ["kernel"], node: "any", advice: "The sample is data; the demo starts the program as a person would." },
  {
    name: "setup",
    owns: /^setup\//,
    may: ["kernel", "stages"],
    node: "any",
    advice: "Set-up and build run before the program exists; of a stage they take the tables that are worked out beforehand.",
  },
];

/** Path relative to scripts/ -> its room. Throws for a file in no room: a new room needs a row. */
export function roomOf(file: string): Room {
  const room = ROOMS.find((one) => one.owns.test(file));
  if (room === undefined) throw new Error(`scripts/${file} stands in no room: give it a place in the table of test/architecture/rooms.ts`);
  return room;
}
