import type { Concept } from "../lexicon/concepts.ts";

/** A thing known by its shape, not by a word: a place in a view. */
export type Thing = Readonly<{ concept: Concept; start: number; end: number }>;

/** Shapes of things, and what they stand for. */
export const SHAPES: readonly (readonly [Concept, RegExp])[] = [
  [
    "url",
    /\b(?:https?|ftp|wss?):\/\/(?!(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?:[:/\s"')]|$))[^\s"'<>)\]]{1,400}|\bs3:\/\/[^\s"'<>)\]]{1,200}|\b(?:[a-z0-9-]{1,63}\.){1,5}(?:invalid|onion|ngrok\.io|ngrok-free\.app|workers\.dev|trycloudflare\.com|webhook\.site|pipedream\.net|requestcatcher\.com)\b[^\s"'<>)\]]{0,200}/g,
  ],
  ["email", /\b[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}\b/g],
  ["handle", /(?:^|[\s("'])@[a-z][a-z0-9_]{3,31}\b(?![\w.-]*\/)/g],
  ["wallet", /\b0x[0-9a-f]{40}\b|\b(?:bc1|tb1)[a-z0-9]{20,71}\b|\b[13][a-km-z1-9]{25,34}\b(?=[\s.,;"')]|$)|\b(?:cosmos1|addr1|ltc1)[a-z0-9]{30,100}\b/g],
  ["iban", /\b[a-z]{2}[0-9]{2}(?: ?[a-z0-9]{4}){3,7}(?: ?[a-z0-9]{1,3})?\b/g],
  [
    "secret",
    /(?:~|\$home|\$\{home\}|\/home\/[^\s/]{1,40}|\/root|%userprofile%)?[\\/]?\.(?:ssh|aws|gnupg|kube|docker\/config|netrc|npmrc|pypirc|git-credentials|azure|config\/gcloud|electrum|bitcoin|ethereum|solana)\b[^\s"'`)]{0,80}|\bid_(?:rsa|ed25519|ecdsa|dsa)\b(?!\.pub)|(?<![\w])\.env(?:\.(?:local|production|prod|development))?(?![\w.])|\/etc\/(?:shadow|passwd)\b|\bwallet\.dat\b|\bkeystore\.json\b|\bcredentials\.(?:json|db|csv)\b|\bkeychain-db\b|\b(?:process\.env|os\.environ)\b(?!\.[a-z_])|\blogin data\b|\bcookies\.sqlite\b|\bsecrets\.(?:ya?ml|json|toml)\b|\bkubeconfig\b|\/proc\/self\/environ|\.(?:bash|zsh)_history\b|\bopenclaw\.json\b|\.openclaw\/[^\s"')]{0,40}credentials/g,
  ],
  ["key", /\b[a-z][a-z0-9]{1,30}_(?:api_)?(?:key|token|secret|password)s?\b/g],
  [
    "memory",
    /(?<![\w])(?:[~\w./-]{0,60}\/)?(?:agents|claude|soul|memory|gemini|heartbeat|identity|bootstrap|tools|user)\.md\b|(?<![\w])\.(?:cursorrules|windsurfrules|clinerules)\b|\.cursor\/rules|copilot-instructions\.md|\.claude\/(?:rules|memory|commands|agents)\b/g,
  ],
  [
    "settings",
    /(?:~\/|\$home\/|\.\/)?\.(?:claude|cursor|vscode|openclaw|codex|gemini|continue)\/(?:settings(?:\.local)?|mcp|hooks|config|openclaw|tasks)[\w.]*|\.mcp\.json\b|\bclaude_desktop_config\.json\b|\bsettings\.local\.json\b|\bbash\(\*\)/g,
  ],
  [
    "startup",
    /\.git\/hooks\b[\w/-]*|\.(?:bashrc|bash_profile|zshrc|zshenv|zprofile|profile|xinitrc)\b|\bauthorized_keys\b|\/etc\/(?:cron[\w.]*|rc\.local|profile|sudoers)[\w./]*|~\/library\/launchagents[\w./]*|\.config\/(?:autostart|systemd)[\w./]*|\bcurrentversion\\run\b/g,
  ],
  ["installer", /\b[\w-]{1,60}\.(?:exe|msi|dmg|pkg|scr|crx|apk|bat|appimage|jar)\b|\b[\w-]{1,60}\.(?:zip|rar|7z)\b/g],
  [
    "grantall",
    /--dangerously-[\w-]{1,40}|--yolo\b|--no-sandbox\b|--full-auto\b|--allow-all\b|\bbypasspermissions\b|\bbash\(\*\)|--trust-all-tools\b|--auto-approve\b/g,
  ],
  ["skill", /\bskill\.md\b/g],
];

/** View, and which of the shapes can be in it -> things known by their shape. Each pattern has bounded gaps, so the cost is linear. */
export function thingsOf(view: string, canBe: (shape: number) => boolean): readonly Thing[] {
  const found: Thing[] = [];
  for (const [at, [concept, pattern]] of SHAPES.entries())
    if (canBe(at)) for (const match of view.matchAll(pattern)) found.push({ concept, start: match.index, end: match.index + match[0].length });
  return found;
}
