import { type Machine, type Place, refuse, shown } from "./machine.ts";
import { isSecretName } from "./lookup.ts";
import { FROM, has, HOLE, isKnown, type Text } from "./text.ts";

/** Keys that sign and decrypt on this machine: no service is ever shown one. */
const KEPT_HERE =
  /(?:^|_)(?:(?:SIGNING|PRIVATE|ENCRYPTION|DECRYPTION)_KEY|JWT_SECRET(?:_KEY)?|(?:SESSION|COOKIE|NEXTAUTH|HMAC)_SECRET|SECRET_KEY_BASE|SSH_KEY|GPG_KEY|PGP_KEY|MNEMONIC|SEED_PHRASE|RECOVERY_PHRASE)$/;

/** Names of keys by the service they open: sent anywhere else they are stolen. */
const BRANDS =
  /^(?:AWS|GITHUB|GH|GITLAB|OPENAI|ANTHROPIC|CLAUDE|GOOGLE|GEMINI|AZURE|NPM|SLACK|STRIPE|TWILIO|DISCORD|TELEGRAM|CLOUDFLARE|DIGITALOCEAN|HEROKU|DATABASE|POSTGRES|PG|MYSQL|REDIS|MONGO|SSH|KUBE|DOCKER|HF|HUGGINGFACE|OPENCLAW|CLAWDBOT|SENTRY|DATADOG|VERCEL|NETLIFY|SUPABASE|FIREBASE|SENDGRID|MAILGUN|NOTION|LINEAR|JIRA|ATLASSIAN|SHOPIFY|COINBASE|BINANCE|WALLET|ETH|SOLANA|MNEMONIC|PRIVATE|MASTER|ROOT|SUDO|GPG|VAULT|BITWARDEN|OP)(?:_|$)/;
const ALSO: Readonly<Record<string, string>> = {
  GH: "github",
  GOOGLE: "googleapis",
  GEMINI: "googleapis",
  HF: "huggingface",
  CF: "cloudflare",
  GCP: "googleapis",
  YT: "googleapis",
  TG: "telegram",
  GL: "gitlab",
  DD: "datadoghq",
  CLAUDE: "anthropic",
  PG: "postgres",
  AWS: "amazonaws",
  OP: "1password",
  ETH: "eth",
};

/**
 * Services with one home each: their keys go to hosts of theirs and to nobody whose name only sounds like it. Where anybody can have a host (`run.app`,
 * `workers.dev`, `vercel.app`) is nobody's home.
 */
const HOMES: Readonly<Record<string, string>> = {
  OPENAI: "openai.com openai.azure.com",
  ANTHROPIC: "anthropic.com",
  CLAUDE: "anthropic.com claude.ai claude.com",
  AWS: "amazonaws.com aws.amazon.com api.aws aws.dev amazonaws.com.cn",
  GOOGLE: "googleapis.com google.com",
  GEMINI: "googleapis.com google.com",
  NPM: "npmjs.org npmjs.com npm.pkg.github.com",
  SLACK: "slack.com",
  STRIPE: "stripe.com",
  TWILIO: "twilio.com",
  SENDGRID: "sendgrid.com sendgrid.net",
  DISCORD: "discord.com discordapp.com",
  TELEGRAM: "telegram.org",
  CLOUDFLARE: "cloudflare.com cloudflarestorage.com",
  DIGITALOCEAN: "digitalocean.com digitaloceanspaces.com",
  HEROKU: "heroku.com",
  HUGGINGFACE: "huggingface.co hf.co huggingface.cloud",
  HF: "huggingface.co hf.co huggingface.cloud",
  NOTION: "notion.com notion.so",
  LINEAR: "linear.app",
  SHOPIFY: "shopify.com myshopify.com",
  COINBASE: "coinbase.com",
  BINANCE: "binance.com binance.us binance.vision",
  VERCEL: "vercel.com",
  NETLIFY: "netlify.com",
  MAILGUN: "mailgun.net mailgun.com mailgun.org",
};

/** A name that comes as a whole from elsewhere may be any host; one that is put together before a known domain carries what is put in. */
function carriesData(text: Text): boolean {
  if (!has(text, FROM.data | FROM.machine | FROM.decoded) || isKnown(text)) return false;
  return has(text, FROM.machine | FROM.decoded) || /\u0001[^\u0001]*[a-z0-9-]\.[a-z]|\u0001\.[a-z0-9-]*/i.test(text.text);
}

