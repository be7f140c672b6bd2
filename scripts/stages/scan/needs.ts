import type { Capability, Finding, ScanReport } from "#kernel/finding";
import { listPermissions, PERMISSION_KINDS, type Permission, type Permissions } from "#kernel/permission";
import type { Located } from "./findings.ts";
import { covers, spellAll } from "./permissions.ts";

type Needs = Readonly<{ permissions: ScanReport["permissions"]; capabilities: readonly Capability[]; undeclared: readonly Located[] }>;

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
  const missing = needed.filter((text) => !isGranted(text));
  const used = all.flatMap((text) =>
    one(text).map(({ kind, value }): Capability => {
      const state = missing.includes(text) ? "missing" : needed.includes(text) ? "granted" : "listed";
      return { kind, value, state, declared: isDeclared(text), granted: isGranted(text), findings: fingerprintsOf(users.get(text)) };
    }),
  );
  return {
    capabilities: sorted([...used, ...unusedOf(all.flatMap(one), declaredList, granted)]),
    permissions: {
      required: all.map((permission) => ({ permission, findings: fingerprintsOf(users.get(permission)) })),
      declared: spellAll(declaredList),
      granted: spellAll(granted),
      missing,
    },
    undeclared,
  };
}

/** Declared or granted, and nothing seen that it is for: more was asked for than is used. */
function unusedOf(needs: readonly Permission[], declared: readonly Permission[], granted: readonly Permission[]): readonly Capability[] {
  const idle = spellAll([...declared, ...granted])
    .flatMap(one)
    .filter((given) => !needs.some((need) => covers(given, need) || covers(need, given)));
  return idle.map((given) => ({
    ...given,
    state: "unused",
    declared: declared.some((known) => covers(known, given)),
    granted: granted.some((known) => covers(known, given)),
    findings: [],
  }));
}

function sorted(list: readonly Capability[]): readonly Capability[] {
  const rank = (entry: Capability) => PERMISSION_KINDS.indexOf(entry.kind);
  return [...list].sort((a, b) => rank(a) - rank(b) || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
}

function fingerprintsOf(findings: readonly Finding[] | undefined): readonly string[] {
  return (findings ?? []).map((finding) => finding.fingerprint);
}

/** A spelled permission back as a value. */
function one(text: string): readonly Permission[] {
  const colon = text.indexOf(":");
  const kind = PERMISSION_KINDS.find((known) => known === text.slice(0, colon));
  return kind === undefined ? [] : [{ kind, value: text.slice(colon + 1) }];
}
