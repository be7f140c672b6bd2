import type { Finding, ScanReport } from "#kernel/finding";
import { listPermissions, PERMISSION_KINDS, type Permission, type Permissions } from "#kernel/permission";
import type { Located } from "./findings.ts";
import { covers, spellAll } from "./permissions.ts";

type Needs = Readonly<{ permissions: ScanReport["permissions"]; undeclared: readonly Located[] }>;

/** Findings, what the skill declares, what was granted -> what it needs, what is missing, and uses that were granted without being declared. */
export function permissionsOf(findings: readonly Finding[], declared: Permissions, granted: readonly Permission[]): Needs {
  const users = new Map<string, Finding[]>();
  for (const finding of findings) if (finding.permission !== null) users.set(finding.permission, [...(users.get(finding.permission) ?? []), finding]);
  const declaredList = listPermissions(declared);
  const all = spellAll([...users.keys()].flatMap(one));
  const isGranted = (text: string) => one(text).every((need) => granted.some((grant) => covers(grant, need)));
  const isDeclared = (text: string) => one(text).every((need) => declaredList.some((grant) => covers(grant, need)));
  const needed = all.filter((text) => users.get(text)?.some((finding) => finding.disposition === "grant") === true);
  const undeclared = needed
    .filter((text) => isGranted(text) && !isDeclared(text))
    .map(
      (text): Located => ({
        path: users.get(text)?.[0]?.file ?? "",
        text: "",
        mark: { rule: "undeclared-permission", start: 0, end: 0, args: { permission: text } },
      }),
    );
  return {
    permissions: {
      required: all.map((permission) => ({ permission, findings: (users.get(permission) ?? []).map((finding) => finding.fingerprint) })),
      declared: spellAll(declaredList),
      granted: spellAll(granted),
      missing: needed.filter((text) => !isGranted(text)),
    },
    undeclared,
  };
}

/** A spelled permission back as a value. */
function one(text: string): readonly Permission[] {
  const colon = text.indexOf(":");
  const kind = PERMISSION_KINDS.find((known) => known === text.slice(0, colon));
  return kind === undefined ? [] : [{ kind, value: text.slice(colon + 1) }];
}
