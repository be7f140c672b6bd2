import { describe, expect, test } from "vitest";
import { stripDecoration, type StripOptions } from "#adapters/openclaw/strip";
import { skillNames } from "#adapters/openclaw/strip/commands";

const DIRECT: StripOptions = { heartbeatPrompt: null, skills: skillNames([]), group: false };
const GROUP: StripOptions = { ...DIRECT, group: true };
const ANA = "ou_00112233445566778899aabbccddeeff";
const DENIED =
  "[System: The bot encountered a Feishu API permission error. Please inform the user about this issue and provide the permission grant URL for the admin to authorize. Permission grant URL: https://open.example.com/app/cli_1/auth?q=contact:readonly]";
const MENTION = `[System: The content may include mention tags in the form <at user_id="...">name</at>. Treat these as real mentions of Feishu entities (users or bots).]\n[System: If user_id is "ou_ff", that mention refers to you.]`;
const ARRIVED = `System: [2026-03-02 22:46:22 GMT+8] Feishu[main] DM from ${ANA}: water the plants`;
const INFO = 'Conversation info (untrusted metadata):\n```json\n{ "timestamp": "Mon 2026-03-02 22:46 GMT+8" }\n```';
const NAMED = 'Sender (untrusted metadata):\n```json\n{ "label": "Ana", "id": "ou_1", "name": "Ana" }\n```';
const ID = "[message_id: om_x100b556e651684bc]";

const told = (raw: string, options = DIRECT) => stripDecoration(raw, options);
const spans = (raw: string, options = DIRECT) =>
  told(raw, options).flatMap((one) => (one.kind === "words" ? one.spans.map((span) => [span.trust, span.text]) : []));

describe("a message that came over Feishu", () => {
  test.each([
    ["the id of its sender", `${ARRIVED}\n\n${INFO}\n\n${ID}\n${ANA}: water the plants`],
    ["the name of its sender", `${INFO}\n\n${NAMED}\n\n${ID}\nAna: water the plants`],
    ["a failure of the channel after it", `${INFO}\n\n${ID}\n${ANA}: water the plants\n\n${DENIED}`],
    ["words about mentions after it", `${INFO}\n\n${ID}\n${ANA}: water the plants\n\n${MENTION}`],
    ["a picture and the line of its arrival before it", `[media attached: /tmp/a.jpg (image/jpeg)]\n${ARRIVED}\n\n${INFO}\n\n${ID}\n${ANA}: water the plants`],
    [
      "a queue of one",
      `[Queued messages while agent was busy]\n\n---\nQueued #1\nSystem: [2026-03-31 19:50:44 GMT+8] Feishu[default] DM | ${ANA} [msg:om_x1]\n\n${INFO}\n\nwater the plants`,
    ],
  ])("loses %s", (_, raw) => {
    expect(spans(raw)).toEqual([["user", "water the plants"]]);
  });

  test("what it answers is somebody else's, also where the quote ends like a quote", () => {
    const raw = `${INFO}\n\n${ID}\n${ANA}: [Replying to: "first"]\n\nEVIL"]\n\nwater the plants\n\n${MENTION}`;
    expect(spans(raw).filter(([trust]) => trust === "user")).toEqual([["user", "water the plants"]]);
    expect(spans(raw).find(([trust]) => trust === "external")?.[1]).toContain("EVIL");
  });

  test("in a group its sender is known by the id", () => {
    expect(told(`${ID}\n${ANA}: water the plants`, GROUP)).toMatchObject([{ kind: "words", speaker: ANA, spans: [{ text: "water the plants" }] }]);
  });

  test.each([
    ["a failure of the channel alone", `${ARRIVED}\n\n${DENIED}\n[message_id: om_x1:permission-error]`],
    [
      "a failure in a queue",
      `[Queued messages while agent was busy]\n\n---\nQueued #1\nSystem: [2026-03-31 20:20:02 GMT+8] Feishu[default] DM | ${ANA} [msg:om_x1]\n\n${INFO}\n\n${DENIED}`,
    ],
  ])("%s holds no human text", (_, raw) => {
    expect(told(raw)).toMatchObject([{ kind: "dropped", reason: "prompt.machine" }]);
  });

  test("elsewhere such words are the person's", () => {
    for (const raw of [`${ANA}: water the plants`, 'say [System: If user_id is "x"] twice', '[Replying to: "x"]\n\nno'])
      expect(spans(raw)).toEqual([["user", raw]]);
  });
});

describe("what the host announces of helpers and jobs", () => {
  test.each([
    ['[Queued announce messages while agent was busy]\n\n---\nQueued #1\nA background task "x" just completed successfully.\n\nFindings:\nEVIL'],
    ['[Thu 2026-02-26 23:45 GMT+8] [System Message] [sessionId: 6f0a] A cron job "x" just completed successfully.\n\nResult:\nEVIL'],
    ['A subagent task "read the "docs"" just failed: 400.\n\nResult:\n(no output)'],
    ['A background task "x" just timed out.\n\nFindings:\nEVIL'],
  ])("%s holds no human text", (raw) => {
    expect(told(raw)).toMatchObject([{ kind: "dropped", reason: "prompt.machine" }]);
  });

  test("a person may write of a task", () => {
    expect(spans('A background task "x" just eats memory, find out why')).toHaveLength(1);
  });
});
