import { isKept, isSecretPath } from "./javascript/places.ts";

/** How many texts are kept of more than are followed. */
const MOST = 24;
/** Whole folders of a person or a machine, names of what lets somebody in, and members by which code is made or a program is started. */
const STRONG =
  /^(?:~|\/|\/(?:home|Users|root|etc|var|usr|boot|dev)(?:\/[\w.-]+)?)\/?$|(?:TOKEN|SECRET|PASSW|API_?KEY|PRIVATE_KEY|CREDENTIAL)|^(?:eval|Function|constructor|child_process|vm|system|popen|exec|execSync|spawn|os|subprocess|ctypes|builtins|__import__|importlib)$/;
/** What is more than a word to a shell or an engine, paths from a root or a home, addresses, and options. */
const WEAK = /[;|&`(<>\n]|\$[({]|^[~/]|^[A-Za-z]:[\\/]|^\w+:\/\/|^-/;

/**
 * Of more texts than can be followed each for itself, those about which a rule has something to say, the plainest first: one among a hundred harmless
 * words is still the one that matters. `textOf` gives null for what is no text.
 */
export function telling<T>(values: readonly T[], textOf: (value: T) => string | null): readonly T[] {
  const strong: T[] = [];
  const weak: T[] = [];
  for (const value of values) {
    const text = textOf(value)?.slice(0, 2_000);
    if (text === undefined || strong.length >= MOST) continue;
    if (STRONG.test(text) || isSecretPath(text) || isKept(text)) strong.push(value);
    else if (weak.length < MOST && WEAK.test(text)) weak.push(value);
  }
  return [...strong, ...weak].slice(0, MOST);
}
