/**
 * A code span that its own clause says not to use: "避免使用 `x`", "请勿执行命令（例如：`x`）". Between the order and the span there is
 * nothing, or what the span is an example of, and what stands behind the span may not turn it round ("`x` 以外的").
 */
const DECLINED =
  /((?:避免|禁止|不要|切勿|请勿|严禁|不得)(?:直接|随意|轻易|盲目|擅自)?(?:使用|执行|运行|粘贴)(?:[^。，；！？,.;!?\n`只仅改请就]{0,24}(?:命令|指令|方式|方法|操作|脚本|代码|做法)[（(]?(?:例如|比如|诸如|如|像)[：: ]*| ?))`([^`\n]+)`(?![^。；！？;!?\n]{0,40}(?:以外|之外|除外|其他|其它|另外|而是|才))/g;

/** Text of a paragraph -> the same with blanks in the place of such spans. */
export function withoutDeclined(text: string): string {
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
