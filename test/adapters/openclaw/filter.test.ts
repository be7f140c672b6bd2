import { describe, expect, test } from "vitest";
import { isGroup, machineReason, NO_FACTS, type SessionFacts } from "#adapters/openclaw/filter";

const key = (one: string): SessionFacts => ({ ...NO_FACTS, keys: [one] });

describe("which sessions hold a person's requests", () => {
  test.each([
    "agent:main:main",
    "agent:main:telegram:direct:7",
    "agent:main:dashboard:1",
    "agent:main:explicit:recipes",
    "agent:main:explicit:heart",
    "agent:main:explicit:cron",
    "agent:main:telegram:group:-1:topic:7",
  ])("%s may", (one) => {
    expect(machineReason(key(one))).toBeNull();
  });

  test.each([
    ["cron:nightly", "session.machine"],
    ["agent:main:cron:x:run:y", "session.machine"],
    ["hook:6f0a", "session.machine"],
    ["agent:main:hook:6f0a", "session.machine"],
    ["heartbeat", "session.machine"],
    ["agent:main:heartbeat-2", "session.machine"],
    ["agent:main:telegram:heartbeat", "session.machine"],
    ["agent:main:x:memory", "session.machine"],
    ["agent:main:active-memory:1", "session.machine"],
    ["agent:main:commitments", "session.machine"],
    ["agent:main:skill-workshop-review:1", "session.machine"],
    ["agent:main:x:dreaming-narrative-7", "session.machine"],
    ["agent:main:explicit:model-run-6f0a3c1e-1111-4222-8333-0000000000a1", "session.machine"],
    ["agent:main:subagent:2a", "session.subagent"],
    ["subagent:2a", "session.subagent"],
    ["agent:main:acp:1", "session.subagent"],
  ])("%s is left out as %s", (one, reason) => {
    expect(machineReason(key(one))).toBe(reason);
  });

  test.each([
    [{ spawned: true }, "session.subagent"],
    [{ machine: true }, "session.machine"],
    [{ createdVia: ["spawn"] }, "session.subagent"],
    [{ createdVia: ["cron"] }, "session.machine"],
    [{ createdVia: ["plugin"] }, "session.machine"],
    [{ createdVia: ["internal"] }, "session.machine"],
    [{ actors: ["agent"] }, "session.subagent"],
    [{ actors: ["system"] }, "session.machine"],
    [{ createdVia: ["operator"], actors: ["human"] }, null],
    [{ createdVia: ["run"] }, null],
  ])("facts %j give %s", (facts, reason) => {
    expect(machineReason({ ...key("agent:main:main"), ...facts })).toBe(reason);
  });

  test.each([
    ["agent:main:telegram:group:-100", true],
    ["agent:main:slack:channel:C1", true],
    ["agent:main:matrix:room:r", true],
    ["agent:main:telegram:account:group:-100", true],
    ["agent:main:telegram:direct:group", false],
    ["agent:main:explicit:group", false],
    ["agent:main:main", false],
  ])("%s holds several people: %s", (one, group) => {
    expect(isGroup(key(one))).toBe(group);
  });

  test("the chat type tells as well", () => {
    expect(isGroup({ ...key("agent:main:x"), chatTypes: ["room"] })).toBe(true);
    expect(isGroup({ ...key("agent:main:x"), chatTypes: ["direct"] })).toBe(false);
  });
});
