import { basename, join, resolve } from "node:path";
import { parseFrontmatter } from "#kernel/frontmatter";
import type { Library } from "#stages/trigger/budgets";
import type { Context } from "./context.ts";
import { homeOf } from "./hosts.ts";
import { foldersWithSkill } from "./installed.ts";

type Fields = Readonly<Record<string, unknown>>;

const SETTINGS_BYTES = 4 * 1024 * 1024;
const TEXT_BYTES = 256_000;

/**
 * What the plugins that a person installed for all projects, and switched on, add to Claude Code's list: their skills and commands, under the plugin's name.
 * What cannot be read is left out with a warning. As Claude Code 2.1.330 writes `plugins/installed_plugins.json` (version 2) and tells its model:
 * only what `enabledPlugins` says true to counts, and folders that the plugin's manifest names come beside `skills/`.
 */
export function pluginSkills(context: Context): Library["skills"] {
  const home = homeOf(context, "claude-code");
  if (home === null) return [];
  const installed = fieldsIn(jsonAt(context, join(home, "plugins/installed_plugins.json"))["plugins"]);
  const enabled = fieldsIn(jsonAt(context, join(home, "settings.json"))["enabledPlugins"]);
  return Object.keys(installed)
    .filter((id) => enabled[id] === true)
    .flatMap((id) => {
      const own = listOf(installed[id]).map(fieldsIn);
      const path = own.find((one) => one["scope"] === "user")?.["installPath"];
      return typeof path === "string" ? listedIn(context, path, id.replace(/@.*/, "")) : [];
    });
}

function listedIn(context: Context, plugin: string, name: string): Library["skills"] {
  const manifest = jsonAt(context, join(plugin, ".claude-plugin/plugin.json"));
  const folders = ["skills", ...listOf(manifest["skills"])].flatMap((one) => (typeof one === "string" ? within(plugin, one) : []));
  const skills = [...new Set(folders)]
    .flatMap((folder) => foldersWithSkill(context, folder, 1))
    .map((folder) => [basename(folder), join(folder, "SKILL.md")] as const);
  const commands = namesIn(context, join(plugin, "commands"))
    .filter((file) => file.endsWith(".md"))
    .map((file) => [file.slice(0, -".md".length), join(plugin, "commands", file)] as const);
  return [...skills, ...commands].map(([own, path]) => ({ name: `${name}:${own}`, description: descriptionAt(context, path) }));
}

/** A path in a manifest, where it stays in the plugin. */
function within(plugin: string, path: string): readonly string[] {
  const whole = resolve(plugin, path);
  return whole.startsWith(`${plugin}/`) ? [whole] : [];
}

function descriptionAt(context: Context, path: string): string {
  const description = parseFrontmatter((textAt(context, path, TEXT_BYTES) ?? "").replace(/\r\n/g, "\n")).head?.["description"];
  return typeof description === "string" ? description : "";
}

function jsonAt(context: Context, path: string): Fields {
  const text = textAt(context, path, SETTINGS_BYTES);
  if (text === null) return {};
  try {
    return fieldsIn(JSON.parse(text));
  } catch {
    context.powers.note({ kind: "warning", text: `${path} is no JSON; skills of Claude Code's plugins are not counted` });
    return {};
  }
}

function textAt(context: Context, path: string, limit: number): string | null {
  const { files, note } = context.powers;
  try {
    return files.facts(path) === null ? null : new TextDecoder().decode(files.bytes(path, limit));
  } catch {
    note({ kind: "warning", text: `${path} could not be read; skills of Claude Code's plugins are not counted as a whole` });
    return null;
  }
}

function namesIn(context: Context, folder: string): readonly string[] {
  const { files, note } = context.powers;
  try {
    return files.facts(folder)?.kind === "folder" ? files.names(folder) : [];
  } catch {
    note({ kind: "warning", text: `${folder} could not be read; commands in it are not counted` });
    return [];
  }
}

function fieldsIn(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}
