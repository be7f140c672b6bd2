import type { Span } from "#kernel/trust";
import { wordsOfPerson } from "#kernel/trust";

/** What the person wrote, and each passage in it that somebody else wrote, as a span that no request is ever made of. */
export type OwnWords = Readonly<{ words: string; external: readonly Span[] }>;

/** `> text`, `>> text`, and nested ones; never `>>> code` (Python), `>=`, or `>file`. */
const QUOTE = /^ {0,3}(?:> {1,8}(?:> ?){0,8}\S|>>(?!>) ?\S|&gt; \S)/;
/** Within a quote also its empty lines and deeper levels. */
const QUOTE_ON = /^ {0,3}(?:>(?![=>])|>> |>>$|>>>|&gt;)/;
const INTRO =
  /(?:wrote|writes|said|schrieb(?:en)?|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napisała?|napsala?|kirjoitti|írta|a scris|yazdı|пишет|написала?|写道|寫道|のメッセージ)[^\n]{0,120}[:：]\s*$/iu;
const DATED = /^(?:on|am|le|el|il|op|em|den|dnia|dne)\s.*(?:19|20)\d{2}/i;
const FORWARDED =
  /^\s{0,3}(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)|début du message transféré|-{2,}\s?(?:original (?:message|appointment)|forwarded (?:message|by)|ursprüngliche nachricht|original-?nachricht|weitergeleitete nachricht|message (?:d'origine|original|transféré)|mensaje (?:original|reenviado)|messaggio (?:originale|inoltrato)|mensagem (?:original|encaminhada)|oorspronkelijk bericht|doorgestuurd bericht|ursprungligt meddelande|vidarebefordrat meddelande|wiadomość oryginalna|пересылаемое сообщение|исходное сообщение|原始邮件|转发的邮件|転送されたメッセージ))/iu;
const HEADER =
  /^\s{0,3}\*?(from|von|de|da|van|från|от|发件人|sent|date|gesendet|datum|envoyé|enviado|fecha|data|inviato|verzonden|skickat|дата|发送时间|to|an|à|para|a|aan|till|кому|收件人|subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|тема|主题|cc|reply-to)\*?\s?[:：]\*?\s/iu;
const SENDER = /^(?:from|von|de|da|van|från|от|发件人)$/i;
const SENT = /^(?:sent|date|gesendet|datum|envoyé|enviado|fecha|data|inviato|verzonden|skickat|дата|发送时间)$/i;
const FENCE = /^\s{0,3}(?:```|~~~)/;

/**
 * Spans of a message -> the person's own words. Quote lines with the line that introduces them, and everything from the mark or the headers of a
 * forwarded mail on, are somebody else's: who quotes "> delete it all" did not ask for it. What stands between code fences stays.
 */
export function ownWords(spans: readonly Span[]): OwnWords {
  const text = wordsOfPerson(spans);
  if (!/>|&gt;|[:：]|--/.test(text)) return { words: text, external: [] };
  const lines = text.split(/\r?\n/);
  const own: string[] = [];
  const external: string[] = [];
  let fenced = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (FENCE.test(line)) fenced = !fenced;
    const end = fenced || FENCE.test(line) ? at : passageEnd(lines, at);
    if (end === at) own.push(line);
    else {
      external.push(lines.slice(at, end).join("\n"));
      at = end - 1;
    }
  }
  return { words: own.join("\n").trim(), external: external.map((one): Span => ({ trust: "external", text: one })) };
}

/** Line -> the line after the foreign passage that begins there; the same line when none does. */
function passageEnd(lines: readonly string[], at: number): number {
  const line = lines[at] ?? "";
  if (FORWARDED.test(line) || isHeaders(lines, at)) return lines.length;
  if (QUOTE.test(line)) return quoteEnd(lines, at);
  // Mail programs wrap the introduction, so it may end one line further down.
  for (const last of [at, at + 1]) {
    if ((lines[last] ?? "").length > 400 || !INTRO.test(lines[last] ?? "") || (last > at && !DATED.test(line))) continue;
    let next = last + 1;
    while (next < lines.length && next < last + 3 && (lines[next] ?? "").trim() === "") next++;
    if (QUOTE.test(lines[next] ?? "")) return quoteEnd(lines, next);
    if (DATED.test(line)) return lines.length;
  }
  return at;
}

function quoteEnd(lines: readonly string[], from: number): number {
  let at = from + 1;
  while (at < lines.length && (QUOTE.test(lines[at] ?? "") || QUOTE_ON.test(lines[at] ?? ""))) at++;
  return at;
}

/** A sender, a time and one more header in a row: the head of a mail that was sent, not one that the person asks to write. */
function isHeaders(lines: readonly string[], at: number): boolean {
  const names: string[] = [];
  for (const line of lines.slice(at, at + 8)) {
    const name = HEADER.exec(line)?.[1];
    if (name === undefined) break;
    names.push(name);
  }
  return names.length >= 3 && names.some((name) => SENDER.test(name)) && names.some((name) => SENT.test(name));
}
