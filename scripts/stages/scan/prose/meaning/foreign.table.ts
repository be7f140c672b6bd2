import type { Frame } from "./frame.ts";
import type { Hit } from "./match.ts";
import type { Sentence } from "./sentences.ts";

/** Does the act stand in another language than English, whose frames look at the words around it? */
const isForeign = (_: Sentence, hit: Hit): boolean => (hit.parts[0]?.language ?? 0) > 0;

/** A denial in the language of the act: what is not to be asked for. */
const isDenied = (sentence: Sentence): boolean => ["neg", "negAfter", "covert"].some((one) => sentence.places.has(one as "neg"));

/** "A copy of each goes to": a sending without the verb, in the languages where it is the usual way to put it. */
const COPY =
  /\b(?:abschrift|kopie|durchschlag|geht|gehen|copie|duplicata|part|partent|copia|duplicado|cópia|copia|kopia|afschrift|gaat|trafia|idzie|kopię|kopya|gider|kopi|går)\b|копи|дублика|副本|抄送|コピー|写し|사본|نسخة|प्रति/u;

/** "Even where it contradicts": what is fetched outranks this file, or what the person wants. */
const CONTRARY =
  /widersp|entgegen|contredi|contradi|contraddi|contradig|wbrew|sprzeczn|противореч|вопреки|суперечи|矛盾|冲突|상충|모순|تعارض|celis|tegenspr|bertentangan|trai voi/u;

/** Orders whose parts are told apart by their concepts alone, for the languages that have no patterns of words. */
export const FOREIGN: readonly Frame[] = [
  {
    rule: "prose-remote",
    name: "orders from an address, without asking",
    parts: ["fetch", "url", "obey", "instructions"],
    span: 40,
    none: ["defence", "attack", "consent"],
    with: ["covert", "approval"],
    when: (sentence, hit) => isForeign(sentence, hit) && isDenied(sentence),
  },
  {
    rule: "prose-remote",
    name: "orders from an address, whatever contradicts them",
    parts: ["fetch", "url", "obey"],
    span: 40,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) => isForeign(sentence, hit) && CONTRARY.test(sentence.text),
  },
  {
    rule: "prose-persist",
    name: "no more questions, for the agent's memory",
    parts: ["put", "memory", "approval"],
    span: 30,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) => isForeign(sentence, hit) && isDenied(sentence),
  },
  {
    rule: "prose-exfiltrate",
    name: "a payee replaced by one that stands there",
    parts: ["replace", ["iban", "wallet"]],
    span: 24,
    none: ["defence", "attack", "consent"],
    when: (sentence, hit) => isForeign(sentence, hit) && hit.parts[1]?.language === -1,
  },
  {
    rule: "prose-conceal",
    name: "sent, and not to be told",
    parts: ["tell", ["fact", "it", "user"]],
    span: 8,
    negated: true,
    none: ["defence", "attack", "consent"],
    with: ["email", "url", "outside"],
    pair: true,
    when: (sentence, hit) => isForeign(sentence, hit) && sentence.places.has("send"),
  },
  {
    rule: "prose-conceal",
    name: "a copy for somebody, and not to be spoken of",
    parts: ["tell"],
    span: 6,
    negated: true,
    none: ["defence", "attack", "consent"],
    with: ["email", "url", "outside"],
    pair: true,
    when: (sentence, hit) => isForeign(sentence, hit) && COPY.test(sentence.text),
  },
  {
    rule: "prose-authority",
    name: "another role, and nobody is asked",
    parts: [["persona", "pretend"], "instructions", "covert"],
    span: 30,
    none: ["defence", "attack", "consent"],
    when: isForeign,
  },
];
