/**
 * A code span that its own clause says not to use: "避免使用 `x`", "请勿执行命令（例如：`x`）". Between the order and the span there is
 * nothing, or what the span is an example of, and what stands behind the span may not turn it round ("`x` 以外的").
 */
const DECLINED =
  /((?:避免|禁止|不要|切勿|请勿|严禁|不得)(?:直接|随意|轻易|盲目|擅自)?(?:使用|执行|运行|粘贴)(?:[^。，；！？,.;!?\n`只仅改请就]{0,24}(?:命令|指令|方式|方法|操作|脚本|代码|做法)[（(]?(?:例如|比如|诸如|如|像)[：: ]*| ?))`([^`\n]+)`(?![^。；！？;!?\n]{0,40}(?:以外|之外|除外|其他|其它|另外|而是|才))/g;

/** Code spans in a row, and nothing else to the end of the paragraph. */
const SPANS = String.raw`(?:\x60[^\x60\n]{1,300}\x60(?:,? (?:and|or) |, ?|; ?|、| / )?){1,12}[.。]?\s*$`;
/** "✗ Blocked: `x`, `y`.": a paragraph that is nothing but commands and the word that they are refused. */
const REFUSED = new RegExp(
  String.raw`^[\s*_>❌✗✘✖🚫⛔\ufe0f-]{0,8}(?:(?:always |are |is )?(?:blocked|denied|refused|rejected|forbidden|prohibited|disallowed|bad|wrong|never)(?: by default)?(?: (?:commands?|patterns?|examples?|inputs?|calls?))?|禁止|已拦截|拒绝执行|错误示例)[*_]{0,2} ?[:：][*_]{0,2} ?${SPANS}|^[\s*_>-]{0,8}(?:(?:the|this) (?:tool|skill|script|agent|hook|guard|sandbox|scanner|policy|filter)|it) (?:always )?(?:refuses|blocks|rejects|denies) (?:(?:dangerous|destructive|hostile) )?(?:commands?|calls?|inputs?|patterns?)(?: such as| like|:) ${SPANS}`,
  "iu",
);

/** Text of a paragraph -> the same with blanks in the place of such spans. */
export function withoutDeclined(text: string): string {
  if (text.includes("`") && REFUSED.test(text)) return text.replace(/`[^`\n]+`/g, (span) => " ".repeat(span.length));
  return /避免|禁止|不要|切勿|请勿|严禁|不得/.test(text)
    ? text.replace(DECLINED, (_all, before: string, span: string) => `${before} ${" ".repeat(span.length)} `)
    : text;
}

/** Does a paragraph speak of a code span only to say that it is not to be used? */
export function isDeclinedSpan(span: string, paragraph: string): boolean {
  const shown = `\`${span}\``;
  return paragraph.includes(shown) && !withoutDeclined(paragraph).includes(span);
}

/** `"deny": ["Bash(dd *)"]`: tools of an agent by their patterns, under the key that has them refused, or the person asked. A pattern says a program and "whatever", and nothing else that a shell would do. */
const REFUSED_TOOLS = /("(?:deny|ask|disallowedTools)"\s*:\s*\[)((?:\s*"[A-Za-z_]{1,40}\([^"()\n|;&$`<>\\]{1,80}(?: |:)\*\)"\s*,?){1,200})(?=\s*\])/g;

/** Text of a block -> the same with blanks in the place of such patterns. */
export function withoutRefusedTools(text: string): string {
  return text.includes("(") ? text.replace(REFUSED_TOOLS, (_all, key: string, patterns: string) => key + patterns.replace(/[^\n]/g, " ")) : text;
}
