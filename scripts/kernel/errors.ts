/** Exit code of each family of errors. 3 (pending) and 4 (blocked) are results, so no error maps to them. */
export const FAMILIES = { failure: 1, usage: 2, stale: 5, integrity: 6, locked: 7, interrupted: 130 } as const;
export type Family = keyof typeof FAMILIES;

/** Every way in which the program could not answer: its family and one line of help (`forge explain CODE`). */
export const ERRORS = {
  USAGE: { family: "usage", help: "Run the command with --help; it begins with examples." },
  NOT_FOUND: { family: "usage", help: "Run `forge status` to see the genes, skills and states there are." },
  NEEDS_TERMINAL: { family: "usage", help: "This asks a question. Give the answer as a flag, or run it in a terminal." },
  NEEDS_PERSON: {
    family: "usage",
    help: "The answer is taken from the keyboard of a terminal, and from no flag, file, pipe or variable. Run it yourself in a terminal.",
  },
  WRONG_PASSPHRASE: {
    family: "failure",
    help: "Type it again. Nothing was signed. A passphrase cannot be recovered: the other approvers take in a new key. With no other approver nothing can be approved here any more: take back what is deployed (forge rollback asks for no signature) and begin in a new data folder (--home).",
  },
  FILE_UNREADABLE: { family: "failure", help: "Check that the path exists and that you may read it (`ls -l`)." },
  FILE_UNWRITABLE: {
    family: "failure",
    help: "Check free space and the rights of the folder, and run it again: what a command had begun, the next one finishes or takes back.",
  },
  FILE_TOO_LARGE: { family: "failure", help: "The file is over the limit of the policy. Raise it in policy.json if you trust the file." },
  UNSAFE_PATH: { family: "failure", help: "A path leaves its folder, is a link, or is no plain file. Replace it by a plain file or folder." },
  DATABASE_UNREADABLE: { family: "failure", help: "Close the program that writes the database, or check its rights, and run it again." },
  STATE_UNREADABLE: { family: "integrity", help: "A state file does not fit its schema. It was not touched. Restore it from a backup or run `forge doctor`." },
  STATE_TOO_NEW: { family: "integrity", help: "A newer Skill-Forge wrote this file. Update the program; nothing was changed." },
  POLICY_INVALID: { family: "usage", help: "Fix policy.json as the message says; `policy/policy.schema.json` describes it." },
  TEMPLATE_INVALID: { family: "failure", help: "A template does not fit its own slots. Reinstall the program or fix the template." },
  SLOT_INVALID: { family: "failure", help: "A value does not fit the slot's type or limits; choose another template or edit the gene." },
  CHAIN_BROKEN: {
    family: "integrity",
    help: "Run `forge audit verify` to see the first bad line. Put the file back, or acknowledge the damage with `forge audit fork --yes`.",
  },
  LOG_ROLLED_BACK: {
    family: "integrity",
    help: "The log is shorter or other than one that was seen before. Put the newer file back, or acknowledge the loss with `forge audit fork --yes`.",
  },
  LOG_UNANCHORED: {
    family: "integrity",
    help: "What was remembered of the log is gone. Put it back, compare with a checkpoint that you kept (`forge audit verify --against FILE`), then `forge audit anchor --accept --yes`.",
  },
  STORE_BROKEN: { family: "integrity", help: "A stored tree does not have its digest. Run `forge doctor`." },
  JOURNAL_BROKEN: { family: "integrity", help: "An interrupted deploy could not be resolved. Run `forge doctor`; nothing more is changed until then." },
  STALE_APPROVAL: { family: "stale", help: "Something changed after the approval. Run `forge review --skill NAME` again." },
  APPROVAL_TOO_WEAK: {
    family: "stale",
    help: "It was approved in a weaker way than is asked for now, or by a key that was revoked since. Approve it again: forge review --skill NAME --approve.",
  },
  APPROVAL_UNPROVEN: {
    family: "stale",
    help: "What capsules.json says was approved is not what the audit log and the signatures say. Nothing was deployed. Approve it again: forge review --skill NAME --approve.",
  },
  APPROVAL_LOOSENED: {
    family: "stale",
    help: "policy.json asks for less than the approval mode in force. Put it back, or ask for the change and approve it in the present mode: forge approver mode MODE.",
  },
  APPROVERS_CHANGED: {
    family: "integrity",
    help: "Who may approve is not what the audit log says; nothing is approved or deployed until it is. Put the file back, or write it as the log has it: forge approver list --fix.",
  },
  STALE_PLAN: { family: "stale", help: "Something changed after the plan was made. Make a new plan." },
  CHANGED_SINCE: { family: "stale", help: "The live skill was changed by hand. Look at `forge status`; --force saves the changed files first." },
  GENERATION_GONE: { family: "failure", help: "`forge generations --skill NAME` lists those that can still be brought back. Nothing was changed." },
  NAME_TAKEN: { family: "failure", help: "Choose another name with --name, or remove the skill that has it." },
  NOT_OWNED: { family: "failure", help: "Skill-Forge only touches skills that it deployed itself." },
  LOCKED: { family: "locked", help: "Another forge process is at work. Wait for it, or use --wait." },
  INTERRUPTED: { family: "interrupted", help: "Stopped by a signal; the next command finishes or takes back what was begun." },
  UNEXPECTED: { family: "failure", help: "This is a bug. Run again with --debug and report what it prints." },
} as const satisfies Record<string, Readonly<{ family: Family; help: string }>>;

export type ErrorCode = keyof typeof ERRORS;

export type ErrorFacts = Readonly<{ details?: Readonly<Record<string, string>>; cause?: unknown }>;

/** We could not answer. The message says what and where; the catalogue says what to do; facts go into `details`. */
export class ForgeError extends Error {
  override readonly name = "ForgeError";
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.details = facts.details ?? {};
  }

  get family(): Family {
    return ERRORS[this.code].family;
  }

  get help(): string {
    return ERRORS[this.code].help;
  }
}
