import { parseArgs } from "node:util";

/** What a bench is told on the command line besides its name. Folders may be given several times. */
export type Options = Readonly<{
  /** Part of the name of the benches to run. */
  only: string;
  /** Files of labelled texts, for `cluster` and `trigger`. */
  files: readonly string[];
  /** Folders whose skills the speed of a scan is measured on; none = our own files, so that it always runs. */
  collections: readonly string[];
  /** Folders of skills known to be good, known to be bad, of unknown kind, and of mixed kind with the label in the path. */
  good: readonly string[];
  bad: readonly string[];
  unlabelled: readonly string[];
  labelled: readonly string[];
  /** Size in megabytes up to which the curve of cost goes, and of the histories that are read. */
  megabytes: number;
  /** Number of requests up to which the curve of mining goes. */
  requests: number;
  /** One case of mining, and one number of requests instead of the curve; empty and 0 for all. */
  case: string;
  size: number;
  /** Events up to which verifying since a checkpoint is measured. */
  events: number;
  /** Where the figures go as JSON besides the table; empty for nowhere. */
  json: string;
}>;

/** Arguments after the program -> options. Throws TypeError for an unknown flag. */
export function optionsOf(args: readonly string[]): Options {
  const many = { type: "string", multiple: true, default: [] as string[] } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      collections: many,
      good: many,
      bad: many,
      unlabelled: many,
      labelled: many,
      megabytes: { type: "string", default: "2" },
      requests: { type: "string", default: "30000" },
      case: { type: "string", default: "" },
      size: { type: "string", default: "0" },
      events: { type: "string", default: "100000" },
      json: { type: "string", default: "" },
    },
  });
  return {
    ...values,
    only: positionals[0] ?? "",
    files: positionals.slice(1),
    megabytes: Number(values.megabytes),
    requests: Number(values.requests),
    size: Number(values.size),
    events: Number(values.events),
  };
}
