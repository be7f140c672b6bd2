import { shortenHome } from "#stages/observe/redaction/home";
import { makeRedactor, redact } from "#stages/observe/redaction/redact";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const HEX = "0123456789abcdef";
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Made-up secrets are put together here, so that no line of this file looks like a leaked one to other scanners. */
function fake(length: number, alphabet = LETTERS): string {
  let state = length * 7919 + alphabet.length;
  return Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return alphabet[(state >> 8) % alphabet.length] ?? "";
  }).join("");
}

const SECRETS: readonly (readonly [kind: string, text: string, secret: string])[] = (
  [
    ["aws-access-key-id", (s) => `key ${s}`, `AKIA${fake(16, UPPER)}`],
    ["github-token", (s) => `clone with ${s}`, `ghp_${fake(36)}`],
    ["github-fine-grained-token", (s) => s, `github_pat_${fake(22)}_${fake(59)}`],
    ["gitlab-token", (s) => s, `glpat-${fake(20)}`],
    ["npm-token", (s) => s, `npm_${fake(36)}`],
    ["pypi-token", (s) => s, `pypi-AgEI${fake(80)}`],
    ["rubygems-token", (s) => s, `rubygems_${fake(48, HEX)}`],
    ["docker-token", (s) => s, `dckr_pat_${fake(27)}`],
    ["slack-token", (s) => s, `xoxb-${fake(12, "0123456789")}-${fake(24)}`],
    ["slack-webhook", (s) => `https://hooks.slack.com/services/${s}`, `T${fake(8, UPPER)}/B${fake(8, UPPER)}/${fake(24)}`],
    ["discord-webhook", (s) => `https://discord.com/api/webhooks/${s}`, `${fake(18, "123456789")}/${fake(60)}`],
    ["stripe-key", (s) => s, `sk_live_${fake(24)}`],
    ["stripe-webhook-secret", (s) => s, `whsec_${fake(32)}`],
    ["anthropic-key", (s) => s, `sk-ant-api03-${fake(90)}`],
    ["openai-key", (s) => s, `sk-proj-${fake(48)}`],
    ["openrouter-key", (s) => s, `sk-or-v1-${fake(64, HEX)}`],
    ["huggingface-token", (s) => s, `hf_${fake(34)}`],
    ["groq-key", (s) => s, `gsk_${fake(52)}`],
    ["replicate-token", (s) => s, `r8_${fake(37)}`],
    ["google-api-key", (s) => s, `AIza${fake(35)}`],
    ["google-oauth-secret", (s) => s, `GOCSPX-${fake(28)}`],
    ["google-oauth-token", (s) => s, `ya29.${fake(60)}`],
    ["telegram-bot-token", (s) => s, `${fake(9, "123456789")}:${fake(35)}`],
    ["sendgrid-key", (s) => s, `SG.${fake(22)}.${fake(43)}`],
    ["mailgun-key", (s) => s, `key-${fake(32, HEX)}`],
    ["mailchimp-key", (s) => s, `${fake(32, HEX)}-us12`],
    ["twilio-key", (s) => s, `SK${fake(32, HEX)}`],
    ["shopify-token", (s) => s, `shpat_${fake(32, HEX)}`],
    ["digitalocean-token", (s) => s, `dop_v1_${fake(64, HEX)}`],
    ["linear-key", (s) => s, `lin_api_${fake(40)}`],
    ["notion-token", (s) => s, `ntn_${fake(46)}`],
    ["figma-token", (s) => s, `figd_${fake(40)}`],
    ["airtable-token", (s) => s, `pat${fake(14)}.${fake(64, HEX)}`],
    ["databricks-token", (s) => s, `dapi${fake(32, HEX)}`],
    ["vault-token", (s) => s, `hvs.${fake(24)}`],
    ["grafana-token", (s) => s, `glsa_${fake(32)}_${fake(8, HEX)}`],
    ["postman-key", (s) => s, `PMAK-${fake(24, HEX)}-${fake(34, HEX)}`],
    ["planetscale-token", (s) => s, `pscale_tkn_${fake(32)}`],
    ["tailscale-key", (s) => s, `tskey-auth-${fake(20)}`],
    ["jwt", (s) => s, `eyJ${fake(20)}.eyJ${fake(30)}.${fake(43)}`],
    ["azure-storage-key", (s) => `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${s};`, `${fake(86)}==`],
    ["url-password", (s) => `postgres://bob:${s}@db.local/x`, "hunter2"],
    ["authorization-header", (s) => `-H "Authorization: Bearer ${s}"`, fake(40)],
    ["cookie", (s) => `Cookie: ${s}`, `sid=${fake(32)}; theme=dark`],
    ["curl-user", (s) => `curl -u bob:${s} https://x.test`, "pa55word"],
    ["secret-flag", (s) => `tool --token ${s} run`, fake(14)],
    ["secret-flag", (s) => `tool --password=${s} run`, "hunter22"],
    ["mysql-password", (s) => `mysql -u root -p${s} shop`, "S3cr3t"],
    ["p-flag", (s) => `login -p ${s}`, "hunter22x"],
    ["assigned-secret", (s) => `DB_PASSWORD=${s}`, "hunter22"],
    ["assigned-secret", (s) => `{"client_secret": "${s}"}`, fake(24)],
    ["spoken-secret", (s) => `my password is ${s}, log in`, "Hunter2!"],
    ["spoken-secret", (s) => `Das Passwort ist ${s}`, "Geh3im99"],
    ["named-password", (s) => `log in with password ${s} and list the orders`, "hunter2000xyz"],
    ["named-password", (s) => `melde dich mit Passwort "${s}" an`, "Geh3im!99"],
    ["chinese-spoken-secret", (s) => `密码是${s}`, "abc12345"],
    ["long-random", (s) => `use this token ${s}`, fake(32)],
  ] as readonly (readonly [string, (secret: string) => string, string])[]
).map(([kind, place, secret]) => [kind, place(secret), secret] as const);

