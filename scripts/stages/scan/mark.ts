import type { Disposition, Severity } from "#kernel/finding";
import type { Permission } from "#kernel/permission";
import type { RuleId } from "./rules.table.ts";

/** What an analyser says of a file: rule and place as UTF-16 offsets. Words, lines and fingerprints are made afterwards, in one place. */
export type Mark = Readonly<{
  rule: RuleId;
  start: number;
  end: number;
  args?: Readonly<Record<string, string>>;
  evidence?: readonly string[];
  /** Where the data went, first to last; `path` only where it is another file than the mark's. */
  flow?: readonly Readonly<{ path?: string; start: number; end: number; says: string }>[];
  permission?: Permission;
  /** Weaker than the rule says (an example nobody is told to run); never stronger. */
  disposition?: Disposition;
  severity?: Severity;
}>;

/** Marks are handed to this as they are found. */
export type Report = (mark: Mark) => void;
