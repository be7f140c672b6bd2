import type { Frame } from "./frame.ts";
import type { Sentence } from "./sentences.ts";
import { said } from "./words.ts";

/** Orders that lower the guard, wait for a moment, or bend what the agent does for the person. */
export const CONDUCT: readonly Frame[] = [
  {
    rule: "prose-pressure",
    name: "refusing is forbidden",
    parts: ["refuse"],
    span: 8,
    negated: true,
    none: ["attack"],
    when: (sentence, hit) =>
      /^(?:refuse|decline|moralise|moralize|push back|add (?:a )?(?:disclaimers?|warnings?)|include (?:warnings|disclaimers)|warn|apologi[sz]e)/.test(
        said(sentence, hit),
      ) &&
      /\b(?:refuse|decline (?:any|a|the|requests?)|moral|disclaimers?|push back|warn (?:the )?(?:user|about|against)|include warnings|add warnings)\b/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-pressure",
    name: "going on in spite of warnings",
    parts: ["continue", "doubtful"],
    span: 16,
    none: ["defence", "attack", "until"],
    when: (sentence) => /\b(?:even if|even when|regardless|despite|ignoring|no matter|anyway)\b/.test(sentence.text),
  },
  {
    rule: "prose-pressure",
    name: "asking is forbidden",
    parts: [
      ["ask", "show"],
      ["approval", "user"],
    ],
    span: 8,
    negated: true,
    none: ["defence", "attack", "until"],
    when: (sentence, hit) =>
      /\b(?:ask|prompt|request|wait)\b[^.]{0,24}\b(?:confirmation|approval|permission|consent)\b/.test(sentence.text) &&
      !/\b(?:read-only|reads?|again|already)\b/.test(sentence.text) &&
      /\b(?:any|all|never|every|delet|destruct|payment|purchase|install|send|even|stop to)\b/.test(sentence.text) &&
      hit.to > 0,
  },
  {
    rule: "prose-pressure",
    name: "claims to have been checked",
    parts: ["skill", "audited"],
    span: 14,
    none: ["defence"],
    when: (sentence) =>
      !/\b(?:if|whether|unless|must|should|after|until|once|only|when|before|not|isn't|need to be|needs to be|has to be)\b/.test(sentence.text) ||
      /\bno need to\b|\bno security review\b/.test(sentence.text),
  },
  {
    rule: "prose-pressure",
    name: "for everything",
    parts: ["skill", "everything"],
    span: 16,
    none: ["defence"],
    when: (sentence) =>
      /\b(?:used?|load(?:ed)?|activated?|trigger(?:ed)?|invoked?|call(?:ed)?|appl(?:y|ied)|run)\b/.test(sentence.text) &&
      /\b(?:this skill|this tool)\b/.test(sentence.text) &&
      !/\b(?:every (?:request|message) (?:that|to|about|for|in|with)|any (?:request|task|question) (?:that|about|involving|related|for|to|in|with|on|where)|all (?:requests|tasks|questions) (?:that|about|involving|related|for|to|with)|everything (?:about|related|in|you|from|that|to))\b/.test(
        sentence.text,
      ),
  },
  { rule: "prose-pressure", name: "before every other skill", parts: ["skill", "supersede", "othertools"], span: 16, none: ["defence"] },
  {
    rule: "prose-pressure",
    name: "an act behind a gate",
    parts: [["send", "run", "delete", "fetch", "ignore", "disable", "pretend", "enable", "continue"], "gate"],
    span: 36,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) => /\b(?:if|when|once|after|unless|whenever)\b/.test(sentence.text) && isHarmful(sentence) && hit.to > 0,
  },
  {
    rule: "prose-pressure",
    name: "another face under test",
    parts: ["evaluated"],
    span: 30,
    none: ["attack"],
    pair: true,
    when: (sentence) =>
      /\b(?:act|behave|pretend|appear|respond|switch|look|hide|otherwise|disable|skip)\b/.test(sentence.text) &&
      /\b(?:if|when|while|unless|whenever)\b/.test(sentence.text) &&
      /\b(?:harmless|normal|normally|otherwise|benign|innocent|real|full|safe|only when not|not being)\b/.test(sentence.text),
  },
  {
    rule: "prose-pressure",
    name: "endorsements unasked",
    parts: ["endorse", "review"],
    span: 24,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:star|upvote|five-star|5-star|follow us|positive review|good review|as the best|in their name|best (?:option|choice)|testimonial|user's (?:account|github|name)|competitors)\b/.test(
        sentence.text,
      ) &&
      /\b(?:always|whatever|every|each|whenever|without|in their name|using|with the user's|regardless|all)\b/.test(sentence.text) &&
      !/\b(?:if you (?:like|find|enjoy)|feel free|please consider|consider)\b/.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "acts in the person's name, unasked",
    parts: ["endorse", "review"],
    span: 30,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:in their name|on their behalf|user's (?:account|github|credentials)|their account|without asking)\b/.test(sentence.text) &&
      /\b(?:star|upvote|five-star|5-star|review|vote|follow|post)\b/.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "more skills, unasked",
    parts: ["install", "skill"],
    span: 12,
    with: ["unasked"],
    none: ["defence", "attack", "consent"],
    as: "warn",
  },
  {
    rule: "prose-persist",
    name: "something added to the work of others",
    parts: [["put", "send"], "elsewhere"],
    span: 30,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:dependency on|package\.json|requirements\.txt|link to https?|import of|our (?:package|sdk)|script tag|tracking|telemetry)\b/.test(sentence.text) &&
      /\b(?:every|each|all) (?:pull request|commit|file|project|repository|repo|page)/.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "a payee by order of the skill",
    parts: [
      ["put", "obey", "replace"],
      ["iban", "wallet"],
    ],
    span: 22,
    any: true,
    none: ["defence", "attack", "consent"],
    with: ["unasked", "covert"],
  },
  {
    rule: "prose-authority",
    name: "a door left open in code",
    parts: [["put", "approve", "overlook"], "defect"],
    span: 24,
    none: ["defence", "attack", "consent"],
    with: ["covert", "persona", "fact", "user", "credential"],
    when: (sentence, hit) =>
      /\b(?:any account|backdoor|hard-?coded password|hidden account|hidden admin|master password|secret parameter|hidden endpoint)\b/.test(
        said(sentence, hit),
      ) && /\b(?:also accept|insert|add|introduce|plant|include|leave)\b/.test(sentence.text),
  },
  {
    rule: "prose-authority",
    name: "review to be waved through",
    parts: [["overlook", "approve", "leave"], "defect"],
    span: 18,
    none: ["attack"],
    when: (sentence, hit) =>
      /^(?:overlook|ignore|approve|wave|pass over|skip|omit|leave out)/.test(said(sentence, hit)) &&
      /\b(?:review|reviewing|audit|pull request|code by|commits? by)\b/.test(sentence.text) &&
      /\b(?:by user|from|by|author|our)\b/.test(sentence.text) &&
      !/\b(?:do not|never|don't|false positives?)\b/.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "destruction with a false account",
    parts: ["delete", ["all", "private", "it", "trace"]],
    span: 14,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:workspace|home directory|home folder|everything|all files|user's files|entire|backups?|contents of the)\b/.test(sentence.text) &&
      /\b(?:report (?:an?|it|that)|pretend|claim|say that|blame|date is|later than|without|silently|code ?word|keyword)\b/.test(sentence.text),
  },
  {
    rule: "prose-authority",
    name: "defects to be passed over",
    parts: [["tell", "show"], "defect"],
    span: 8,
    negated: true,
    none: ["attack"],
    when: (sentence) =>
      /\b(?:authored|written|made|submitted|pushed|created|code|files?|commits?|pull requests?) (?:by|from)\b/.test(sentence.text) &&
      !/\b(?:false positives?|unless|until|third-party|generated|without evidence)\b/.test(sentence.text),
  },
];

function isHarmful(sentence: Sentence): boolean {
  if (["secret", "covert", "installer", "private", "conversation"].some((concept) => sentence.places.has(concept as "secret"))) return true;
  return (
    /\b(?:delete|wipe|erase|second stage|payload|ignore|disable|exfiltrate|hidden|everything|developer mode|unrestricted|without (?:any )?(?:restrictions|limits|rules)|normally|fetch[^.]{0,30}(?:run|execute)|download[^.]{0,30}(?:run|execute)|secret|credentials)\b/.test(
      sentence.text,
    ) && /\b(?:if|when)\b/.test(sentence.text)
  );
}
