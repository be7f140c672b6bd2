import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One folder for everything that the tests leave behind, removed at the end: a worker that is stopped runs no clean-up of its own. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "forge-tests-"));
  process.env.TMPDIR = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
