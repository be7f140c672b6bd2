import type { Report } from "../mark.ts";
import { isVault } from "../windows/places.ts";

/** Formulas of spreadsheets that fetch, start or send something when the table is opened (CSV injection). */
const FORMULA =
  /^[\t ]{0,20}["']?[\t ]{0,20}[=+\-@][^\n]{0,300}?(?:\b(?:WEBSERVICE|IMPORTXML|IMPORTDATA|IMPORTHTML|IMPORTFEED|IMPORTRANGE|HYPERLINK|RTD|CALL|EXEC|REGISTER(?:\.ID)?|DDE|SHELL|RUN|IMAGE)\s{0,4}\(|\b(?:cmd|powershell|msexcel|mshta|rundll32|certutil|bash|sh)\s{0,4}\|)/i;

/** Text in data that another program takes for code: templates that reach for the program, tags that build objects, look-ups. */
const CODE: readonly (readonly [RegExp, string])[] = [
  [
    /!!python\/(?:object|name|module)|!!(?:java|javax|com\.sun|org\.)\S{0,60}|!!js\/function|!ruby\/(?:object|hash|struct)|!!perl\/(?:code|hash)/,
    "a tag that builds objects when it is loaded",
  ],
  [/_\$\$ND_FUNC\$\$_/, "a function that is made when it is loaded"],
  [/\$\{(?:[^}\n]{0,60}:)?(?:jndi|lower|upper):[^}\n]{0,80}/i, "a look-up that fetches what it loads"],
  [/^\s{0,40}"(?:__proto__)"\s{0,10}:/m, "a key that changes what every object inherits"],
];

