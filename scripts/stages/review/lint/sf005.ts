import { visible } from "#kernel/visible";
import type { Hit, LintRule } from "./rule.ts";

const STANDARD = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"];
/** Keys of OpenClaw's loader and registry. */
const OPENCLAW = ["homepage", "user-invocable", "disable-model-invocation", "command-dispatch", "command-tool", "command-arg-mode", "version", "permissions"];
const NESTED = new Set(["openclaw", "permissions"]);

/** Strict checkers reject keys they do not know; a host that reads one may obey something nobody reviewed. */
export const sf005: LintRule = {
  id: "SF005",
  check({ head }) {
    const keys = Object.keys(head ?? {}).filter((key) => !STANDARD.includes(key) && !OPENCLAW.includes(key));
    return [...keys.map((key) => hit(key, "is no known key")), ...metadataHits(head?.["metadata"])];
  },
};

function metadataHits(metadata: unknown): readonly Hit[] {
  if (metadata === undefined) return [];
  if (!isMap(metadata)) return [hit("metadata", "is no map")];
  return Object.entries(metadata)
    .filter(([key, value]) => !NESTED.has(key) && typeof value !== "string")
    .map(([key]) => hit(`metadata.${key}`, "holds something other than text"));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hit(key: string, why: string): Hit {
  return { level: "error", file: "SKILL.md", line: 1, args: { key: visible(key), why } };
}
