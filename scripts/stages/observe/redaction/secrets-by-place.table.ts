import {
  hasEntropy,
  isPlaceholder,
  looksAssigned,
  looksRandom,
  looksLikeNamedPassword,
  looksLikeSecretValue,
  looksLikeSpokenPassword,
  looksLikeSpokenSecret,
} from "./secret-value.ts";
import type { SecretRule } from "./secret-rule.ts";

const KEY_WORD =
  "(?:pass(?:word|wd|phrase|code|wort)?|pwd|secrets?|secret[_-]?(?:access[_-]?)?key|client[_-]?secret|signing[_-]?secret|tok(?:en)?|access[_-]?token|refresh[_-]?token|auth[_-]?token|" +
  "api[_-]?token|api[_-]?key|apikey|access[_-]?key|private[_-]?key|encryption[_-]?key|master[_-]?key|account[_-]?key|auth[_-]?key|app[_-]?key|client-key-data|x-api-key|credentials?|bearer|passwort|kennwort|contraseña|contrasena|motdepasse|senha)";

/** Values by the place where they stand. */
export const BY_PLACE: readonly SecretRule[] = [
  {
    kind: "url-password",
    pattern: /(?<![A-Za-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/?#"'<>]{0,200}:([^\s@/"'<>]{1,300})@/gi,
    accept: (value) => !/^(?:\$|\{|<|%s$|\*+$|x+$)/i.test(value),
  },
  { kind: "url-token", pattern: /(?<![A-Za-z0-9+.-])https?:\/\/([A-Za-z0-9_-]{20,255})@/g },
  { kind: "url-query-secret", pattern: new RegExp(`[?&]${KEY_WORD}=([^\\s&#"'<>]{4,2000})`, "gi"), accept: looksLikeSecretValue },
  {
    kind: "authorization-header",
    pattern: /(?<![A-Za-z0-9])(?:proxy-)?authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:bearer|basic|token|apikey|digest|bot)\s{1,4}([^\s"'<>$,]{6,4000})/gi,
    accept: (value) => !isPlaceholder(value),
  },
  { kind: "bearer-token", pattern: /(?<![A-Za-z0-9_-])bearer\s{1,4}([A-Za-z0-9._~+/=-]{16,4000})/gi, accept: (value) => /\d/.test(value) || hasEntropy(value) },
  {
    kind: "cookie",
    pattern:
      /(?<![A-Za-z0-9-])(?:(?:set-)?cookie["']?\s{0,4}[:=]|curl(?=\s)[^\n|;&]{0,300}?\s(?:-b|--cookie))\s{0,4}["']?([^\s"'<>;=,]{1,100}=[^"'<>\r\n]{4,4000})/gi,
  },
  {
    kind: "curl-user",
    pattern: /(?<![A-Za-z0-9_-])(?:-u|--user|--proxy-user)[\s=]{1,4}["']?[^\s:"'<>]{1,100}:([^\s"'<>]{1,300})/g,
    accept: (value) => !/^\d{1,6}(?::|$)/.test(value) && !value.startsWith("$"),
  },
  {
    kind: "secret-flag",
    pattern: new RegExp(
      `(?<![A-Za-z0-9-])--?[a-z0-9-]{0,40}${KEY_WORD}(?:[\\s=]{1,4})(?:"([^"\\n]{1,1000})"|'([^'\\n]{1,1000})'|([^\\s"'<>|;&-][^\\s"'<>|;&]{0,1000}))`,
      "gi",
    ),
    accept: (value) => looksLikeSecretValue(value),
  },
  { kind: "mysql-password", pattern: /(?<![A-Za-z0-9_-])(?:mysql|mysqldump|mysqladmin|mariadb)(?=\s)[^\n|;&]{0,300}?\s-p([^\s"'<>-][^\s"'<>]{0,200})/g },
  {
    kind: "password-flag",
    pattern:
      /(?<![A-Za-z0-9_-])(?:sshpass|docker\s{1,4}login|podman\s{1,4}login|redis-cli|mongo|mongosh|mongodump|mongorestore|influx|sqlcmd|ldapsearch|smbclient|zip|unzip|7z|az\s{1,4}login|oc\s{1,4}login)(?=\s)[^\n|;&]{0,300}?\s-(?:p|a|P)[\s=]{0,4}["']?([^\s"'<>-][^\s"'<>]{2,200})/g,
  },
  {
    kind: "user-password-flags",
    pattern: /(?<![A-Za-z0-9_-])(?:-u|--user|--username|-U)[\s=]{1,3}[^\s-][^\s]{0,100}\s{1,3}-[pPw][\s=]{0,3}["']?([^\s"'<>-][^\s"'<>]{2,200})/g,
    accept: (value) => !/^\d{1,5}(?::|$)/.test(value) && looksLikeSecretValue(value),
  },
  {
    kind: "p-flag",
    pattern: /(?<![A-Za-z0-9_-]|mkdir\s{1,3})-p\s{1,3}["']?([A-Za-z0-9!@#$%^&*_+]{8,100})(?![A-Za-z0-9/.:=~])/g,
    accept: (value) => /[A-Za-z]/.test(value) && /\d/.test(value),
  },
  {
    kind: "assigned-secret",
    pattern: new RegExp(
      `(?<![<A-Za-z0-9])[A-Za-z0-9_.-]{0,60}${KEY_WORD}s?(?:_?(?:base|value|string|prod|production|dev|staging|test|live|main|new|old|raw|b64|base64|\\d{1,3})){0,2}["']?\\]?[^\\S\\n]{0,4}(?:=>|:=|=|:)[^\\S\\n]{0,4}(?:"([^"\\n]{1,2000})"|'([^'\\n]{1,2000})'|\`([^\`\\n]{1,2000})\`|([^\\s"'\`<>,;)\\]}]{1,2000}))`,
      "gi",
    ),
    accept: looksAssigned,
  },
  {
    kind: "spoken-secret",
    pattern:
      /(?<![A-Za-z0-9_-])(?:passwor[dt]|passphrase|passcode|kennwort|contraseña|mot de passe|senha|wachtwoord|hasło|пароль|token|api[ -]key|(?:secret|private|wallet|access|license|encryption) key|secret|pin code)(?:\s{1,3}(?:for|of|für|de|para|zum|vom)\s{1,3}[^\s,]{1,60}){0,2}\s{1,3}(?:is|ist|est|es|are|lautet|è|é|to|это)\s{1,3}["'`]?([^\s"'`<>,;]{4,300})/gi,
    accept: looksLikeSpokenSecret,
  },
  {
    kind: "spoken-password",
    pattern:
      /(?<![\p{L}\p{N}_-])(?:passwor[dt]|passphrase|passcode|kennwort|contraseña|mot de passe|senha|wachtwoord|hasło|пароль)(?:\s{1,3}(?:for|of|für|de|para|pour|zum|vom)(?:\s{1,3}[^\s,]{1,60}){1,3}?){0,1}(?:\s{1,3}(?:is|ist|est|es|lautet|è|é|to|это)\s{1,3}|\s{0,3}[:=]\s{1,3})["'`]?([^\s"'`<>,;]{4,100})(?=["'`,;)\n]|\s{0,3}$|(?<=[.!?])\s|\s{1,3}(?:and|und|y|et|but|aber|please|bitte)\s)/giu,
    accept: looksLikeSpokenPassword,
  },
  {
    // "log in with password hunter2000": no verb between them, so only what cannot be a word of the sentence
    kind: "named-password",
    pattern:
      /(?<![\p{L}\p{N}_-])(?:passwor[dt]|passphrase|passcode|kennwort|contraseña|mot de passe|senha|wachtwoord|hasło|пароль)\s{1,3}["'`]?([^\s"'`<>,;()[\]{}/=]{6,100})/giu,
    accept: looksLikeNamedPassword,
  },
  {
    kind: "spoken-pin",
    pattern:
      /(?<![\p{L}\p{N}_-])pin(?:[ -]?(?:code|number|nummer))?(?:\s{1,3}(?:is|ist|est|es|lautet|è|é)\s{1,3}|\s{0,3}[:=]\s{0,3})["'`]?(\d{4,12})(?![\p{L}\p{N}])/giu,
  },
  { kind: "netrc-password", pattern: /(?<![A-Za-z0-9_-])machine\s{1,10}[^\s]{1,200}\s{1,10}login\s{1,10}[^\s]{1,200}\s{1,10}password\s{1,10}([^\s]{1,300})/gi },
  {
    kind: "chinese-spoken-secret",
    pattern: /(?:密码|口令|密钥|令牌|パスワード|トークン|비밀번호)(?:是|为|は|は、|[:：])\s{0,3}([A-Za-z0-9!@#$%^&*_+./=-]{4,300})/g,
  },
  {
    kind: "long-random",
    pattern:
      /(?<![A-Za-z0-9])(?:token|secret|password|passphrase|api[ _-]?key|credential|bearer|access[ _-]?key)s?(?:\s{1,3}[A-Za-z]{1,10}){0,3}[\s:="'`(]{1,6}([A-Za-z0-9+/_=-]{20,400})(?![A-Za-z0-9+/_=.-])/gi,
    accept: hasEntropy,
  },
  {
    // The words of a wallet (BIP 39: 12 to 24 of them).
    kind: "wallet-words",
    pattern:
      /(?<![\p{L}\p{N}])(?:mnemonic|(?:seed|recovery|backup)[ _-]?(?:phrase|words))["']?\s{0,3}(?:[:=]|is|are|ist|es)\s{0,3}["'`]?((?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})(?![a-z])/giu,
  },
  {
    kind: "registry-auth",
    pattern: /"auth"\s{0,4}:\s{0,4}"([A-Za-z0-9+/]{8,2000}={0,2})"/g,
    accept: (value) =>
      /^[\x20-\x7e]{1,200}:[\x20-\x7e]{1,1500}$/.test(atob(value.slice(0, value.length - (value.replace(/=+$/, "").length % 4 === 1 ? 1 : 0)))),
  },
  { kind: "wifi-password", pattern: /WIFI:(?:[A-OQ-Z]:[^;\n]{0,100};){0,5}P:([^;\n]{4,100});/g },
  {
    kind: "windows-password",
    pattern:
      /(?<![A-Za-z0-9])(?:net\s{1,4}user\s{1,4}[^\s/]{1,60}\s{1,4}(?!\/)([^\s/*]{4,200})|ConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?["']([^"'\n]{4,500})["'])/gi,
    accept: (value) => !isPlaceholder(value),
  },
  {
    // `conn.setPassword("...")`, `.header("X-Api-Key", "...")`
    kind: "passed-secret",
    pattern: new RegExp(`(?<![<A-Za-z0-9])[A-Za-z0-9_.-]{0,60}${KEY_WORD}["']?\\s{0,2}[(,]\\s{0,4}["'\`]([^\\s"'\`<>]{6,1000})["'\`]`, "gi"),
    accept: looksLikeNamedPassword,
  },
  {
    kind: "written-secret",
    pattern:
      /(?<![A-Za-z0-9])(?:echo|printf)\s{1,4}(?:-n\s{1,4})?["']?([A-Za-z0-9+/=_-]{16,400})["']?\s{0,4}>{1,2}\s{0,4}[^\s|;&]{0,200}(?:key|secret|token|passw)/gi,
    accept: hasEntropy,
  },
  {
    kind: "named-key",
    pattern: /(?<![A-Za-z0-9_-])key["']?\s{0,3}(?::|=|is)\s{1,3}["'`]?([A-Za-z0-9+/_=-]{20,400})(?![A-Za-z0-9+/_=.-])/g,
    accept: looksRandom,
  },
];
