import type { Located } from "./findings.ts";

/** Names of the service that gives a machine in the cloud its keys, and its addresses at Amazon (also for containers), Google, Microsoft and others, and at Alibaba. */
const SERVICE =
  /^(?:metadata(?:\.google\.internal|\.goog|\.tencentyun\.com|\.oraclecloud\.com)?|instance-data(?:\.ec2\.internal)?|169\.254\.169\.25[34]|169\.254\.170\.(?:2|23)|fd00:ec2::(?:254|23)|fd20:ce::254|100\.100\.100\.200)$/;
/** Services that answer for any address that stands in the name. */
const ADDRESS_IN_NAME = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})\.(?:nip|sslip|xip)\.io$/;
/** An IPv4 address inside of an IPv6 one: mapped (RFC 4291, 2.5.5.2) and translated (RFC 6052, 2.1). */
const INNER = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;
/** What of it is a key or holds keys; instructions may well ask a machine for its name. */
const KEYS =
  /\/meta-?data\/iam\b|\/latest\/(?:api\/token|user-data|dynamic\/instance-identity\/(?:pkcs7|signature|rsa2048))|\/service-?accounts\/|\/metadata\/identity\b|\/v[234]\/credentials|\/opc\/v[12]\/(?:identity|instance)|\/ram\/security-credentials|\/user-?data\b|recursive=true/i;

/** Host as a permission spells it -> is it the service from which a machine in the cloud takes its keys, however the address is written? */
function isKeyService(host: string): boolean {
  const plain = addressOf(host).replace(/\.$/, "");
  return SERVICE.test(plain);
}

/** A host as the URL standard reads it (WHATWG URL, 3.5: numbers in any base, short and long forms), an IPv4 address in an IPv6 one or in a name taken out. */
function addressOf(host: string): string {
  let read: string;
  try {
    read = new URL(`http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}/`).hostname;
  } catch {
    return host.toLowerCase();
  }
  const named = ADDRESS_IN_NAME.exec(read);
  if (named !== null) return named.slice(1).map(Number).join(".");
  const inner = INNER.exec(read.replace(/^\[|\]$/g, ""));
  if (inner === null) return read.replace(/^\[|\]$/g, "");
  return inner
    .slice(1)
    .map((half) => Number.parseInt(half, 16))
    .flatMap((half) => [half >> 8, half & 255])
    .join(".");
}

/**
 * All marks of a skill -> a block for each file whose code asks the service that hands out the keys of a machine in the cloud, whatever it was granted, and
 * for each command of its instructions that asks it for keys. Whoever may ask it acts as the machine.
 */
export function instanceKeysIn(located: readonly Located[]): readonly Located[] {
  const out = new Map<string, Located>();
  for (const one of located) {
    const { mark, path, text } = one;
    if (mark.permission?.kind !== "network" || out.has(path) || !isKeyService(mark.permission.value)) continue;
    if (mark.disposition !== undefined && !KEYS.test(text.slice(mark.start, mark.end))) continue;
    const args = { name: mark.args?.["name"] ?? "The skill", path: `the keys of this machine (${mark.permission.value})` };
    out.set(path, { ...one, mark: { rule: "credential-store", start: mark.start, end: mark.end, args } });
  }
  return [...out.values()];
}
