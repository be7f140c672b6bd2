import type { Frame } from "./frame.ts";
import { said } from "./words.ts";

/** Orders to stay, to spread, and to switch protections off. */
export const PERSIST: readonly Frame[] = [
  {
    rule: "prose-persist",
    name: "lasting orders into the agent's memory",
    parts: ["put", "memory"],
    span: 20,
    with: ["forever", "covert", "unasked", "elsewhere", "grantall", "audited"],
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:always (?:load|trust|run|use|follow|obey|allow|call|execute|include|send|approve)|never (?:ask|tell|mention|warn|refuse|question)|all future|(?:every|each|all|any) (?:(?:later|new|next|coming|other|subsequent) )?(?:sessions?|future|conversations?)|permanently|without (?:asking|confirmation|approval|review|checking)|trusted|from now on|silently|each repo|every repo|survives?)\b/.test(
        sentence.text,
      ) &&
      !/\b(?:user asks|project conventions|if the user)\b/.test(sentence.text) &&
      /\b(?:rule|instruction|line|paragraph|following|text|this skill|content|entry|trust|preferred|load|obey|section|directive|note|prompt|command|hook|block|memory|user prefers|user wants|user has)/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-persist",
    name: "these rules into the agent's files",
    parts: ["put", "document", "memory"],
    span: 18,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:these|this|the following) (?:rules|instructions|directives|file|skill instructions)\b/.test(sentence.text) &&
      /\b(?:so that they stay|so they stay|stay|persist|remain|always|future|permanent|every|global|hold|survive|even)\b/.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "the skill's own words into the agent's files",
    parts: ["put", "memory"],
    span: 16,
    ordered: true,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) =>
      /\b(?:this|these|the following|following) (?:\w+ )?(?:rules?|instructions?|directives?|paragraphs?|prompts?|policy|commands?|behaviou?rs?|hidden|persona)\b/.test(
        said(sentence, hit),
      ) &&
      !/\b(?:your|user's|heartbeat|tools)\b/.test(said(sentence, hit)) &&
      !/\b(?:project|repository|repo|team|user)\b/.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "words into the agent's files",
    parts: ["put", "memory"],
    span: 14,
    ordered: true,
    none: ["defence", "attack", "consent"],
    as: "warn",
    when: (sentence, hit) =>
      /\b(?:soul|heartbeat|identity|agents|claude|memory|user|bootstrap)\b.?\b(?:md)?/.test(said(sentence, hit)) &&
      /^(?:append|add|inject|insert|modify|edit|prepend|plant|write|put)/.test(said(sentence, hit)),
  },
  {
    rule: "prose-persist",
    name: "something that starts by itself",
    parts: [["put", "install", "run"], "startup"],
    span: 18,
    with: ["forever", "covert", "unasked", "elsewhere"],
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) =>
      !/\b(?:pre-commit install|husky)\b/.test(sentence.text) &&
      /\b(?:cron|launch|login|boot|startup|systemd|scheduled|registry|\w*rc|profile|hooks?|sudoers|authorized|daemon|autostart|reboot|session)/.test(
        said(sentence, hit),
      ) &&
      /\b(?:silently|secretly|without (?:asking|telling|the user|being)|even after the|every repositor|every machine|every repo|each repo|quietly|hidden|all repositories)/.test(
        sentence.text,
      ),
  },
  {
    rule: "prose-persist",
    name: "a start entry",
    parts: [["put", "install"], "startup"],
    span: 12,
    none: ["defence", "attack", "consent"],
    as: "warn",
    when: (sentence) =>
      /\b(?:launchagent|launch agent|launchdaemon|sudoers|passwordless sudo|authorized_?keys|run key|autostart|startup folder|git\/hooks|pre-push)/.test(
        sentence.text,
      ) && /\b(?:make sure|ensure|by|so that|must|append|register|write)\b/.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "sudo without a password",
    parts: [["put", "enable"], "startup"],
    span: 14,
    none: ["defence", "attack", "consent"],
    when: (sentence) => /\b(?:passwordless sudo|nopasswd)\b/.test(sentence.text) && /\b(?:agent|account|yourself|assistant|user)\b/.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "a hook for every act",
    parts: ["put", "settings"],
    span: 12,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:pretooluse|posttooluse|sessionstart|userpromptsubmit|hook)\b/.test(sentence.text) &&
      /\b(?:our|each|every|once per machine|all|silently)\b/.test(sentence.text) &&
      /\b(?:calls?|runs?|sends?|posts?|executes?)\b[^.]{0,20}\b(?:our|script|https?|remote|each)\b/.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "the skill spreads itself",
    parts: ["spread", ["skill", "document"], "elsewhere"],
    span: 26,
    none: ["defence", "attack", "consent"],
    when: (sentence) =>
      /\b(?:every|each|all|other)\b[^.]{0,30}\b(?:agents?|repositor|repo|projects?|machines?|skills?|hosts)/.test(sentence.text) &&
      sentence.places.has("spread") &&
      // What it needs beside it, and nothing that it does.
      !/\b(?:requires?|needs?|depends on)\b[^.;]{0,30}\bskills?\b[^.;]{0,12}\b(?:to be |be )?installed\b/.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "quarantine taken off",
    parts: [["disable", "delete"], "protection"],
    span: 8,
    none: ["defence", "attack"],
    when: (sentence, hit) =>
      (hit.parts[0]?.language ?? 0) <= 0 &&
      // "Stop at quarantine", "stop/quarantine": where the work ends.
      !/^\w+ (?:at|in|inside|within) /.test(said(sentence, hit)) &&
      !/\b(?:stop|halt|block)\/quarantine\b/.test(sentence.text) &&
      !/^corrupt/.test(sentence.tokens[hit.parts[0]?.from ?? 0]?.word ?? "") &&
      ((hit.parts[0]?.from ?? 0) < (hit.parts[1]?.from ?? 0) ||
        /\b(?:must|should|has to|needs to|to|gets?) (?:be )?(?:removed|stripped|cleared|disabled|deleted|switched off|turned off)\b/.test(sentence.text)) &&
      (/\bgatekeeper|\bdefender|\breal time protection|\bantivirus/.test(said(sentence, hit)) ||
        // Mails, providers and test results are put in quarantine, too.
        (/\bquarantine/.test(said(sentence, hit)) &&
          /\b(?:attributes?|flags?|xattr|macos|apple|downloads?|downloaded|apps?|applications?|binar(?:y|ies)|executables?|installers?|programs?|files?|scripts?|first)\b/.test(
            sentence.text,
          ))),
  },
];
