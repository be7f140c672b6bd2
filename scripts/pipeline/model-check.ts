import { TEST_ANSWER } from "#generated/answer-schemas";
import { validateTestAnswer } from "#generated/validators";
import type { Question } from "#kernel/ask";
import { type ModelSettings, moneyText, type Used } from "#kernel/model";
import { faultIn } from "#assist/fault";
import type { Context } from "./context.ts";
import type { Check } from "./doctor.ts";
import { askModel, keyOf, modelUse } from "./model.ts";

/** What stands of the model in `forge status`. */
export type ModelStatus = Readonly<{ kind: string; model: string; origin: string; used: Used; budget: ModelSettings["budget"]; priced: boolean }>;

/** The model as it is configured, and what it used; null when there is none. */
export function modelStatus(context: Context): ModelStatus | null {
  const { model } = context;
  const used = modelUse(context);
  if (model === null || used === null) return null;
  return { kind: model.kind, model: model.model, origin: model.origin, used, budget: model.budget, priced: model.price !== null };
}

/** What doctor says about the model, without asking it anything. */
export function modelChecks(context: Context): readonly Check[] {
  const status = modelStatus(context);
  const { model } = context;
  if (status === null || model === null) return [{ what: "model", state: "ok", detail: "none: nothing is sent anywhere", fix: "" }];
  const bare = model.keyVariable !== null && keyOf(context, model) === null;
  const key = model.keyVariable === null ? "no key" : `key in $${model.keyVariable}${bare ? ", which is not set" : ""}`;
  return [
    {
      what: "model",
      state: bare ? "bad" : "ok",
      detail: `${model.kind} ${model.model} at ${model.origin}, ${key}; ${spentText(status)}`,
      fix: bare ? `export ${model.keyVariable}=…, or --no-model` : "",
    },
  ];
}

/** Asks the model one thing that holds nothing of the person's: does it answer at all, and in the form that was asked for? */
export async function modelTest(context: Context): Promise<Check> {
  const question: Question = {
    purpose: "test",
    system: 'This checks the connection. Answer {"ready": true}.',
    // the time makes it a new question: an answer kept from before would show nothing
    parts: [{ label: "time", trust: "assistant", text: String(context.powers.clock.now()) }],
    schema: TEST_ANSWER,
    fault: faultIn(validateTestAnswer),
    maxOutputTokens: 100,
  };
  const result = await askModel(context, question);
  if (result === null) return { what: "model answers", state: "note", detail: "nobody was asked: there is no model, or it is a dry run", fix: "" };
  if (result.kind === "refused")
    return { what: "model answers", state: "bad", detail: `${result.reason}: ${result.detail}`, fix: FIXES[result.reason] ?? "look at /model in policy.json" };
  return {
    what: "model answers",
    state: "ok",
    detail: `${result.model}, ${result.usage.input + result.usage.output} tokens, ${result.attempts} of ${context.model?.limits.attempts ?? 1} attempts`,
    fix: "",
  };
}

const FIXES: Readonly<Record<string, string>> = {
  "no-key": "set the variable that /model/keyVariable names",
  "not-allowed": "the key is not accepted here: is it the key for this endpoint?",
  "not-found": "look at /model/endpoint and /model/model: the path of the API is added by the program",
  unreachable: "is the server running, and is /model/endpoint right?",
  budget: "raise /model/budget, or wait",
  timeout: "raise /model/limits/timeoutSeconds, or take a faster model",
};

/** `today 1234 of 300000 tokens, 0.0123 of 5.0000`. */
export function spentText({ used, budget, priced }: ModelStatus): string {
  const money = priced ? `, ${moneyText(used.day.micros)}${budget.microsPerDay === null ? "" : ` of ${moneyText(budget.microsPerDay)}`}` : "";
  return `today ${used.day.tokens} of ${budget.tokensPerDay} tokens${money}`;
}
