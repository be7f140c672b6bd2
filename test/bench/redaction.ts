import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { redact } from "#stages/observe/redaction/redact";
import { type Dice, diceOf } from "../synthetic/dice.ts";

const [UPPER, LOWER, DIGIT, HEX] = ["ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789", "0123456789abcdef"];
const ALL = UPPER + LOWER + DIGIT;

/** Form of a secret: `A` and `a` a letter, `9` a digit, `x` any of them, `h` hexadecimal, each with its count in braces; the rest stands for itself. */
type Form = Readonly<{ kind: string; form: string }>;
const form = (kind: string, text: string): Form => ({ kind, form: text });

/** Kinds by the formats their issuers publish. Values are drawn from a seed; none is anybody's. */
const KINDS: readonly Form[] = [
  form("aws-access-key-id", "AKIA<A{16}>"),
  form("github-classic", "ghp_<x{36}>"),
  form("github-oauth", "gho_<x{36}>"),
  form("github-app", "ghs_<x{36}>"),
  form("github-fine-grained", "github_pat_<x{22}>_<x{59}>"),
  form("gitlab", "glpat-<x{20}>"),
  form("npm", "npm_<x{36}>"),
  form("pypi", "pypi-AgEIcHlwaS5vcmc<x{70}>"),
  form("rubygems", "rubygems_<h{48}>"),
  form("docker-hub", "dckr_pat_<x{27}>"),
  form("slack-bot", "xoxb-<9{12}>-<9{12}>-<x{24}>"),
  form("slack-user", "xoxp-<9{12}>-<9{12}>-<9{12}>-<h{32}>"),
  form("slack-webhook", "https://hooks.slack.com/services/T<A{8}>/B<A{8}>/<x{24}>"),
  form("discord-webhook", "https://discord.com/api/webhooks/<9{18}>/<x{68}>"),
  form("stripe-live", "sk_live_<x{24}>"),
  form("stripe-restricted", "rk_live_<x{24}>"),
  form("anthropic", "sk-ant-api03-<x{93}>AA"),
  form("openai-project", "sk-proj-<x{48}>"),
  form("openrouter", "sk-or-v1-<h{64}>"),
  form("hugging-face", "hf_<x{34}>"),
  form("groq", "gsk_<x{52}>"),
  form("replicate", "r8_<x{37}>"),
  form("google-api", "AIza<x{35}>"),
  form("google-oauth-secret", "GOCSPX-<x{28}>"),
  form("sendgrid", "SG.<x{22}>.<x{43}>"),
  form("mailgun", "key-<h{32}>"),
  form("mailchimp", "<h{32}>-us12"),
  form("twilio-key", "SK<h{32}>"),
  form("telegram-bot", "<9{10}>:AA<x{33}>"),
  form("shopify", "shpat_<h{32}>"),
  form("square", "sq0atp-<x{22}>"),
  form("digitalocean", "dop_v1_<h{64}>"),
  form("linear", "lin_api_<x{40}>"),
  form("notion", "ntn_<x{46}>"),
  form("databricks", "dapi<h{32}>"),
  form("grafana", "glsa_<x{32}>_<h{8}>"),
  form("postman", "PMAK-<h{24}>-<h{34}>"),
  form("vault", "hvs.<x{24}>"),
  form("doppler", "dp.pt.<x{43}>"),
  form("pulumi", "pul-<h{40}>"),
  form("terraform-cloud", "<x{14}>.atlasv1.<x{64}>"),
  form("jwt", "eyJhbGciOiJIUzI1NiJ9.eyJ<x{40}>.<x{43}>"),
  form("basic-auth-url", "https://ada:<x{20}>@git.example.org/shop.git"),
  form("postgres-url", "postgres://ada:<x{20}>@db.example.org/shop"),
  form("private-key", "-----BEGIN PRIVATE KEY-----\n<x{64}>\n<x{64}>\n-----END PRIVATE KEY-----"),
];

