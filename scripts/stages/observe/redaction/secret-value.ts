/** Words that stand where a secret would stand and are none: types, examples, variables, switches. */
const PLAIN_VALUE =
  /^(?:true|false|null|none|nil|undefined|yes|no|on|off|string|str|number|int|integer|bool|boolean|any|unknown|object|required|optional|example|sample|test|dummy|fake|changeme|change_me|placeholder|redacted|hidden|secret|password|passwd|token|key|value|env|empty|missing|invalid|expired|wrong|here|the|a|an|my|your|in|is|and|or|not|from|with|for|to|of|stdin|prompt|auto|default|count|counts|limit|usage|basic|bearer|read|write|admin|root|user|file|list|reset|rotate|get|set|show|login|create|delete|update|x+|\*+|\.+|-+|#+)$/i;

/** Does this stand where a secret would be filled in: a variable, a template, a mask, "YOUR_API_KEY", a reference into a vault? */
export function isPlaceholder(value: string): boolean {
  return (
    /^(?:\$|%[A-Z_]+%?$|\{\{?|<|@|~\/|\.{1,2}\/|\/[a-z]+\/|(?:pass|op|vault|bw|keychain|secretref|ref\+[a-z]+):\/\/)/.test(value) ||
    /^(?:\*{3,}|my[_-]|some[_-]|example|insert[_-]|replace[_-]|change[_-]?me)|(?:^|[_-])your[_-]|x{3,}|\.{3}|…/i.test(value)
  );
}

/** Value of `key=value` or of a flag -> may it be a secret? Variables, templates, types, masks, plain counts and calls are not. */
export function looksLikeSecretValue(value: string): boolean {
  const bare = value.replace(/[.,;:!?)\]}]{1,8}$/, "");
  if (bare.length < 4 || PLAIN_VALUE.test(bare) || isPlaceholder(bare)) return false;
  if (/^(?:process\.env|os\.environ|os\.getenv|env\.|getenv|import\.meta|config\.|settings\.|self\.|this\.|args\.|options\.|secrets\.)/i.test(bare))
    return false;
  if (/^\d{1,7}(?:\.\d{1,4})?$/.test(bare) && bare.length < 6) return false;
  return !/[([]/.test(bare) || !/^[a-z_][\w.]{0,60}[([]/i.test(bare);
}

/**
 * Value of `password = value` or `token: value`, the whole of it and what follows -> may it be a secret? Not when it is code (`token: data.token`, `apiKey=apiKey`,
 * `tokens: Iterable`) or prose ("the token: refresh flow", "password: must be long"); "password: sesame" is one.
 */
export function looksAssigned(value: string, whole: string, behind: string): boolean {
  if (!looksLikeSecretValue(value)) return false;
  if (/["'`]$/.test(whole) || /\d/.test(value)) return !/tokens["']?\s{0,4}[:=]/i.test(whole) || hasEntropy(value);
  if (/^[a-z_$][\w$]*(?:(?:\.|\?\.|::)[\w$]+)+[({:!]?$/i.test(value)) return false;
  const key = plain(whole.slice(0, whole.length - value.length));
  if (plain(value).length > 3 && (key.endsWith(plain(value)) || plain(value).endsWith(key))) return false;
  const spaced = /[:=>]\s/.test(whole);
  if (spaced && /^[a-z_$][\w$]*[({:!]?$/i.test(value) && /[a-z][A-Z]|_/.test(value)) return false;
  const named = /pass|pwd|wort|senha|contrase/i.test(whole);
  if (spaced && /^[A-Z]?[a-z]{1,14}$/.test(value)) return named && !/^ [a-z]{1,14}(?![\w=:])/.test(behind);
  return true;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Word after "the password is" -> may it be one? A sentence goes on with plain lower-case words; a secret is mixed or has digits. */
export function looksLikeSpokenSecret(value: string): boolean {
  const bare = value.replace(/[.,;:!?)]{1,8}$/, "");
  if (!looksLikeSecretValue(bare)) return false;
  return /\d/.test(bare) || /[!@#$%^&*_+=]/.test(bare) || (/[a-z]/.test(bare) && /[A-Z]/.test(bare.slice(1)));
}

/** What is said about passwords rather than said to be one, by its ending or as it is. */
const ABOUT_PASSWORDS =
  /(?:ed|ing|ly|able|ible|ive|ful|less|ous|lich|iert|iger?|elt|tzt|lassen|laufen|gessen|[éí]e?s?|id[oa]|ad[oa]|ert[oa])$|^(?:(?:in)?correct[oa]?|wrong|right|weak|strong|short|long|safe|secure|unsafe|insecure|public|private|unknown|known|visible|simple|complex|random|unique|plain|clear|blank|gone|lost|stale|good|fine|okay|enough|stolen|broken|taken|hidden|written|forgotten|given|shown|mandatory|necessary|obligatory|temporary|ours|mine|yours|theirs|nothing|something|what|there|this|that|these|those|safely|different|important|present|absent|permanent|urgent|again|also|still|always|never|only|just|falsch|richtig|korrekt|leer|geheim|nötig|schwach|stark|sicher|unsicher|bekannt|unbekannt|weg|zurück|setzen|ändern|faux|vide|requis|invalide|valide|correcte?|incorrecte?|erroné|perdu|obligatoire|nécessaire|vac[ií][oa]|err[oó]ne[oa]|obligatori[oa]|necesari[oa]|débil|segur[oa]|verkeerd|fout|onjuist|leeg|errad[oa]|inválid[oa]|vazi[oa])$/iu;

/** Word at the end of "my password is" -> may it be one, though it is plain letters? Not when it says how the password is. */
export function looksLikeSpokenPassword(value: string): boolean {
  const bare = value.replace(/[.,;:!?)]{1,8}$/, "");
  return looksLikeSecretValue(bare) && !ABOUT_PASSWORDS.test(bare) && !/^(?:~|\/|https?:)/.test(bare) && /[\p{L}\p{N}]/u.test(bare);
}

/** Word right after "password" -> may it be one? Letters with digits or signs in them; names of algorithms and fields are like that too. */
export function looksLikeNamedPassword(value: string): boolean {
  const bare = value.replace(/[.,;:!?)]{1,8}$/, "");
  if (
    !looksLikeSecretValue(bare) ||
    !/\p{L}/u.test(bare) ||
    /^(?:sha|md|bcrypt|argon|pbkdf|scrypt|base|utf|oauth|rfc|v|step|field|option|issue|bug)-?\d/i.test(bare)
  )
    return false;
  return /\d/.test(bare) ? !/^\d{1,4}[a-z]{1,5}$|^[a-z]+-\d{1,4}$/i.test(bare) : /[!@#$%^&*+]/.test(bare.slice(1));
}

/**
 * Long value -> is it random enough? Shannon entropy per character (3.3 bits for mixed text, 2.9 for hex), with digits and
 * letters both there. Identifiers that are public by nature (UUIDs) are not secrets.
 */
export function hasEntropy(value: string): boolean {
  if (value.length < 16 || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)) return false;
  if (/^\/|^(?:[a-z]{1,20}[-_/]){2,}[a-z0-9]{0,20}$/.test(value)) return false;
  const counts = new Map<string, number>();
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits >= (/^[0-9a-f]+$/i.test(value) ? 2.9 : 3.3);
}

/** Long value -> is it random in letters of both cases and digits all over, as no name in code is? */
export function looksRandom(value: string): boolean {
  const changes = value.match(/[a-z][A-Z0-9]|[A-Z][0-9]|[0-9][A-Za-z]/g) ?? [];
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d.*\d/.test(value) && changes.length * 6 > value.length && hasEntropy(value);
}
