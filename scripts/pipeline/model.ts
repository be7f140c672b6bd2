import type { Answer, Meter, NoAnswer, Question } from "#kernel/ask";
import { questionDigest } from "#kernel/ask";
import type { ModelSettings, Used } from "#kernel/model";
import { changing } from "./changing.ts";
import type { Context } from "./context.ts";
import { opened, withLedger } from "./ledger.ts";
import { ANSWERS, inLog } from "./salts.ts";

/** An answer, bought now or kept from before; or why there is none. */
export type Asked = (Answer & Readonly<{ kept: boolean }>) | NoAnswer;

/**
 * Asks the configured model; null when there is none, and then not one byte leaves. A question that was answered before is answered from the
 * ledger. Every other call is recorded, whatever came of it: digests, counts and the outcome, never content. In a dry run nobody is asked.
 */
export async function askModel(context: Context, question: Question): Promise<Asked | null> {
  const { model, powers } = context;
  if (model === null) return null;
  const digest = questionDigest(model, question);
  const kept = withLedger(context, null, (ledger) => ledger.kept(digest));
  if (kept !== null && question.fault(kept.value) === null) {
    const usage = { input: 0, output: 0, source: "reported" } as const;
    return { kind: "answer", ...kept, question: digest, attempts: 0, usage, micros: model.price === null ? null : 0, kept: true };
  }
  if (context.dryRun) return null;
  powers.files.makeFolder(context.places.data, 0o700);
  const ask = await powers.openAsk(model, keyOf(context, model), meterOf(context, model));
  powers.note({ kind: "asking", purpose: question.purpose, origin: model.origin, model: model.model });
  const result = await ask(question);
  keep(context, model, question, result);
  return result.kind === "answer" ? { ...result, kept: false } : result;
}

/** What was used in this run and today. Null when no model is configured. */
export function modelUse(context: Context): Used | null {
  if (context.model === null) return null;
  const nothing = { tokens: 0, micros: 0 };
  return withLedger(context, { run: nothing, day: nothing }, (ledger) => ledger.used(context.run, context.powers.clock.now()));
}

/** The key as it stands in the environment now; null when none is needed or the variable is empty. */
export function keyOf({ powers }: Context, { keyVariable }: ModelSettings): string | null {
  const value = keyVariable === null ? undefined : powers.host.env[keyVariable];
  return value === undefined || value === "" ? null : value;
}

function keep(context: Context, model: ModelSettings, { purpose }: Question, result: Answer | NoAnswer): void {
  changing(context, ({ record }) => {
    if (result.kind === "answer")
      opened(context, (ledger) => ledger.keep(result.question, { value: result.value, answer: result.answer ?? "", model: result.model }));
    record("model.asked", {
      purpose,
      origin: model.origin,
      model: model.model,
      question: inLog(context, result.question, ANSWERS),
      answer: result.answer === null ? null : inLog(context, result.answer, ANSWERS),
      outcome: result.kind === "answer" ? "answered" : result.reason,
      attempts: result.attempts,
      input: result.usage.input,
      output: result.usage.output,
      counts: result.usage.source,
      micros: result.micros,
    });
  });
}

/** Opened for each attempt and closed again: nothing is held while a server thinks. */
function meterOf(context: Context, model: ModelSettings): Meter {
  const { clock } = context.powers;
  const through = <T>(work: (meter: Meter) => T): T => opened(context, (ledger) => work(ledger.meter(model, context.run, () => clock.now())));
  return { reserve: (upper) => through((meter) => meter.reserve(upper)), settle: (id, use) => through((meter) => meter.settle(id, use)) };
}