/** What looks random and is nobody's secret. */
const HARMLESS: readonly Form[] = [
  form("commit", "fixed in <h{40}>"),
  form("short-commit", "revert <h{7}>"),
  form("uuid", "session <h{8}>-<h{4}>-4<h{3}>-8<h{3}>-<h{12}>"),
  form("file", "~/photos/IMG_<9{8}>_<9{6}>.jpg"),
  form("digest", "sha256:<h{64}> is the image"),
  form("isbn", "isbn 978<9{10}>"),
  form("order", "order 4-<9{6}>-<9{4}> has arrived"),
  form("colour", "background: #<h{6}>;"),
  form("branch", "git checkout feature/<a{9}>-<9{4}>"),
  form("about-tokens", "the token count went from <9{4}> to <9{4}>"),
  form("path", "/var/lib/<a{8}>/<a{12}>/<a{10}>.log"),
  form("version", "node 24.<9{2}>.<9{1}>, npm 11.<9{1}>.<9{1}>"),
];

const AROUND: readonly ((secret: string) => string)[] = [
  (secret) => `use ${secret} for it`,
  (secret) => `export SERVICE_TOKEN=${secret}`,
  (secret) => `{"auth": "${secret}"}`,
];

const LETTERS: Readonly<Record<string, string>> = { A: UPPER + DIGIT, a: LOWER, "9": DIGIT, x: ALL, h: HEX };

function drawn({ form: text }: Form, dice: Dice): string {
  return text.replaceAll(/<([Aa9xh])\{(\d+)\}>/gu, (_all, letter: string, count: string) =>
    Array.from({ length: Number(count) }, () => dice.pick([...(LETTERS[letter] ?? ALL)])).join(""),
  );
}

/** The drawn parts of a value, which nobody may find any more. */
function secretPart({ form: text }: Form, value: string): string {
  const fixed = text.split(/<[Aa9xh]\{\d+\}>/u).filter((part) => part.length > 3);
  return (
    fixed
      .reduce((left, part) => left.replace(part, " "), value)
      .split(/\s+/u)
      .sort((a, b) => b.length - a.length)[0] ?? value
  );
}

type Detect = (text: string, secret: string) => Promise<boolean>;
const ours: Detect = (text, secret) => Promise.resolve(secret === "" ? redact(text).text !== text : !redact(text).text.includes(secret));

/** secretlint from a folder where it was installed for this run; null when it is not there. */
async function secretlintIn(folder: string | undefined): Promise<Detect | null> {
  if (folder === undefined) return null;
  const from = createRequire(pathToFileURL(join(folder, "package.json")));
  const { createEngine } = (await import(pathToFileURL(from.resolve("@secretlint/node")).href)) as {
    createEngine: (options: unknown) => Promise<{ executeOnContent: (given: { content: string; filePath: string }) => Promise<{ ok: boolean }> }>;
  };
  const rule = from.resolve("@secretlint/secretlint-rule-preset-recommend");
  const engine = await createEngine({ cwd: folder, formatter: "json", color: false, configFileJSON: { rules: [{ id: rule }] } });
  return async (text) => !(await engine.executeOnContent({ content: text, filePath: "/text.txt" })).ok;
}

async function measure(name: string, detect: Detect): Promise<void> {
  const dice = diceOf(7);
  const missed = new Map<string, number>();
  let [all, found, alarms, harmless] = [0, 0, 0, 0];
  for (const kind of KINDS)
    for (const around of AROUND)
      for (let nth = 0; nth < 5; nth++) {
        const value = drawn(kind, dice);
        const seen = await detect(around(value), secretPart(kind, value));
        all += 1;
        if (seen) found += 1;
        else missed.set(kind.kind, (missed.get(kind.kind) ?? 0) + 1);
      }
  const crying: string[] = [];
  for (const kind of HARMLESS)
    for (let nth = 0; nth < 20; nth++) {
      harmless += 1;
      if (!(await detect(drawn(kind, dice), ""))) continue;
      alarms += 1;
      if (!crying.includes(kind.kind)) crying.push(kind.kind);
    }
  console.log(
    `${name}: found ${found} of ${all} (${((100 * found) / all).toFixed(1)} %) of ${KINDS.length} kinds; false alarms ${alarms} of ${harmless} [${crying.join(" ")}]`,
  );
  if (missed.size > 0) console.log(`  missed: ${[...missed].map(([kind, count]) => `${kind} ${count}/15`).join(", ")}`);
}

/** `node test/bench/redaction.ts [folder with @secretlint/node and its recommended rules]`: the second opinion is no dependency of ours. */
async function main(): Promise<void> {
  await measure("ours", ours);
  const other = await secretlintIn(process.argv[2]);
  if (other === null) console.log("secretlint: NOT MEASURED, no folder with @secretlint/node was given");
  else await measure("secretlint", other);
}

await main();
