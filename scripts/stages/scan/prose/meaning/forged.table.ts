import type { RuleId } from "../../rules.table.ts";

/** Marks in a view that can only be forged: turns of a conversation, words of the host, ends of a prompt. */
export type Forged = Readonly<{ rule: RuleId; name: string; pattern: RegExp; as?: "warn" }>;

/** Tags by which hosts mark whose turn it is. */
export const HOST_TAG = /<\/?(?:system|system-reminder|tool_result|function_results|im_start|im_end|developer|tool_response|antml:[a-z_]{2,30})>/i;

export const FORGED: readonly Forged[] = [
  {
    rule: "prose-authority",
    name: "a message of the system or of the maker",
    pattern:
      /(?:^|[\n>#*[<(\s])(?:\[|<|#{1,6} ?|\*\*)?(?:system|developer|admin(?:istrator)?|root|anthropic|openai|openclaw|operator)(?:\]|>|\*\*)? ?(?:message|notice|override|prompt|instruction|directive|alert|update|note)?(?:\]|>|\*\*)? ?[:\u2014-](?! ?["'](?![^"'\n]*\byou\b)[^"'\n]{0,60}["'][ \t]*(?:$|\n| -)) ?(?:\*\*)? ?[^.!?\n]{0,100}\b(?:you (?:are (?:now|authori[sz]ed|free|required|no longer)|must|may now|shall|will now|can now) |new (?:rules|policy|instructions?) (?:apply|follow|are)|all (?:restrictions|safety|requests)|authori[sz]ed|comply with all|from now on|mode (?:enabled|on|activated)|disable (?:all|safety|the)|grant(?:ed)? (?:full|all))/g,
  },
  {
    rule: "prose-authority",
    name: "a note from the staff",
    pattern:
      /\b(?:note|message|notice|memo|directive|update|alert) from (?:the )?(?:anthropic|openai|google|system|admin|administrator|developer|security|platform|it)\b[^.!?\n]{0,24}:[^.!?\n]{0,120}\b(?:authori[sz]ed|approved|must|disable|without|now|lifted|suspended|required)\b/g,
  },
  {
    rule: "prose-authority",
    name: "marks of a turn or of the host",
    pattern:
      /(?<![\w/._=:-])(?<!\b(?:the|an?|your|each|every|for|of|in|to|with|named|called|by|on|from|per) )<system>(?![/._-])|<\/system>|<\/?(?:system-reminder|tool_result|function_results|im_start|im_end|developer|tool_response|antml:[a-z_]{2,30})>|<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|>|\[\/?inst\]|<<\/?sys>>|\[(?:end of )?system(?: prompt)?\] ?(?:begin|start|end)/g,
  },
  {
    rule: "prose-authority",
    name: "an end that is none",
    pattern:
      /(?:(?<!-)-{3,}|(?<!=)={3,}|(?<!#)#{3,}|(?<!\*)\*{3,}|\[|<) ?\/?end (?:of )?(?:the )?(?:skill|system prompt|prompt|instructions?|document|user input|untrusted (?:content|input)|context|conversation)\b ?(?:-{2,}|={2,}|#{2,}|\*{2,}|\]|>)?/g,
  },
  { rule: "prose-authority", name: "a turn of the conversation", pattern: /\n ?(?:human|user): [^\n]{1,400}\n ?assistant: /g, as: "warn" },
  {
    rule: "prose-authority",
    name: "a forged turn",
    pattern: /\n ?human: [^\n]{1,400}\n ?assistant: [^\n]{0,60}\b(?:sure|deleting|export|sending|okay|certainly|done|uploading|disabl)\b/g,
  },
  { rule: "prose-authority", name: "a forged result", pattern: /\b(?:tool (?:output|result)|function result|observation): ?[^\n]{0,160}\bassistant:/g },
  {
    rule: "prose-authority",
    name: "safety switched off by a sentence",
    pattern:
      /\b(?:safety|security|content|ethical) (?:checks?|filters?|restrictions?|guidelines?|policies|policy|controls?|guardrails?) (?:are|is|have been|has been|were) (?:now )?(?:suspended|lifted|disabled|waived|removed|turned off|switched off)\b/g,
  },
  {
    rule: "prose-authority",
    name: "restrictions lifted by somebody",
    pattern:
      /\b(?:operator|administrator|anthropic|openai|developer|vendor|owner) (?:has|have) (?:lifted|removed|disabled|waived|suspended) (?:all |any |the )?(?:content |safety |security |ethical )?(?:restrictions?|limits?|filters?|guardrails?|polic(?:y|ies)|rules)\b/g,
  },
  {
    rule: "prose-persist",
    name: "a flag that skips permissions",
    pattern:
      /\b(?:run|start|launch|restart|use|invoke|execute)\b[^.!?\n]{0,60}\bflag (?:that|which) (?:skips|bypasses|disables) (?:all )?(?:permission|approval|safety|security)/g,
  },
];
