/** Text -> the same with every control, bidi, invisible and unpaired character spelled out as `\u{..}`, so that showing it changes nothing on a screen. */
export function escapeText(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|[\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u034f\ufe00-\ufe0f\u180b-\u180f]|[\u{e0100}-\u{e01ef}]/gu,
    spell,
  );
}

function spell(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
