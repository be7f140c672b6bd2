import fc from "fast-check";
import { digestOf } from "#kernel/digest";
import { scanOf } from "../../stages/scan/samples.ts";
import { aSkill } from "./pieces.ts";

/** Prints the digest of the reports on a fixed set of skills, and how many findings they hold. */
const skills = fc.sample(aSkill, { numRuns: 150, seed: 7 });
const reports = skills.flatMap((files) => [scanOf(files, "imported"), scanOf(files, "compiled")]);
console.log(`${digestOf(JSON.stringify(reports))} ${reports.reduce((sum, one) => sum + one.findings.length, 0)}`);
