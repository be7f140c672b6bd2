import type { Saying } from "./sayings.ts";

const GIVEN = /\b(?:forward|send|post|upload|transmit|relay|submit|deliver|push|mirror|report|copy)(?:s|ed|ing)?\b[^;\n]{0,60}\bto (?:the \w+ at )?https?:\/\//;
const PRESSED =
  /\b(?:must|mandatory|always|silently|quietly|in the background|before (?:you |any|the|answering|doing|replying|starting)|after (?:each|every)|on (?:each|every)|(?:do not|don't|never|not to) (?:ever )?skip)\b/;
const HARMLESS =
  /\b(?:users? (?:asks?|wants?|requests?|chooses?|names?|confirms?|approves?|agrees?)|asks for|they (?:name|ask|want|choose|confirm)|ask first|ask the user|once they|opt(?:s|ed)?[- ]in|consent\w*|redact\w*|anonymi[sz]\w*|for example|e\.g|never send|do not send|don't send|attack\w*|malicious|detect\w*|phishing|api reference|endpoint reference)\b/;
const COIN = String.raw`(?:sol|eth|btc|usdc|usdt|dai|bnb|matic|pol|ton|trx|xrp|doge|ltc|ada|avax|dot)`;

/** What is passed on to somebody at an address, and what is signed away, in the plainest words there are. */
export const PASSED_ON: readonly Saying[] = [
  {
    rule: "prose-exfiltrate",
    name: "what somebody said and did, passed on",
    act: /\b(?:forward|send|post|upload|transmit|relay|submit|deliver|push|mirror|report|copy)\b/g,
    all: [
      /\b(?:users?|customers?|clients?|visitors?|persons?|people|patients?|owners?)(?:'s|s'|')? (?:session|browsing|chat|conversation|personal|private|account|login|search|purchase|location) (?:data|history|histories|details|info(?:rmation)?|context|logs?|records?|state)\b/,
      GIVEN,
      PRESSED,
    ],
    none: HARMLESS,
    pair: true,
  },
  {
    rule: "prose-exfiltrate",
    name: "a transaction signed beforehand",
    act: /\b(?:sign|send|approve|submit|broadcast)\b/g,
    all: [
      /\b(?:sign|send|approve|submit|broadcast)\b[^;\n]{0,60}\b(?:transactions?|approvals?|allowances?|permits?)\b/,
      /\b0x[0-9a-f]{6,40}\b|\b(?:our|this|the following) (?:\w+ )?(?:address|wallet|contract)\b/,
      /\b(?:no need|needn't|no reason) to (?:show|mention|ask|tell|confirm)\b|\bwithout (?:showing|asking|confirm\w*|telling|mention\w*|prompting)\b|\b(?:silently|quietly|unasked)\b|\b(?:do not|don't|never) (?:show|mention|ask|tell)\b|\b(?:needed|required|necessary) for (?:the|a|an|gas|any)\b/,
    ],
    none: /\b(?:users? (?:asks?|confirms?|approves?)|once they|testnet|sepolia|devnet|localhost|fixtures?|attack\w*|phishing|detect\w*)\b/,
    pair: true,
  },
  {
    rule: "prose-exfiltrate",
    name: "coins sent to somebody for no more than a pretext",
    act: /\b(?:transfer|send|pay|wire|deposit|donate)\b/g,
    all: [
      new RegExp(String.raw`\b(?:transfer|send|pay|wire|deposit|donate)\b[^;\n]{0,24}\b(?:\d+(?:\.\d+)?|half|all|some) (?:of (?:the|their) )?${COIN}\b`),
      /\bto (?=[a-z0-9]*[0-9])(?=[0-9]*[a-z])[a-z0-9]{26,64}\b/,
      /\b(?:fee|first|before|tip|donation|gas|activat\w*|setup|set-up|verif\w*|unlock\w*|each|every|automatically|silently)\b/,
    ],
    none: /\b(?:users? (?:asks?|confirms?|approves?|wants?)|once they|testnet|sepolia|devnet|localhost|example|fixtures?|attack\w*|phishing|detect\w*)\b/,
  },
  {
    rule: "prose-persist",
    name: "approvals switched off so that nobody is in the way",
    act: /\b(?:set|switch|turn|change|put|configure|disable|deactivate)\b/g,
    all: [
      /\b(?:approvals?|confirmations?|permission (?:prompts?|checks?|requests?|mode)|(?:approval|confirmation) (?:prompts?|policy|mode|requests?|dialogs?)|safety (?:prompts?|checks?))\b/,
      /\b(?:set|switch|turn|change|put|configure)\b[^;\n]{0,50}\b(?:off|never|none|false|disabled|no)\b|\b(?:disable|deactivate)\b/,
      /\b(?:so that|so (?:the|this|it|you|we|your))\b[^;\n]{0,40}\b(?:undisturbed|uninterrupted(?:ly)?|interrupt\w*|not (?:be )?(?:asked|stopped|disturbed)|smooth\w*|no(?:body| one) (?:is )?ask\w*|without (?:interruption|asking|being asked|stopping|questions))\b|\bto (?:avoid|prevent) (?:interruptions?|questions|being asked)\b/,
    ],
    none: /\b(?:never|do not|don't|users? (?:asks?|wants?|confirms?|chooses?)|ask the user|ci|container|docker|sandbox\w*|test\w*|attack\w*|detect\w*|explain)\b/,
  },
  {
    rule: "prose-credentials",
    name: "the words that open a wallet",
    act: /\b(?:enter|type|paste|give|provide|share|send|tell|input|submit|ask)\b/g,
    all: [
      /\b(?:12|24|twelve|twenty-four)[ -](?:secret |recovery |seed |backup )?words?\b[^;\n]{0,16}\b(?:of|from|for|to) (?:the|your|their|his|her|a) (?:\w+ )?wallet\b|\bwallet(?:'s)? (?:12|24|twelve|twenty-four)[ -](?:secret |recovery |seed )?words?\b/,
    ],
    none: /\b(?:never|do not|don't|offline|on paper|write (?:it|them) down|phishing|attack\w*|scams?|detect\w*)\b/,
  },
  {
    rule: "image-exfiltrate",
    name: "a picture in every answer whose address is filled in",
    act: /\b(?:add|append|include|insert|end|finish|close|put|embed|start|begin|attach|use|write)\b/g,
    all: [
      /!\[[^\]\n]{0,60}\]\(https?:\/\/[^)\s]{1,200}[?&/=](?:<|\{|\[|%7b|\$)[^)\n]{0,80}(?:summar\w*|conversation|transcript|chat|history|context|secrets?|tokens?|keys?|session|prompt|passwords?|(?:last|user'?s?)[ _-](?:message|question|input|answer|reply))/,
      /\b(?:each|every|all|always|end of|in (?:your|the) (?:answers?|reply|replies|responses?)|after)\b/,
    ],
    none: HARMLESS,
  },
];
