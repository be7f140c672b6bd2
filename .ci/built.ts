import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** End-to-end tests run the program as it is published, so what is in `dist/` must be made of the sources as they are. Does nothing when it is. */
export default function setup(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL("../scripts/setup/run.mjs", import.meta.url)), "build"], { stdio: "inherit" });
}