describe("redact", () => {
  test.each(SECRETS)("takes a %s out and says so", (kind, text, secret) => {
    const { text: left, found } = redact(text);
    expect(left).not.toContain(secret);
    expect(found).toEqual({ [kind]: 1 });
  });

  test("knows at least forty kinds", () => {
    expect(new Set(SECRETS.map(([kind]) => kind)).size).toBeGreaterThanOrEqual(40);
  });

  test.each(["RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY"])("takes a whole %s block out, also one cut off at the end", (head) => {
    const body = `${fake(64)}\n${fake(64)}`;
    const whole = redact(`before -----BEGIN ${head}-----\n${body}\n-----END ${head}----- after`);
    const cut = redact(`before -----BEGIN ${head}-----\n${body}`);
    expect(whole.text).toBe("before <secret:private-key:1> after");
    expect(cut.text).toBe("before <secret:private-key:1>");
  });

  test.each([
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "request 550e8400-e29b-41d4-a716-446655440000",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4",
    "/usr/local/lib/node_modules/npm/bin/npm-cli.js",
    "max_tokens=4096",
    "password: string",
    "token: $GITHUB_TOKEN",
    "--token $TOKEN",
    "api_key=YOUR_API_KEY",
    "const password = process.env.PASSWORD",
    "mkdir -p src/components",
    "ssh -p 2222 host",
    "docker run -p 8080:80 nginx",
    "git log --author bob -p src/a.ts",
    "how does the token: refresh flow work",
    "the secret to good bread is patience",
    "token = get_token()",
    "password=***",
    "reset my password for the forum",
    "store the password sha256-hashed",
    "rename the password field2 column",
  ])("leaves %s alone", (text) => {
    expect(redact(text)).toEqual({ text, found: {} });
  });

  test("gives equal secrets equal numbers within a run, and others other numbers", () => {
    const run = makeRedactor();
    const [a, b] = [`ghp_${fake(36)}`, `ghp_${fake(37)}`];
    expect(run(`${a} ${b} ${a}`).text).toBe("<secret:github-token:1> <secret:github-token:2> <secret:github-token:1>");
    expect(run(b).text).toBe("<secret:github-token:2>");
  });

  test("says the same of texts that come again, whatever came before", () => {
    const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom("git push", "npm test", ...SECRETS.map(([, text]) => text))), { maxLength: 6 });
    fc.assert(
      fc.property(texts, (parts) => {
        const redact = makeRedactor();
        const first = parts.map(redact);
        expect(parts.map(redact)).toEqual(first);
        expect(first.map(({ found }) => found)).toEqual(parts.map((text) => makeRedactor()(text).found));
      }),
    );
  });

  test("finds nothing more in what it has redacted", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...SECRETS.map(([, text]) => text))), { maxLength: 6 }), (parts) => {
        const once = redact(parts.join(" ")).text;
        for (const [, , secret] of SECRETS.filter(([, text]) => parts.includes(text))) if (secret.length > 12) expect(once).not.toContain(secret);
        expect(redact(once).text).toBe(once);
      }),
      { numRuns: 150 },
    );
  });

  test("stays linear on text made to be slow", () => {
    const parts = [
      "eyJ",
      "-----BEGIN RSA PRIVATE KEY-----\n",
      "password=",
      "a://",
      "mysql ",
      "-",
      "--a",
      "https://a:",
      "cookie: a=",
      "_password",
      "authorization: bearer ",
    ];
    const time = (size: number): number => {
      const begun = process.hrtime.bigint();
      for (const part of parts) redact(part.repeat(Math.ceil(size / part.length)));
      return Number(process.hrtime.bigint() - begun);
    };
    time(20_000);
    // Four times the text may take four times as long; a quadratic rule takes sixteen.
    expect(time(400_000) / time(100_000)).toBeLessThan(10);
  });
});

