import type { Effect } from "./effects.table.ts";

/** Addresses that anybody can have within a minute and without a name: previews of hosting services, tunnels, pastes, places to drop a file. A maker's own site is none of them. */
const NAMELESS =
  /\bhttps?:\/\/(?:[\w-]+\.){0,4}(?:vercel\.app|netlify\.app|pages\.dev|workers\.dev|web\.app|firebaseapp\.com|herokuapp\.com|onrender\.com|glitch\.me|surge\.sh|replit\.app|repl\.co|fly\.dev|railway\.app|weebly\.com|wixsite\.com|blogspot\.com|000webhostapp\.com|ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|loca\.lt|glot\.io|pastebin\.com|rentry\.(?:co|org)|mega\.nz|mediafire\.com|transfer\.sh|gofile\.io|catbox\.moe|anonfiles\.com)(?:[/:?#]|\b)|\bhttps?:\/\/(?!(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.)\d{1,3}(?:\.\d{1,3}){3}(?:[:/]|\b)/;

/** Endings that cost next to nothing and are given up within weeks; hardly a maker of a program has its home there. */
const CHEAP =
  /\bhttps?:\/\/(?:[\w-]+\.){1,4}(?:forum|top|click|icu|club|site|online|space|website|fun|lol|buzz|cfd|sbs|quest|monster|bond|rest|beauty|cam|tk|ml|cf|ga|gq|pw|cyou|shop)(?:[/:?#\s)"'`]|$)/;

/** What has to be there before the skill can work, when nobody can tell beforehand what that is. */
export const PREREQUISITES: readonly Effect[] = [
  {
    rule: "prose-remote",
    name: "a program from an address that anybody can have",
    act: /\b(?:download|install|get|grab|obtain|fetch)\b/g,
    all: [
      /\b(?:download|get|grab|obtain|fetch)\b[^.;]{0,40}\b(?:install\w*|run|execute|launch|open|set up|unpack|extract)\b|\binstall(?:ed|ation)?\b|\bdownload (?:it|the (?:\w+ )?(?:app|application|installer|client|program|binary|cli|utility|tool|archive))\b/,
      NAMELESS,
    ],
    // The program comes from there: an address that only stands beside an installation of something else is none.
    also: [new RegExp(String.raw`\b(?:download\w*|install\w*|get|grab|obtain|fetch|visit|open|go to|from|via|here)\b[^;]{0,80}(?:${NAMELESS.source})`)],
    none: /\b(?:deploy\w*|your (?:own )?(?:app|site|deployment|project|url)|preview url|for example|e\.g|localhost|placeholder|never|do not|don't)\b/,
  },
  {
    rule: "prose-remote",
    name: "a program from an address that costs nothing, without which the skill is said not to work",
    all: [
      /\b(?:must|needs? to|has to|should|have to) be (?:installed|set up|running|downloaded)\b|\b(?:is|are) (?:required|needed|mandatory|necessary)\b|\brequires?\b|\bprerequisites?\b|\b(?:won't|will not|does not|cannot) (?:work|function|run) without\b/,
      /\b(?:set-?up|setup|set up|download\w*|install\w*|get it|obtain|grab|available|instructions?|follow|visit)\b/,
      CHEAP,
    ],
    pair: true,
    none: /\b(?:for example|e\.g|placeholder|example|your (?:own )?(?:site|domain|store|shop)|never|do not|don't|attack\w*|malicious|phishing|suspicious)\b/,
  },
  {
    rule: "prose-remote",
    name: "an archive that is locked against being looked into, and then run",
    act: /\b(?:download|get|grab|extract|unzip|unpack|open|decompress)\b/g,
    all: [
      /\bdownload\w*\b|\bhttps?:\/\/|\bfrom here\b|\breleases?\b/,
      /\b(?:extract|unzip|unpack|decompress|open|archive)\w*\b[^.;]{0,40}\b(?:with|using|by|use|enter)\b[^.;]{0,16}\b(?:pass(?:word|phrase|code)?|pwd|pin)\b|\b(?:archive|zip|rar|extract(?:ion)?)[ -](?:pass(?:word|phrase|code)?|pwd)\b/,
      /\b(?:run|execute|launch|install|start|double-click)\b/,
    ],
    none: /\b(?:user's password|user (?:gave|gives|provides?)|ask the user|password-protected (?:pdf|workbook|document)s?|never|do not|don't|malicious|attack\w*)\b/,
  },
  {
    rule: "prose-remote",
    name: "instructions that only running code shows",
    act: /\b(?:generate|produce|reveal|print|derive|obtain|reconstruct|assemble|decode|compute|restore|recover)\b/g,
    all: [
      /\b(?:generate|produce|reveal|print|derive|obtain|reconstruct|assemble|decode|compute|restore|recover)\b[^.;]{0,24}\b(?:install\w*|setup|set-up|remaining|next|actual|real|required|further|missing|hidden|full) (?:instructions?|steps?|commands?)\b/,
      /\bon the fly\b|\bby (?:running|executing|decoding)\b/,
    ],
    none: /\b(?:never|do not|don't|for the user|users?'|template|readme|documentation)\b/,
  },
];
