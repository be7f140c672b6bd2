/** In JSON a quote inside a string is always escaped, so these bytes can only be a real picture block. */
const PICTURE = Buffer.from('"type":"image","data":"');
const WORTH_IT = 16 * 1024;
const QUOTE = 0x22;

/**
 * Bytes of one record -> its text, pictures emptied before anything is decoded or parsed: they are base64 in place and
 * can be megabytes. What is cut is not checked, so damage inside a picture goes unnoticed; nothing that is used is lost
 * by it. A picture without an end stays, and the parser will refuse the line.
 */
export function textOfLine(bytes: Uint8Array): string {
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (line.byteLength < WORTH_IT) return line.toString("utf8");
  const parts: string[] = [];
  let from = 0;
  for (let found = line.indexOf(PICTURE); found >= 0; found = line.indexOf(PICTURE, from)) {
    const start = found + PICTURE.byteLength;
    const end = line.indexOf(QUOTE, start);
    if (end < 0) break;
    parts.push(line.toString("utf8", from, start));
    from = end;
  }
  parts.push(line.toString("utf8", from));
  return parts.join("");
}
