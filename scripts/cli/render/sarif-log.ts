import type { Json } from "#kernel/canonical-json";
import { VERSION } from "#kernel/version";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** What one run of scan or lint says, in the words of SARIF. `target` names what was looked at; `complete` is false when something was not read. */
export type SarifRun = Readonly<{
  target: string;
  rules: readonly Json[];
  base: string;
  artifacts: readonly Json[];
  complete: boolean;
  notices: readonly Json[];
  results: readonly Json[];
  properties: Readonly<Record<string, Json>>;
}>;

/** One run -> SARIF 2.1.0 log (OASIS standard, errata 01). Same run, same log: no clock, no path of this machine. */
export function sarifLog(run: SarifRun): Json {
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "skill-forge",
            semanticVersion: VERSION,
            informationUri: "https://github.com/skill-forge/skill-forge",
            rules: [...run.rules],
          },
        },
        automationDetails: { id: `skill-forge/${encodeURIComponent(run.target)}/` },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: run.base } } },
        artifacts: [...run.artifacts],
        invocations: [{ executionSuccessful: run.complete, toolExecutionNotifications: [...run.notices] }],
        results: [...run.results],
        properties: { ...run.properties },
      },
    ],
  };
}

/** Relative path -> URI reference (RFC 3986): each part percent-encoded, so that no part is taken for a scheme, a host, a query or a step upwards. */
export function uriOf(path: string): string {
  const parts = path.split("/").map((part) => encodeURIComponent(part.toWellFormed()));
  const plain = parts.map((part) => (part === "" || part === "." || part === ".." ? part.replaceAll(".", "%2E") : part)).join("/");
  return plain.startsWith("/") || plain === "" ? `.${plain}` : plain;
}
