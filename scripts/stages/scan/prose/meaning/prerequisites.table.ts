import type { Effect } from "./effects.table.ts";

/** Addresses that anybody can have within a minute and without a name: previews of hosting services, tunnels, pastes, places to drop a file. A maker's own site is none of them. */
const NAMELESS =
  /\bhttps?:\/\/(?:[\w-]+\.){0,4}(?:vercel\.app|netlify\.app|pages\.dev|workers\.dev|web\.app|firebaseapp\.com|herokuapp\.com|onrender\.com|glitch\.me|surge\.sh|replit\.app|repl\.co|fly\.dev|railway\.app|weebly\.com|wixsite\.com|blogspot\.com|000webhostapp\.com|ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|loca\.lt|glot\.io|pastebin\.com|rentry\.(?:co|org)|mega\.nz|mediafire\.com|transfer\.sh|gofile\.io|catbox\.moe|anonfiles\.com)(?:[/:?#]|\b)|\bhttps?:\/\/(?!(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.)\d{1,3}(?:\.\d{1,3}){3}(?:[:/]|\b)/;

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
    none: /\b(?:deploy\w*|your (?:own )?(?:app|site|deployment|project|url)|preview url|for example|e\.g|localhost|placeholder|never|do not|don't)\b/,
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
