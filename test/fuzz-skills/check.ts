import type { Gene } from "#kernel/gene";
import { ForgeError } from "#kernel/errors";
import { listPermissions, spellPermission } from "#kernel/permission";
import { entriesOf, textOf } from "#kernel/tree";
import { hasHidden } from "#kernel/visible";
import { generate, type Generated } from "#stages/generate/generate";
import { lint } from "#stages/review/lint/lint";
import { prepareJavaScript } from "#stages/scan/javascript/parser";
import { scan } from "#stages/scan/scan";
import { lintFacts } from "../stages/review/a-proposal.ts";
import { faultOf } from "./structure.ts";
import type { GeneSet } from "./gene-sets.ts";

await prepareJavaScript();

/** 300 to 2,000 tokens at an estimated 3.4 bytes each. */
const BYTES = { least: 300 * 3.4, most: 2000 * 3.4 };

/**
 * What came of a set of genes. `faults` must be empty. `blocked` are rules of the scan that stop a skill for what its words say, which is what they are
 * for; `shown` counts planted orders that stand whole in the skill, `passed` are those whose skill is not blocked.
 */
export type Result = Readonly<{
  template: string;
  faults: readonly string[];
  blocked: readonly string[];
  shown: number;
  passed: readonly string[];
  bytes: number;
  made: Generated | null;
}>;

export function check({ genes, template, planted }: GeneSet): Result {
  const request = { template, name: null, description: null };
  let made: Generated;
  try {
    made = generate({ ...request, genes });
  } catch (error) {
    const known = error instanceof ForgeError ? error.code : "";
    return { template: "none", faults: [`threw ${known} ${String(error)}`], blocked: [], shown: 0, passed: [], bytes: 0, made: null };
  }
  const faults = [...orderFaults(made, genes, request), ...sizeFaults(made), ...textFaults(made)];
  faults.push(
    ...lint(made.skill, lintFacts({ genes }))
      .filter((one) => one.level === "error")
      .map((one) => `lint ${one.id} ${JSON.stringify(one.args)}`),
  );
  const report = scan(made.skill, { profile: "compiled", policy: lintFacts().policy, policyDigest: "c".repeat(64), grants: { declared: null, granted: [] } });
  const blocks = report.findings.filter((one) => one.disposition === "block");
  faults.push(
    ...blocks.filter((one) => one.file.endsWith(".mjs") && !one.ruleId.startsWith("prose-")).map((one) => `scan ${one.ruleId} in ${one.file}: ${one.message}`),
  );
  faults.push(...report.coverage.filter((one) => !one.scanned).map((one) => `unread ${one.file}`));
  if (blocks.length === 0) faults.push(...permissionFaults(made, report.permissions.missing));
  const text = bodyOf(made);
  const shown = planted.filter((order) => text.includes(order));
  const passed = blocks.length > 0 ? [] : shown.map((order) => text.split("\n").find((line) => line.includes(order)) ?? order);
  faults.push(...passed.map((line) => `an order that nothing blocks: ${line}`));
  return {
    template: made.template.id,
    faults,
    blocked: [...new Set(blocks.map((one) => one.ruleId))],
    shown: shown.length,
    passed,
    bytes: new TextEncoder().encode(text).byteLength,
    made,
  };
}

function bodyOf(made: Generated): string {
  const file = made.skill.files.find((one) => one.path === "SKILL.md");
  return file === undefined ? "" : textOf(file);
}

function orderFaults(
  made: Generated,
  genes: readonly Gene[],
  request: Readonly<{ template: string | null; name: null; description: null }>,
): readonly string[] {
  const again = generate({ ...request, genes: [...genes].reverse() });
  return JSON.stringify(entriesOf(again.skill.files)) === JSON.stringify(entriesOf(made.skill.files)) ? [] : ["other bytes in another order"];
}

function sizeFaults(made: Generated): readonly string[] {
  const bytes = new TextEncoder().encode(bodyOf(made)).byteLength;
  const faults = bytes < BYTES.least || bytes > BYTES.most ? [`${String(bytes)} bytes`] : [];
  if (new TextEncoder().encode(made.description).byteLength > 160) faults.push("a long description");
  return faults;
}

/** Every file is read as its readers do; nothing in it is unseen. */
function textFaults(made: Generated): readonly string[] {
  return made.skill.files.flatMap((file) => {
    const fault = faultOf(file, made.template.id);
    const hidden = hasHidden(textOf(file).replaceAll("\n", "")) ? [`hidden characters in ${file.path}`] : [];
    return fault === null ? hidden : [`${file.path}: ${fault}`, ...hidden];
  });
}

/** A script needs exactly the folders and hosts that the skill declares. */
function permissionFaults(made: Generated, missing: readonly string[]): readonly string[] {
  const declared = listPermissions(made.permissions)
    .map(spellPermission)
    .filter((one) => !one.startsWith("process:"));
  const needed = missing.filter((one) => !one.startsWith("process:"));
  return [
    ...needed.filter((one) => !declared.includes(one)).map((one) => `undeclared ${one}`),
    ...declared.filter((one) => !needed.includes(one)).map((one) => `unneeded ${one}`),
  ];
}
