import { dropSalts, knownInLog, salted } from "#store/salts";
import type { Context } from "./context.ts";

/** Id or digest that words could be found again from -> how it stands in the log. `key`: what it is forgotten with, itself when nothing else is said. Within a change. */
export function inLog({ powers, places }: Context, value: string, key: string = value): string {
  return salted(powers.files, places.data, powers.ids.hex, key, value);
}

/** How these stand in the log, as far as they were not forgotten. */
export function namesInLog({ powers, places }: Context, values: readonly string[]): readonly string[] {
  return knownInLog(powers.files, places.data, values);
}

/** What belongs to these keys can be matched no more. Within a change. */
export function forgetInLog({ powers, places }: Context, keys: readonly string[]): void {
  dropSalts(powers.files, places.data, keys);
}

/** Questions to a model and its answers, which are forgotten all at once. */
export const ANSWERS = "answers of a model";