/** Names by which a template reaches the program that fills it in; templates of good skills name their own values. */
const REACH =
  /__(?:class|globals|mro|subclasses|import|builtins|proto)__|constructor(?:\.constructor|\s{0,4}\()|\bchild_process\b|\brequire\s{0,4}\(|\bprocess\.(?:env|mainModule|binding)|\bos\.(?:system|popen)|\bsubprocess\b|\bpopen\s{0,4}\(|Runtime\.getRuntime|ProcessBuilder|\bsystem\s{0,4}\(|\beval\s{0,4}\(|\bFunction\s{0,4}\(|freemarker\.template\.utility|T\(java\./g;
/** `a[$(...)]` in a value: arithmetic of bash evaluates the subscript of what it is given (Bash Reference Manual, 6.5), and nothing else has a use for it in data. */
const SUBSCRIPT = /\b[A-Za-z_]\w{0,40}\[\s{0,4}(?:\$\([^\n]{1,300}|`[^`\n]{1,300}`)/;
/** `"()": "os.system"`: what `logging.config.dictConfig` calls with the rest of its table (Python Library Reference, "User-defined objects"). */
const FACTORY =
  /["']?\(\)["']?\s{0,4}[:=]\s{0,4}["']?(?:ext:\/\/)?(?:os\.(?:system|popen|exec\w*|spawn\w*|posix_spawn\w*|startfile)|(?:subprocess|builtins|importlib|runpy|code|codeop|pty|ctypes|cffi|pickle|marshal|timeit|webbrowser|multiprocessing|shutil)\.\w+|(?:eval|exec|__import__)\b)/;
/** What nothing but running it has a use for. */
const RUN: readonly (readonly [RegExp, string])[] = [
  [SUBSCRIPT, "a command that a shell runs where it takes the value for a number"],
  [FACTORY, "a function that the settings of a log have called"],
];
/** The same in a file that nothing but a filler of templates reads (Jinja, Twig, Mako, Nunjucks). */
const TEMPLATE = /\.(?:j2|jinja2?|tmpl|tpl|njk|twig|mako|liquid)$/i;
const INSIDE =
  /(?:\{\{|\{%|\$\{|<%)[^\n]{0,400}?(?:__(?:globals|subclasses|builtins|mro|import)__|\bos\s{0,4}\.\s{0,4}(?:popen|system)\b|\.\s{0,4}popen\s{0,4}\()/;
const INSIDES = [INSIDE, "a template that reaches what starts programs"] as const;
/** A field that names what is handed on, and the address of a record. */
const HANDED = /["']?(?:in_?file|upload\w{0,12}|attach\w{0,12}|body|files?|form|source|src|data|payload)["']?[ \t]{0,8}[:=][ \t]{0,8}["']?@?([^"'\n]{6,300})/gi;
const ADDRESS = /\bhttps?:\/\/(?!(?:localhost|127\.|\[::1\]))/i;
/** How far both stand from each other in one record. */
const RECORD = 400;
/** How far a name may stand behind the mark that opens the template. */
const NEAR = 200;

const TABLE = /\.(?:csv|tsv|tab|psv|slk|dif)$/i;
const DATA =
  /\.(?:json|jsonc|json5|jsonl|ndjson|ya?ml|csv|tsv|txt|toml|ini|cfg|conf|properties|xml|tmpl|tpl|j2|jinja2?|ejs|hbs|mustache|liquid|njk|ftl|vm|env)$/i;

/** Path and text of a data file -> marks for what runs when the usual program opens or loads it. */
export function checkData(path: string, text: string, report: Report): void {
  const mark = (start: number, length: number, what: string) =>
    report({ rule: "data-code", start, end: start + Math.min(length, 200), args: { what, text: text.slice(start, start + Math.min(length, 80)).trim() } });
  if (TABLE.test(path) || /\.txt$/i.test(path)) checkTable(path, text, mark);
  if (!DATA.test(path)) return;
  for (const [pattern, what] of CODE) {
    const hit = pattern.exec(text);
    if (hit !== null) mark(hit.index, hit[0].length, what);
  }
  for (const [pattern, what] of TEMPLATE.test(path) ? [...RUN, INSIDES] : RUN) {
    const hit = pattern.exec(text);
    if (hit === null) continue;
    const end = hit.index + hit[0].length;
    report({ rule: "data-code", start: hit.index, end, args: { what, text: hit[0].slice(0, 80) }, disposition: "block", severity: "critical" });
  }
  for (const hit of text.matchAll(HANDED)) {
    const value = (hit[1] ?? "").replaceAll("\\\\", "\\").replace(/["',;}\]\s]+$/, "");
    if (!isVault(value) || !ADDRESS.test(text.slice(Math.max(0, hit.index - RECORD), hit.index + RECORD))) continue;
    const args = { what: "a store of passwords beside the address that it is sent to", text: hit[0].slice(0, 80) };
    report({ rule: "data-code", start: hit.index, end: hit.index + hit[0].length, args, disposition: "block", severity: "critical" });
    break;
  }
  for (const hit of text.matchAll(REACH)) {
    const before = text.slice(Math.max(0, hit.index - NEAR), hit.index);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const open = Math.max(...["{{", "{%", "<%", "${", "#{", "[["].map((one) => line.lastIndexOf(one)));
    if (open < 0 || /\}\}|%\}|%>/.test(line.slice(open))) continue;
    mark(hit.index - (line.length - open), line.length - open + hit[0].length, "a template that reaches into the program");
    return;
  }
}

function checkTable(path: string, text: string, mark: (start: number, length: number, what: string) => void): void {
  let at = 0;
  for (const line of text.split("\n")) {
    // a cell begins a line or follows a separator; in a text only a whole line can be one
    const cells = TABLE.test(path) ? line.slice(0, 20_000).split(/[,;\t|](?=[ ]{0,20}["']?[ ]{0,20}[=+\-@])/) : [line.slice(0, 400)];
    let offset = at;
    for (const cell of cells) {
      if (/^[\t ]{0,20}["']?[\t ]{0,20}[=+\-@]/.test(cell) && FORMULA.test(`${cell}${line.slice(offset - at + cell.length, offset - at + cell.length + 40)}`))
        mark(offset, cell.length, "a formula that fetches or starts something");
      offset += cell.length + 1;
    }
    at += line.length + 1;
  }
}
