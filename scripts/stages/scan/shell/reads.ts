import { isFurtherKeyFile } from "../key-files.ts";
import { writtenBits } from "./spilled.ts";
import type { Machine } from "./machine.ts";
import { blur, EMPTY, FROM, HOLE, type Text, unknown } from "./text.ts";

/** Paths -> what reading them gives: what the script wrote there itself, or content nobody knows. */
export function readFiles(machine: Machine, paths: readonly Text[]): Text {
  const read = paths.map((path): Text => {
    const written = machine.files.get(path.text);
    return (
      written ??
      unknown(FROM.data | secretBits(path) | writtenBits(machine, path) | (isAnyOfHome(path) ? FROM.secret : 0) | (isOwn(machine, path) ? FROM.own : 0))
    );
  });
  return read.length === 1 ? (read[0] ?? EMPTY) : blur(read);
}

/** Files whose content lets somebody in. Public halves, samples and settings beside them are none. */
const CREDENTIAL =
  /(?:^|\/)(?:\.ssh\/(?!config$|known_hosts|[^/]*\.pub$)|\.aws\/credentials|\.gnupg(?:\/|$)|\.(?:pem|p12|pfx|kdbx|keystore|ppk)$|\.netrc$|\.git-credentials$|\.pgpass$|\.npmrc$|\.pypirc$|\.env(?:\.(?!example|sample|template)\w+)?$|\.docker\/config\.json|\.kube\/config|\.config\/(?:gcloud|gh|rclone|op)\/|id_(?:rsa|dsa|ecdsa|ed25519)$|\.(?:bash|zsh|[a-z]{0,20}[*?\u0001][*?a-z\u0001]{0,20})_history$|Login Data|Cookies$|Local State$|wallet\.dat|keystore(?:\/|$)|Keychains\/|\.password-store|\.solana\/|\.ethereum\/|\.electrum\/|\.bitcoin\/|auth-profiles\.json|credentials(?:\.json)?$|\.openclaw\/(?:openclaw|credentials)|\.clawdbot\/(?:clawdbot|credentials))|^\/etc\/(?:shadow|passwd|sudoers)|^\/proc\/[^/]+\/environ/;

/** Files of one program's own keys: reading one of them whole is another thing than signing in with what it holds. */
const KEY_FILE =
  /(?:^|\/)\.(?:openclaw|clawdbot|moltbot)\/credentials\/|(?:^|\/)(?:\.?env(?:\.(?!example|sample|template)\w+)?|[\w.-]*\.env|(?:[\w-]*[-_.])?(?:credentials?|secrets?|tokens?|api[-_]?keys?)(?:\.(?:json|ya?ml|toml|txt|ini|env))?|openclaw\.json|clawdbot\.json|auth\.json|token)$/i;

/** Path that is read -> what its content is: credentials of the person, keys of a program, or neither. Known parts are enough. */
export function secretBits(path: Text): number {
  if (KEY_FILE.test(path.text) && !/(?:^|\/)\.(?:ssh|aws|gnupg|kube|docker)\/|^\/etc\//.test(path.text)) return FROM.keys;
  return CREDENTIAL.test(path.text) || isFurtherKeyFile(path.text) ? FROM.secret : 0;
}

export function isSecretRead(path: Text): boolean {
  return secretBits(path) !== 0;
}

/** Whatever lies in a home folder or on the whole machine: a walk over it gives every key there is. */
function isAnyOfHome(path: Text): boolean {
  return (path.from & FROM.data) !== 0 && /^(?:~|\/home(?:\/[^/]+)?|\/Users(?:\/[^/]+)?|\/root|\/etc|)\/\u0001/.test(path.text);
}

const PERSONAL =
  /^(?:~|\/|\/home(?:\/[^/]+)?|\/Users(?:\/[^/]+)?|\/root|\/etc|~\/(?:Documents|Desktop|Downloads|Pictures|Library|\.config|\.local))\/?$|(?:^|\/)\.(?:ssh|aws|gnupg|kube|docker|openclaw|clawdbot|claude)\/?$/;

/** A folder that holds what is the person's own, as a whole. */
export function isPersonal(path: Text): boolean {
  return PERSONAL.test(path.text);
}

function isOwn(machine: Machine, path: Text): boolean {
  return path.text.startsWith("\u0000skill/") || (!path.text.includes(HOLE) && machine.context.paths.has(path.text.replace(/^\.\//, "")));
}
