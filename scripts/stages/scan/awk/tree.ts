export type At = Readonly<{ at: number; until: number }>;

/** Expressions of awk, as far as it matters what becomes of their values. */
export type Expression = At &
  (
    | Readonly<{ kind: "text"; text: string; isHidden: boolean }>
    | Readonly<{ kind: "name"; name: string }>
    | Readonly<{ kind: "field"; of: Expression }>
    | Readonly<{ kind: "element"; name: string; keys: readonly Expression[] }>
    | Readonly<{ kind: "joined"; parts: readonly Expression[] }>
    /** A number or a truth of what is in it. */
    | Readonly<{ kind: "number"; parts: readonly Expression[] }>
    | Readonly<{ kind: "either"; parts: readonly Expression[]; test: Expression }>
    | Readonly<{ kind: "assign"; to: Expression; value: Expression; isNumber: boolean }>
    | Readonly<{ kind: "call"; name: string; args: readonly Expression[]; isIndirect: boolean }>
    | Readonly<{ kind: "getline"; command: Expression | null; file: Expression | null; to: Expression | null }>
    | Readonly<{ kind: "list"; parts: readonly Expression[] }>
  );

/** What a program does beside computing: prints, and where that goes; what a function gives back. */
export type Statement = At &
  (
    | Readonly<{ kind: "value"; value: Expression }>
    | Readonly<{ kind: "print"; values: readonly Expression[]; to: Expression | null; way: ">" | "|" | null; append: boolean }>
    | Readonly<{ kind: "return"; value: Expression | null }>
    | Readonly<{ kind: "each"; name: string; array: string }>
  );

export type Routine = Readonly<{ name: string; parameters: readonly string[]; statements: readonly Statement[] }>;
export type Program = Readonly<{
  statements: readonly Statement[];
  routines: readonly Routine[];
  included: readonly (At & Readonly<{ name: string; word: string }>)[];
}>;

export class Unreadable extends Error {
  readonly at: number;
  constructor(at: number, why: string) {
    super(why);
    this.at = at;
  }
}