describe("shortenHome", () => {
  test.each([
    ["cat /home/ana/notes.md", "cat ~/notes.md"],
    ["open /Users/ben/Desktop/a.png", "open ~/Desktop/a.png"],
    ["dir C:\\Users\\Ana\\claw", "dir ~\\claw"],
    ["cd /srv/people/ana/x && ls /srv/people/ana", "cd ~/x && ls ~"],
    ["ls /home", "ls /home"],
    ["https://example.com/home/page", "https://example.com/home/page"],
    ["/srv/people/anabel/x", "/srv/people/anabel/x"],
  ])("%s becomes %s", (text, short) => {
    expect(shortenHome(text, "/srv/people/ana")).toBe(short);
  });
});

describe("secrets in plain words", () => {
  test.each([
    ["my password is correcthorsebattery", "correcthorsebattery"],
    ["the password for the router is swordfish, log in", "swordfish"],
    ["mein Passwort lautet geheimnisvoll", "geheimnisvoll"],
    ["das Passwort ist sonnenblume", "sonnenblume"],
    ["mi contraseña es mariposa.", "mariposa"],
    ["mon mot de passe est papillon", "papillon"],
    ["mot de passe : papillon", "papillon"],
    ["my pin is 4821", "4821"],
    ["the api key is zq81kkpl0", "zq81kkpl0"],
  ])("%j gives none of it away", (text, secret) => {
    expect(redact(text).text).not.toContain(secret);
    expect(redact(text).text).toContain("<secret:");
  });

  test.each([
    "the password is wrong",
    "password is required",
    "my password is not working",
    "the password is stored in the vault",
    "das Passwort ist falsch",
    "le mot de passe est incorrect",
    "la contraseña es incorrecta",
    "the password is case-sensitive",
    "the secret is patience",
    "the token is expired",
    "pin is 12 of 40",
    "is my password strong",
  ])("%j stays as it is", (text) => {
    expect(redact(text).text).toBe(text);
  });
});

describe("e-mail addresses", () => {
  const text = "mail ada@example.com and ada@example.com, not bob.müller@post.example.org; git@github.com:acme/web.git stays readable";

  test("stay unless they are to go", () => {
    expect(makeRedactor()(text).text).toBe(text);
  });

  test("go like secrets, equal ones with the same mark", () => {
    const { text: left, found } = makeRedactor({ emails: true })(text);
    expect(left).toMatch(/^mail <secret:email:1> and <secret:email:1>, not <secret:email:2>; /);
    expect(left).not.toMatch(/@[a-z]/);
    expect(found).toEqual({ email: 4 });
  });
});
