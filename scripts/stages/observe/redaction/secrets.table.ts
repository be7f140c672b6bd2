import { hasEntropy, looksLikeNamedPassword, looksLikeSecretValue, looksLikeSpokenPassword, looksLikeSpokenSecret } from "./secret-value.ts";

/**
 * One kind of secret. `pattern` is global; its group 1, when there is one, is the secret and the rest stays. Every
 * pattern begins at a border and every repetition is bounded, so the time is linear in the text however hostile it is.
 */
export type SecretRule = Readonly<{ kind: string; pattern: RegExp; accept?: (secret: string, whole: string) => boolean }>;

const START = "(?<![A-Za-z0-9_])";
const END = "(?![A-Za-z0-9_])";

const token = (kind: string, body: string, flags = "g"): SecretRule => ({ kind, pattern: new RegExp(`${START}${body}${END}`, flags) });

/** Values by their own shape, most specific first. The prefixes are the ones their issuers publish. */
const BY_SHAPE: readonly SecretRule[] = [
  token("aws-access-key-id", "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}"),
  token("github-token", "gh[pousr]_[A-Za-z0-9]{30,255}"),
  token("github-fine-grained-token", "github_pat_[A-Za-z0-9_]{30,255}"),
  token("gitlab-token", "gl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|imt|oas)-[A-Za-z0-9_.-]{18,300}"),
  token("npm-token", "npm_[A-Za-z0-9]{30,60}"),
  token("pypi-token", "pypi-[A-Za-z0-9_-]{40,400}"),
  token("rubygems-token", "rubygems_[a-f0-9]{40,64}"),
  token("crates-io-token", "cio[A-Za-z0-9]{32}"),
  token("docker-token", "dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,80}"),
  token("slack-token", "xox[abeoprs]-[A-Za-z0-9-]{10,250}"),
  token("slack-app-token", "xapp-[0-9]-[A-Za-z0-9-]{20,250}"),
  { kind: "slack-webhook", pattern: /https:\/\/hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9_/+-]{20,200})/g },
  { kind: "discord-webhook", pattern: /https:\/\/(?:[a-z]{1,10}\.)?discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/(\d{15,25}\/[A-Za-z0-9_-]{20,120})/g },
  { kind: "teams-webhook", pattern: /https:\/\/[a-z0-9-]{1,60}\.webhook\.office\.com\/(webhookb2\/[A-Za-z0-9@/_-]{30,300})/g },
  token("discord-token", "[MNO][A-Za-z0-9_-]{23,28}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,45}"),
  token("stripe-key", "(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,250}"),
  token("stripe-webhook-secret", "whsec_[A-Za-z0-9+/=]{24,100}"),
  token("anthropic-key", "sk-ant-[A-Za-z0-9_-]{20,200}"),
  token("openrouter-key", "sk-or-(?:v\\d-)?[A-Za-z0-9]{30,100}"),
  token("openai-key", "sk-(?:proj-|svcacct-|admin-|None-)?[A-Za-z0-9_-]{20,250}"),
  token("huggingface-token", "(?:hf|api_org)_[A-Za-z0-9]{30,60}"),
  token("groq-key", "gsk_[A-Za-z0-9]{40,80}"),
  token("replicate-token", "r8_[A-Za-z0-9]{30,50}"),
  token("perplexity-key", "pplx-[A-Za-z0-9]{40,80}"),
  token("xai-key", "xai-[A-Za-z0-9]{60,100}"),
  token("google-api-key", "AIza[A-Za-z0-9_-]{35}"),
  token("google-oauth-secret", "GOCSPX-[A-Za-z0-9_-]{24,40}"),
  token("google-oauth-token", "ya29\\.[A-Za-z0-9_-]{20,1000}"),
  token("google-refresh-token", "1//0[A-Za-z0-9_-]{30,200}"),
  token("telegram-bot-token", "\\d{8,10}:[A-Za-z0-9_-]{35}"),
  token("sendgrid-key", "SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{30,64}"),
  token("mailgun-key", "key-[a-f0-9]{32}"),
  token("mailchimp-key", "[a-f0-9]{32}-us\\d{1,2}"),
  token("brevo-key", "xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}"),
  token("twilio-key", "(?:SK|AC)[a-f0-9]{32}"),
  token("shopify-token", "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
  token("square-token", "(?:sq0(?:atp|csp)-[A-Za-z0-9_-]{22,43}|EAAA[A-Za-z0-9_-]{60})"),
  token("digitalocean-token", "do[opr]_v1_[a-f0-9]{64}"),
  token("linear-key", "lin_(?:api|oauth)_[A-Za-z0-9]{30,80}"),
  token("notion-token", "(?:ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{43})"),
  token("figma-token", "figd_[A-Za-z0-9_-]{35,60}"),
  token("airtable-token", "pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}"),
  token("atlassian-token", "ATATT3[A-Za-z0-9_=-]{50,300}"),
  token("bitbucket-token", "ATBB[A-Za-z0-9_=-]{24,60}"),
  token("databricks-token", "dapi[a-f0-9]{32}(?:-\\d)?"),
  token("vault-token", "hv[sbr]\\.[A-Za-z0-9_-]{24,200}"),
  token("terraform-token", "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,80}"),
  token("pulumi-token", "pul-[a-f0-9]{40}"),
  token("grafana-token", "gl(?:c|sa)_[A-Za-z0-9+/=_]{32,400}"),
  token("new-relic-key", "NR(?:AK|JS|II|RA)-[A-Za-z0-9]{20,50}"),
  token("sentry-token", "sntry[su]_[A-Za-z0-9+/=_-]{40,300}"),
  token("postman-key", "PMAK-[a-f0-9]{24}-[a-f0-9]{34}"),
  token("doppler-token", "dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9._-]{40,60}"),
  token("planetscale-token", "pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_.-]{30,70}"),
  token("supabase-key", "sb(?:p|_secret|_publishable)_[A-Za-z0-9_-]{20,60}"),
  token("netlify-token", "nfp_[A-Za-z0-9]{36,60}"),
  token("flyio-token", "(?:fo1_[A-Za-z0-9_-]{43}|fm[12][ar]?_[A-Za-z0-9+/=_-]{50,500})"),
  token("tailscale-key", "tskey-[a-z]{2,12}-[A-Za-z0-9-]{10,80}"),
  token("age-key", "AGE-SECRET-KEY-1[A-Z0-9]{58}"),
  token("1password-token", "ops_eyJ[A-Za-z0-9_+/=-]{100,2000}"),
  token("facebook-token", "EAA[A-Z][A-Za-z0-9]{40,400}"),
  token("dropbox-token", "sl\\.(?:u\\.)?[A-Za-z0-9_-]{60,1500}"),
  token("jwt", "eyJ[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{4,8000}(?:\\.[A-Za-z0-9_-]{0,2000})?"),
  { kind: "azure-storage-key", pattern: /AccountKey=([A-Za-z0-9+/]{40,100}={0,2})/gi },
  { kind: "azure-shared-access-key", pattern: /SharedAccessKey=([A-Za-z0-9+/]{30,100}={0,2})/gi },
  { kind: "azure-sas", pattern: /[?&]sig=([A-Za-z0-9%+/=_-]{30,200})/g },
  token("azure-client-secret", "[A-Za-z0-9_.~-]{3}\\dQ~[A-Za-z0-9_.~-]{31,34}"),
  { kind: "signed-url", pattern: /[?&]X-(?:Amz|Goog)-(?:Signature|Credential|Security-Token)=([A-Za-z0-9%/._~+-]{20,2000})/gi },
];

