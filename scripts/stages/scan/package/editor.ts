import { isRecord, leavesOf } from "./entries.ts";
import type { Report } from "../mark.ts";
import type { Find } from "./npm.ts";

/** Settings of editors that name a program, pass something to one, or take a question away. */
const DANGEROUS =
  /(?:executable|interpreter|command|binary|serverPath|shell|automationProfile|profiles\.|\.path$|Path$|pythonPath|runtime|\.args$|env\.|envFile|allowAutomaticTasks|workspace\.trust|autoApprove|autoRun|autoAccept|enableScripts|runOnSave|emeraldwalk|buildOnSave|hook|proxy|extraPaths|experimental\.useTsgo|tsdk|sdk$)/i;

/** Parsed file of `.vscode/` -> marks: tasks that start by themselves and settings that run something block, the rest is a warning. */
export function checkEditor(path: string, data: unknown, find: Find, report: Report): void {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const block = (what: string, word: string) => {
    const [start, end] = find(word);
    report({ rule: "package-config", start, end, args: { what } });
  };
  if (!isRecord(data)) {
    block("Holds settings of an editor that cannot be read", "");
    return;
  }
  if (name === "settings.json") {
    const keys = keysOf(data).filter((key) => DANGEROUS.test(key));
    for (const key of keys) block(`Changes what an editor runs or trusts ("${key.slice(0, 60)}")`, `"${key.slice(key.lastIndexOf("/") + 1)}"`);
    if (keys.length > 0) return;
  } else if (name === "tasks.json") {
    if (leavesOf(data).some((one) => one.toLowerCase() === "folderopen")) {
      block("Starts a task when an editor opens the folder", '"folderOpen"');
      return;
    }
    block("Holds tasks that an editor runs", '"tasks"');
    return;
  } else if (name !== "extensions.json" && name !== "launch.json") {
    block("Holds tasks or settings that an editor runs", "");
    return;
  }
  const [start, end] = find("");
  report({ rule: "package-config", start, end, args: { what: "Holds settings of an editor" }, disposition: "warn", severity: "low" });
}

/** Commands that a development container runs, on the host (`initializeCommand`) or inside (containers.dev, "Lifecycle scripts"). `isOpened`: an editor finds it where it lies. */
export function checkContainer(data: unknown, find: Find, report: Report, isOpened = true): void {
  const block = (what: string, word: string) => {
    const [start, end] = find(word);
    report({ rule: "package-config", start, end, args: { what } });
  };
  if (!isRecord(data)) {
    if (isOpened) block("Holds a development container that cannot be read", "");
    return;
  }
  // Where no editor looks for it, it is a draft of one: that it opens the machine to whoever copies it is no less so.
  if (isOpened)
    for (const key of ["initializeCommand", "onCreateCommand", "updateContentCommand", "postCreateCommand", "postStartCommand", "postAttachCommand"])
      if (data[key] !== undefined) block(`Runs a command when an editor opens the folder ("${key}")`, `"${key}"`);
  for (const key of [
    "runArgs",
    "mounts",
    "workspaceMount",
    "build",
    "dockerFile",
    "dockerComposeFile",
    "features",
    "customizations",
    "containerEnv",
    "remoteEnv",
    "privileged",
    "capAdd",
    "securityOpt",
  ])
    if (
      data[key] !== undefined &&
      /privileged|docker\.sock|source=(?:\/|\$\{localEnv)|--(?:cap-add|pid|network=host|volume|mount|device)|^-v$|localEnv|SYS_/.test(JSON.stringify(data[key]))
    )
      block(`Opens the machine to a development container ("${key}")`, `"${key}"`);
  if (!isOpened) return;
  const [start, end] = find("");
  report({ rule: "package-config", start, end, args: { what: "Holds a development container" }, disposition: "warn", severity: "low" });
}

function keysOf(data: unknown, prefix = "", depth = 0): readonly string[] {
  if (!isRecord(data) || depth > 6) return [];
  return Object.entries(data).flatMap(([key, value]) => [`${prefix}${key}`, ...keysOf(value, `${prefix}${key}/`, depth + 1)]);
}
