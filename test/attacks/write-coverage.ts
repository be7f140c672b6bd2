/** Writes policy/coverage.md from what the scan does now (`npm run coverage`); the change is then reviewed as a diff. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { coverageText, measure } from "./coverage.ts";

const measured = await measure();
writeFileSync(join(import.meta.dirname, "..", "..", "policy", "coverage.md"), coverageText(measured));
for (const row of measured.rows) if (row.state === "missed" || row.state === "no sample") process.stdout.write(`${row.technique[0]}  ${row.words}\n`);
