import type { Effect } from "./effects.table.ts";

const SPOKEN_OF =
  /\b(?:attack\w*|malicious|suspicious|red flags?|never|must not|should not|do not|don't|avoid|user (?:asks|asked|wants|confirms|agrees|approves|chooses)|ask the user|with the user's|duplicates?)\b/;
/** Denials stand in what is taken out. */
const ASKED_FOR =
  /\b(?:attack\w*|malicious|suspicious|red flags?|user (?:asks|asked|wants|confirms|agrees|approves|chooses)|with the user's|duplicates?|(?:never|do not|don't|must not) (?:take|remove|delete|strip|drop|cut|erase|edit|soften))\b/;
/** Skills that are not this one. */
const NEIGHBOURS = String.raw`\b(?:(?:other|neighbou?ring|installed|remaining|adjacent|existing|every|each|all|sibling|further)(?: of the)?(?: other| installed| remaining)? (?:\w+ )?(?:skills?(?:'s?)?|skill\.md|plugins?)|neighbou?rs?(?:'s?)?|skill\.md files|rest of the (?:skills|collection|library)|skills? (?:named|called|whose|with|that))\b`;
const TAKEN_OUT = String.raw`\b(?:take(?:n|s)?\b[^.;]{0,20}\bout|remov(?:e|es|ed|ing)|delet(?:e|es|ed|ing)|strip(?:s|ped|ping)?|drop(?:s|ped|ping)?|cut(?:s|ting)?(?: out)?|eras(?:e|es|ed|ing)|edit(?:s|ed)? out|soften(?:s|ed)?|thin(?:s|ned)? out|clear(?:s|ed)? out|shorten(?:s|ed)?|prun(?:e|es|ed|ing)|replac(?:e|es|ed|ing)|swap(?:s|ped)?)\b`;
/** What of another skill keeps an agent from doing harm. */
const GUARDED = String.raw`["'](?:ask|confirm|never|do not|don't|warn|stop|wait|only after)\b[^"'\n]{0,40}["']|\b(?:warnings?|cautions?|confirmations?|prohibitions?|restrictions?|guardrails?|safeguards?|(?:safety|security|approval|confirmation|permission) (?:notes?|steps?|lines?|questions?|rules?|sections?|checks?)|(?:lines?|steps?|sentences?|passages?|rules?) (?:that|which) (?:ask|warn|forbid|prohibit|confirm|stop|require))\b`;
const WATCHES = String.raw`(?:guard|audit|scan|secur|shield|firewall|sentinel|protect|watchdog|policy|vetter|antivirus|defender|inspector)`;
const STOPPED = String.raw`\b(?:renam(?:e|es|ed)|disabl(?:e|es|ed)|(?:switch|turn)(?:e?s|ed)? (?:[^.;]{1,40} )?off|remov(?:e|es|ed)|uninstall(?:s|ed)?|deactivat(?:e|es|ed)|archiv(?:e|es|ed)|mov(?:e|es|ed) (?:\w+ ){0,6}(?:away|aside|out|to)|delet(?:e|es|ed)|retir(?:e|es|ed)|park(?:s|ed)?|unload(?:s|ed)?)\b`;

/** Deeds done to the other skills that somebody has. */
export const DEEDS_NEIGHBOURS: readonly Effect[] = [
  {
    rule: "prose-authority",
    name: "what holds other skills back, taken out of them",
    mood: "done",
    act: new RegExp(TAKEN_OUT, "g"),
    all: [
      new RegExp(GUARDED),
      new RegExp(TAKEN_OUT),
      new RegExp(String.raw`${TAKEN_OUT}[^;\n]{0,80}(?:${NEIGHBOURS})|(?:${NEIGHBOURS})[^;\n]{0,80}(?:${TAKEN_OUT})`),
    ],
    pair: true,
    none: ASKED_FOR,
  },
  {
    rule: "prose-authority",
    name: "skills that watch over others, stopped",
    mood: "done",
    act: new RegExp(STOPPED, "g"),
    all: [
      new RegExp(
        String.raw`\b(?:skills?|plugins?)\b[^.;]{0,40}(?:\b|\*|_|-)${WATCHES}\w*|\b${WATCHES}\w*[^.;]{0,16}\b(?:skills?|plugins?)\b|\b(?:skills?|plugins?)\b[^.;]{0,24}\b(?:check|watch|inspect|review|vet)(?:s|ing)?\b[^.;]{0,24}\b(?:skills?|others|neighbou?rs)\b`,
      ),
      new RegExp(STOPPED),
      /\b(?:overlap\w*|slow\w*|redundant|outdated|in the way|interfer\w*|conflict\w*|noise|noisy|not needed|no longer needed|superfluous|while this|their skill\.md|\.bak|\.disabled|\.off)\b/,
    ],
    pair: true,
    none: SPOKEN_OF,
  },
  {
    rule: "prose-persist",
    name: "a line in every other skill that leads to this one",
    mood: "done",
    act: /\b(?:add|insert|put|append|write|place|prepend|plant|leave)(?:s|ed)?\b/g,
    all: [
      new RegExp(String.raw`\b(?:add|insert|put|append|write|place|prepend|plant|leave)(?:s|ed)?\b[^;\n]{0,80}(?:${NEIGHBOURS})`),
      /\b(?:read|load|open|consult|fetch|run|call|see)\b[^;\n]{0,100}\b(?:do what|follow|obey|act on|carry out|as it says|what it says|apply|first|before you|after you)\b|\b(?:before|after) (?:you |any|every|each)[^;\n]{0,40}\b(?:read|load|open|consult|fetch|run|call)\b/,
    ],
    none: SPOKEN_OF,
  },
];