const KEY_WORD =
  "(?:pass(?:word|wd|phrase|code|wort)?|pwd|secrets?|secret[_-]?(?:access[_-]?)?key|client[_-]?secret|signing[_-]?secret|tok(?:en)?|access[_-]?token|refresh[_-]?token|auth[_-]?token|" +
  "api[_-]?token|api[_-]?key|apikey|access[_-]?key|private[_-]?key|encryption[_-]?key|master[_-]?key|account[_-]?key|auth[_-]?key|x-api-key|credentials?|bearer|passwort|kennwort|contraseña|contrasena|motdepasse|senha)";

/** Values by the place where they stand. */
const BY_PLACE: readonly SecretRule[] = [
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
  },
  { kind: "bearer-token", pattern: /(?<![A-Za-z0-9_-])bearer\s{1,4}([A-Za-z0-9._~+/=-]{16,4000})/gi, accept: (value) => /\d/.test(value) || hasEntropy(value) },
  { kind: "cookie", pattern: /(?<![A-Za-z0-9-])(?:set-)?cookie["']?\s{0,4}[:=]\s{0,4}["']?([^\s"'<>;=,]{1,100}=[^"'<>\r\n]{4,4000})/gi },
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
      `(?<![<A-Za-z0-9])[A-Za-z0-9_.-]{0,60}${KEY_WORD}[A-Za-z0-9_]{0,20}["']?\\]?\\s{0,4}(?:=>|:=|=|:)\\s{0,4}(?:"([^"\\n]{1,2000})"|'([^'\\n]{1,2000})'|\`([^\`\\n]{1,2000})\`|([^\\s"'\`<>,;)\\]}]{1,2000}))`,
      "gi",
    ),
    // "the token: refresh flow" is prose; "password: sesame" is not.
    accept: (value, whole) =>
      looksLikeSecretValue(value) && (!/^[a-z]{1,14}$/.test(value) || !/:\s/.test(whole) || /pass|pwd|wort|senha|contrase/i.test(whole)),
  },
  {
    kind: "spoken-secret",
    pattern:
      /(?<![A-Za-z0-9_-])(?:passwor[dt]|passphrase|passcode|kennwort|contraseña|mot de passe|senha|wachtwoord|hasło|пароль|token|api[ -]key|secret key|secret|pin code)(?:\s{1,3}(?:for|of|für|de|para|zum|vom)\s{1,3}[^\s,]{1,60}){0,2}\s{1,3}(?:is|ist|est|es|are|lautet|è|é|to|это)\s{1,3}["'`]?([^\s"'`<>,;]{4,300})/gi,
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
];

export const SECRET_RULES: readonly SecretRule[] = [...BY_SHAPE, ...BY_PLACE];
