import { basename, join } from "node:path";
import { type Elsewhere, fileElsewhere } from "#audit/elsewhere";
import { gitElsewhere } from "#audit/git-elsewhere";
import type { LogPlace } from "#audit/read-log";
import { ForgeError } from "#kernel/errors";
import type { Context } from "./context.ts";
import { absolute } from "./places.ts";

type Known = Pick<Context, "powers" | "places" | "audit">;

/** Where the log of this data folder lies, is anchored, and is kept elsewhere as policy.json says (`audit.anchors`). Throws POLICY_INVALID for an anchor inside of the data folder. */
export function logPlaceOf(context: Known): LogPlace {
  const { places, audit } = context;
  return { path: places.events, anchors: places.anchors, elsewhere: audit.anchors.map((one) => elsewhereOf(context, one)) };
}

/** One data folder of several that keep their checkpoints in one place has an id of its own there. */
function elsewhereOf({ powers, places }: Known, spelled: string): Elsewhere {
  const isGit = spelled.startsWith("git:");
  const path = absolute(powers.host, isGit ? spelled.slice(4) : spelled);
  const id = basename(places.anchors);
  if (path === places.data || path.startsWith(`${places.data}/`))
    throw new ForgeError("POLICY_INVALID", `audit.anchors: ${spelled} lies in the data folder; who can change the log could change it as well`);
  if (isGit) return gitElsewhere(powers.run, powers.host.env.PATH ?? "", path, `refs/skill-forge/${id}`);
  return fileElsewhere(powers.files, powers.files.facts(path)?.kind === "folder" ? join(path, `skill-forge-${id}.checkpoint`) : path);
}
