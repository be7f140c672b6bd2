/** What the person waiting is told while a stage runs. cli chooses words, JSON lines or silence; nothing depends on a note. */
export type Note =
  | Readonly<{ kind: "stage"; stage: string }>
  | Readonly<{ kind: "progress"; stage: string; done: number; total: number; unit: string; elapsedMs: number }>
  /** Something is about to leave the machine. */
  | Readonly<{ kind: "asking"; purpose: string; origin: string; model: string }>
  | Readonly<{ kind: "warning"; text: string }>
  | Readonly<{ kind: "detail"; text: string }>;
