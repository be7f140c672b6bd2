import type { Call } from "./call.ts";
import { type Machine, refuse, shown } from "./machine.ts";
import { HOLE } from "./text.ts";

/** No word and no call of these is longer; the patterns look further than one word. */
const WORD = 400;
const LONGEST = 20_000;
/** Whoever asks, signed in or not (Kubernetes documentation, "RBAC: default roles"). */
const ANYBODY = /\bsystem:(?:anonymous|unauthenticated|authenticated|serviceaccounts)\b(?!:)/;
const BINDING = /\bkind["']?\s{0,4}:\s{0,4}["']?(?:ClusterRoleBinding|RoleBinding)\b/;
const ADDRESS = String.raw`["']?(?:user|group):[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,60}`;
const POWER = String.raw`roles/(?:owner|editor|\w+(?:\.\w+)*[aA]dmin|iam\.\w+(?:Creator|User))\b`;

/** Program -> arguments by which it hands rights over what is somebody's to an account that the text itself names, or to anybody. What the person names is theirs to decide. */
const GRANTS: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  kubectl: [
    [
      / create (?:cluster)?rolebinding (?=.* --?clusterrole[= ](?:cluster-admin|admin|edit)\b).*--?(?:user|group)[= ]system:(?:anonymous|unauthenticated|authenticated|serviceaccounts) /,
      "rights over the cluster for anybody",
    ],
  ],
  gcloud: [
    [
      new RegExp(` add-iam-policy-binding (?=.*--role[= ]${POWER}).*--member[= ](?:${ADDRESS}|allUsers|allAuthenticatedUsers)`),
      "rights over the project for an account that the text names",
    ],
  ],
  az: [
    [
      / role assignment create (?=.*--role[= ]["']?(?:Owner|Contributor|User Access Administrator)\b).*--assignee[= ][\w.+-]{1,64}@[\w-]{1,63}\.\w/,
      "rights over the subscription for an account that the text names",
    ],
  ],
  aws: [
    [
      / put-bucket-policy .*"Principal"\s{0,4}:\s{0,4}(?:"\*"|\{\s{0,4}"AWS"\s{0,4}:\s{0,4}"\*"\s{0,4}\}).*"Action"\s{0,4}:\s{0,4}\[?\s{0,4}"s3:(?:\*|Put|Delete)/,
      "a bucket that anybody can write",
    ],
    [/ (?:put-bucket-acl|put-object-acl) .*--acl[= ]public-read-write /, "a bucket that anybody can write"],
    [/ authorize-security-group-ingress (?=.*--protocol[= ](?:-1|all) ).*--cidr[= ](?:0\.0\.0\.0\/0|::\/0)/, "every door of the machines open to anybody"],
    [/ add-permission .*--principal[= ]["']?\* /, "a function that anybody can run"],
  ],
  gh: [[/ api (?=.*(?:-X|--method)[= ]?PUT\b).* \/?repos\/\S{1,200}\/collaborators\/[\w-]+ /, "somebody named in the text let into the repository"]],
};
/** Where a key of the text's own is added to the doors of the person: of an account, of a repository. */
const KEYS = / (?:ssh-key add|repo deploy-key add|compute os-login ssh-keys add|ec2 import-key-pair)\b/;
const PUBLIC_KEY = /\b(?:ssh-(?:ed25519|rsa)|ecdsa-sha2-\S{1,30}) AAAA[\w+/=]{20}/;

/** A call of a tool for a cloud or a cluster -> a refusal where it hands rights over to somebody that the text itself names. */
export function readGrants(machine: Machine, call: Call): void {
  const { program, args, around } = call;
  if (!Object.hasOwn(GRANTS, program)) return;
  const line = ` ${args.map((one) => one.text.slice(0, WORD).replaceAll(HOLE, "\u2026")).join(" ")} `.slice(0, LONGEST);
  const given = around.stdin?.text ?? "";
  const found =
    (GRANTS[program] ?? []).find(([pattern]) => pattern.test(line))?.[1] ??
    (KEYS.test(line) && (PUBLIC_KEY.test(line) || PUBLIC_KEY.test(given)) ? "a key that the text brings along" : undefined) ??
    (program === "kubectl" && / (?:apply|create|replace) /.test(line) && isOpen(given) ? "rights over the cluster for anybody" : undefined);
  if (found !== undefined) refuse(machine, "command-persist", around.place, { text: shown(machine, around.place) }, [found]);
}

/** Description of a cluster -> does it bind a role to anybody at all? */
export function isOpen(text: string): boolean {
  return BINDING.test(text) && ANYBODY.test(text) && /\b(?:cluster-admin|admin|edit)\b/.test(text);
}