/** Is the variable the key of this host? `OPENAI_API_KEY` is api.openai.com's. */
export function belongs(name: string, host: string): boolean {
  const homes = name.split("_").flatMap((part) => (Object.hasOwn(HOMES, part) ? (HOMES[part] ?? "").split(" ") : []));
  if (homes.length > 0) return homes.some((home) => host.toLowerCase() === home || host.toLowerCase().endsWith(`.${home}`));
  const folded = host.toLowerCase().replace(/[^a-z0-9]/g, "");
  return name
    .split("_")
    .filter(
      (part) =>
        part.length >= 2 &&
        !/^(?:API|KEY|TOKEN|SECRET|ACCESS|AUTH|BEARER|PASSWORD|CLIENT|ID|APP|USER|PRIVATE|PUBLIC|SERVICE|ACCOUNT|BOT|MY|THE|URL|WEBHOOK|SESSION|COOKIE|COM|NET|ORG|IO|AI|CO)$/.test(
          part,
        ),
    )
    .some((part) => (part.length >= 3 && folded.includes(part.toLowerCase())) || (ALSO[part] !== undefined && folded.includes(ALSO[part])));
}

/** Is the variable the key of some service that is not at this host? */
export function isForeign(name: string, host: string): boolean {
  return BRANDS.test(name) && !belongs(name, host);
}

/** The same, where nothing else speaks for it: of a service whose key others like to have, the host must be one that is known to be its. */
export function isAtHome(name: string, host: string): boolean {
  return belongs(name, host) && (!BRANDS.test(name) || name.split("_").some((part) => Object.hasOwn(HOMES, part)));
}

const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[?::1\]?|(?:[\w-]+\.)+local)(?::\d+)?$/i;
/** Addresses that lead nowhere beyond the network somebody is in: what runs there is the person's own. */
const PRIVATE_NETWORK = /^(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?::\d+)?$/;

function isNear(hosts: readonly string[]): boolean {
  return hosts.length > 0 && hosts.every((host) => PRIVATE_NETWORK.test(host) || LOCAL.test(host));
}

export type Sink = Readonly<{ program: string; hosts: readonly string[]; place: Place; auth: boolean; name: boolean }>;

/**
 * What goes out with a command. Credentials and whole environments never may; a key may go to the service it belongs to or
 * where keys are shown (a header); the key of another service may not. Names in addresses of a name server carry data.
 */
export function checkFlow(machine: Machine, text: Text, sink: Sink): void {
  const why = refusalOf(text, sink);
  if (why !== null) {
    refuse(machine, "command-exfiltrate", sink.place, { text: shown(machine, sink.place) }, [why]);
    return;
  }
  const { place } = sink;
  if (has(text, FROM.key) && !sink.auth && machine.mode !== "told")
    machine.report({ rule: "secret-flow", ...place, args: { source: "a key from a file", sink: sink.hosts.join(", ") || sink.program }, severity: "medium" });
  // What a service calls its sessions stands in the addresses of its documentation; it is a name, not the key.
  for (const name of text.names) if (isSecretName(name) && !(machine.mode === "told" && name === "SESSION_ID")) checkKey(machine, name, sink);
  if (!sink.auth && has(text, FROM.machine) && sink.hosts.some((host) => host !== "*") && machine.mode !== "told")
    machine.report({ rule: "secret-flow", ...place, args: { source: "the name of the user or machine", sink: sink.hosts.join(", ") } });
}

/** Why may this not go out at all? Null when that depends on the names of the variables in it. */
function refusalOf(text: Text, sink: Sink): string | null {
  if (has(text, FROM.secret) || (has(text, FROM.keys) && !sink.auth)) return "credentials or the whole environment";
  if (sink.name && carriesData(text)) return "data in the name that is asked for";
  // What somebody's environment holds is encoded in a header, to sign in with it, or as a part of what is sent; alone it is hidden from who looks on.
  const isHidden = has(text, FROM.encoded) && has(text, FROM.environment) && text.text.trim() === HOLE;
  return isHidden && !sink.auth && !sink.hosts.every((host) => LOCAL.test(host)) ? "what a variable of the environment holds, encoded" : null;
}

/** A key goes out: to its own service, to another one, or from a place where it should have stayed. */
function checkKey(machine: Machine, name: string, sink: Sink): void {
  const { place } = sink;
  const isLocal = sink.hosts.every((host) => host === "*" || LOCAL.test(host));
  const stop = (why: string): void =>
    refuse(machine, "command-exfiltrate", place, { text: shown(machine, place) }, [`${name} ${why} ${sink.hosts.join(", ")}`]);
  if (KEPT_HERE.test(name) && !sink.auth && !isLocal && !isNear(sink.hosts)) {
    stop("signs or decrypts on this machine, and goes to");
    return;
  }
  if (sink.hosts.length > 0 && sink.hosts.every((host) => (host === "*" ? sink.auth : belongs(name, host)))) return;
  if (BRANDS.test(name) && !isLocal) stop("goes to");
  else if (!sink.auth && !isLocal)
    machine.report({
      rule: "secret-flow",
      ...place,
      args: { source: name, sink: sink.hosts.join(", ") || sink.program },
      ...(machine.mode === "told" || isNear(sink.hosts) ? { severity: "medium" as const } : {}),
    });
}
