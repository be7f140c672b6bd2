import { join } from "node:path";
import type { LogRoot } from "#adapters/contract";
import { textOrNull } from "#adapters/common/fields";
import type { HostFacts } from "#kernel/powers";

/** Machine -> where Copilot keeps sessions: the command line's own folder. */
export function rootsOf({ env, home }: HostFacts): readonly LogRoot[] {
  const named = textOrNull(env["COPILOT_HOME"]);
  return [{ adapter: "copilot-cli", path: named ?? join(home, ".copilot"), why: named === null ? "~/.copilot" : "COPILOT_HOME" }];
}
