import type { Located } from "./findings.ts";
import type { FileReading } from "./reading.ts";

/** A call of a service by which somebody is let in to what is the person's, or their money goes elsewhere; what says who that is; and what it does. */
type Door = Readonly<{ way: RegExp; party: RegExp; says: string }>;

const DATA = /\.(?:json|jsonc|json5|jsonl|ya?ml|toml|ini|cfg|conf|csv|tsv|txt|properties)$/i;
const PUBLIC_KEY = /\b(?:ssh-(?:ed25519|rsa)|ecdsa-sha2-[\w-]{1,30}) AAAA[\w+/=]{20}/;
/** An address that stands for itself, and is none of those kept for documents (RFC 2606). */
const MAIL = /["'`][\w.+-]{1,64}@(?!(?:[\w-]+\.)*(?:example\.(?:com|org|net)|test|invalid|localhost)["'`])[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}["'`]/i;
/** An IBAN (ISO 13616), or the number of an account under its name. */
const ACCOUNT = /["'`][A-Z]{2}\d{2}[A-Z0-9]{11,30}["'`]|["'`]?account_?(?:number|no)["'`]?\s{0,8}[:=]\s{0,8}["'`]\d{6,17}["'`]/i;
/** An account of AWS, by its number or in a name of something of it. */
const AWS = /["'`](?:arn:aws:iam::)?\d{12}(?::[\w/+=,.@-]{1,80})?["'`]/;

const DOORS: readonly Door[] = [
  {
    way: /\b(?:createDeployKey|create_deploy_key|createPublicSshKeyForAuthenticatedUser|import_key_pair|ImportKeyPairCommand)\b/,
    party: PUBLIC_KEY,
    says: "lets in a key that the skill brings along",
  },
  // Requests by which the same is done (GitHub, GitLab and Gitea: "deploy keys", "SSH keys")
  {
    way: /(?:\brepos?(?:itory)?\}?|\brepos\/[^"'`\s]{1,120}|\/projects\/[^"'`\s]{1,120}|\/user)\/(?:deploy_)?keys(?=["'`?])/i,
    party: PUBLIC_KEY,
    says: "lets in a key that the skill brings along",
  },
  { way: /\b(?:conversations_inviteShared|conversations\s{0,8}\.\s{0,8}inviteShared)\b/, party: MAIL, says: "invites somebody whom the skill names" },
  {
    way: /\bpermissions(?:\(\))?\s{0,8}\.\s{0,8}(?:create|insert)\s{0,8}\(|\bacl(?:\(\))?\s{0,8}\.\s{0,8}insert\s{0,8}\(/,
    party: MAIL,
    says: "shares with somebody whom the skill names",
  },
  {
    way: /\bforwardingAddresses(?:\(\))?\s{0,8}\.\s{0,8}create\b|\bupdateAutoForwarding\b/,
    party: MAIL,
    says: "forwards mail to somebody whom the skill names",
  },
  {
    way: /\b(?:createExternalAccount|updateExternalAccount|create_external_account|modify_external_account)\b/,
    party: ACCOUNT,
    says: "has money paid to an account that the skill names",
  },
  {
    way: /\b(?:put_bucket_policy|PutBucketPolicyCommand|update_assume_role_policy|UpdateAssumeRolePolicyCommand|modify_(?:snapshot|image)_attribute|Modify(?:Snapshot|Image)AttributeCommand)\b/,
    party: AWS,
    says: "gives rights to an account that the skill names",
  },
];

/**
 * Programs that let somebody in by the service they work with, where the skill itself says who that is -> marks that block. Whom the person names is theirs to
 * decide. Who it is stands in the program, or in data of the skill that it names.
 */
export function doorsIn(read: ReadonlyMap<string, FileReading>): readonly Located[] {
  const programs = [...read].filter(([, { kind }]) => kind === "python" || kind === "javascript" || kind === "powershell" || kind === "shell");
  return programs.flatMap(([path, { text }]) => {
    const open = DOORS.filter(({ way }) => way.test(text));
    if (open.length === 0) return [];
    const around = textsAround(read, path);
    return open.flatMap(({ way, party, says }): readonly Located[] => {
      const who = around.map((one) => party.exec(one)?.[0]).find((one) => one !== undefined);
      const hit = way.exec(text);
      if (who === undefined || hit === null) return [];
      const [start, end] = [hit.index, hit.index + hit[0].length];
      return [{ path, text, mark: { rule: "command-persist", start, end, args: { text: `${hit[0]} ${says}` }, evidence: [who.slice(0, 80)] } }];
    });
  });
}

/** The program, its neighbours in code, and the data whose name any of these says. */
function textsAround(read: ReadonlyMap<string, FileReading>, path: string): readonly string[] {
  const own = read.get(path)?.text ?? "";
  const code = [...read].filter(([other, { kind }]) => other !== path && (kind === "python" || kind === "javascript") && own.includes(stemOf(other)));
  const texts = [own, ...code.map(([, { text }]) => text)];
  const data = [...read].filter(([other]) => DATA.test(other) && texts.some((text) => text.includes(other.slice(other.lastIndexOf("/") + 1))));
  return [...texts, ...data.map(([, { text }]) => text)];
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
}
