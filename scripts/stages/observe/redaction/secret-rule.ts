/**
 * One kind of secret. `pattern` is global; its group 1, when there is one, is the secret and the rest stays. Every pattern begins at a border
 * and every repetition is bounded, so the time is linear in the text however hostile it is. `accept` sees the secret, the whole match and what
 * stands behind it.
 */
export type SecretRule = Readonly<{ kind: string; pattern: RegExp; accept?: (secret: string, whole: string, behind: string) => boolean }>;
