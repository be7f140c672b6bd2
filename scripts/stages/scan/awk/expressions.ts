import type { Token } from "./tokens.ts";
import { type At, type Expression, Unreadable } from "./tree.ts";

export const DEEPEST = 150;
const ASSIGNING: ReadonlySet<string> = new Set(["=", "+=", "-=", "*=", "/=", "%=", "^=", "**="]);
/** Words behind which no value stands, and that are none. */
const NO_VALUE = /^(?:in|if|else|while|for|do|print|printf|getline|next|exit|return|delete)$/;

const BUILT_IN: ReadonlySet<string> = new Set(
  "length substr index split sub gsub match sprintf sin cos atan2 exp log sqrt int rand srand tolower toupper system close fflush gensub strftime systime mktime asort asorti strtonum and or xor lshift rshift compl patsplit typeof isarray mkbool bindtextdomain dcgettext dcngettext".split(
    " ",
  ),
);

/** Words of a program -> expressions, as the grammar of POSIX awk has them. Throws `Unreadable` for what is none. */
export class Expressions {
  protected at = 0;
  protected depth = 0;
  protected readonly tokens: readonly Token[];
  private readonly end: Token;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.end = tokens.at(-1) ?? { kind: "end", text: "", at: 0, until: 0, isCall: false, isHidden: false };
  }

  protected get now(): Token {
    return this.tokens[this.at] ?? this.end;
  }

  protected is(...texts: readonly string[]): boolean {
    return (this.now.kind === "mark" || this.now.kind === "name") && texts.includes(this.now.text);
  }

  protected take(): Token {
    const token = this.now;
    this.at++;
    return token;
  }

  protected want(text: string): Token {
    if (!this.is(text)) throw new Unreadable(this.now.at, `${text} is missing`);
    return this.take();
  }

  protected lines(): void {
    while (this.now.kind === "line") this.at++;
  }

  protected blank(): void {
    while (this.now.kind === "line" || this.is(";")) this.at++;
  }

  protected span(from: Token): At {
    return { at: from.at, until: this.tokens[this.at - 1]?.until ?? from.until };
  }

  /** `isPrinted`: a sign for "greater" begins a file there. */
  protected expression(isPrinted: boolean): Expression {
    if (++this.depth > DEEPEST) throw new Unreadable(this.now.at, "expressions inside of each other, too deep to follow");
    const from = this.now;
    const test = this.logical(isPrinted);
    this.depth--;
    if (this.now.kind === "mark" && ASSIGNING.has(this.now.text)) {
      const { text } = this.take();
      this.lines();
      const value = this.expression(isPrinted);
      return { kind: "assign", to: test, value, isNumber: text !== "=", ...this.span(from) };
    }
    if (!this.is("?")) return test;
    this.take();
    this.lines();
    const one = this.expression(isPrinted);
    this.lines();
    this.want(":");
    this.lines();
    const other = this.expression(isPrinted);
    return { kind: "either", test, parts: [one, other], ...this.span(from) };
  }

  protected logical(isPrinted: boolean): Expression {
    const from = this.now;
    const parts = [this.joined(isPrinted)];
    while (this.is("&&", "||", "in", "~", "!~", "<", "<=", "==", "!=", ">=", "|", "|&") || (!isPrinted && this.is(">"))) {
      if (this.is("|", "|&")) {
        if (this.tokens[this.at + 1]?.text !== "getline") break;
        this.take();
        const command = parts.pop() ?? null;
        this.take();
        parts.push({ kind: "getline", command, file: null, to: this.target(), ...this.span(from) });
        continue;
      }
      const sign = this.take();
      this.lines();
      if (sign.text === "in") {
        const array = this.take();
        if (array.kind !== "name") throw new Unreadable(array.at, "no array to look in");
        continue;
      }
      parts.push(this.joined(isPrinted));
      // `x = "a" ~ y = z`: the right side of a comparison may be a value that is set.
      if (this.now.kind === "mark" && ASSIGNING.has(this.now.text)) break;
    }
    const [only] = parts;
    const last = parts.at(-1);
    if (parts.length > 1 && last !== undefined && this.now.kind === "mark" && ASSIGNING.has(this.now.text)) {
      const { text } = this.take();
      const value = this.expression(isPrinted);
      parts[parts.length - 1] = { kind: "assign", to: last, value, isNumber: text !== "=", ...this.span(from) };
    }
    return parts.length === 1 && only !== undefined ? only : { kind: "number", parts, ...this.span(from) };
  }

  /** Values side by side are one text. */
  protected joined(isPrinted: boolean): Expression {
    const from = this.now;
    const parts = [this.sum(isPrinted)];
    while (this.startsOperand()) parts.push(this.sum(isPrinted));
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: "joined", parts, ...this.span(from) };
  }

  protected startsOperand(): boolean {
    const { kind, text } = this.now;
    if (kind === "number" || kind === "string" || kind === "regex") return true;
    if (kind === "name") return !NO_VALUE.test(text);
    return kind === "mark" && (text === "$" || text === "(" || text === "!" || text === "++" || text === "--" || text === "@");
  }

  protected sum(isPrinted: boolean): Expression {
    const from = this.now;
    const parts = [this.unary(isPrinted)];
    while (this.is("+", "-", "*", "/", "%", "^", "**")) {
      this.take();
      this.lines();
      parts.push(this.unary(isPrinted));
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: "number", parts, ...this.span(from) };
  }

  protected unary(isPrinted: boolean): Expression {
    const from = this.now;
    if (!this.is("!", "-", "+")) return this.operand(isPrinted);
    this.take();
    if (++this.depth > DEEPEST) throw new Unreadable(this.now.at, "signs in a row, too many to follow");
    const value = this.unary(isPrinted);
    this.depth--;
    return { kind: "number", parts: [value], ...this.span(from) };
  }

  protected operand(isPrinted: boolean): Expression {
    const from = this.now;
    if (this.is("++", "--")) {
      this.take();
      return { kind: "number", parts: [this.operand(isPrinted)], ...this.span(from) };
    }
    const value = this.primary();
    if (!this.is("++", "--")) return value;
    this.take();
    return { kind: "number", parts: [value], ...this.span(from) };
  }

  protected primary(): Expression {
    const token = this.take();
    const { kind, text, at, until } = token;
    if (kind === "string") return { kind: "text", text, isHidden: token.isHidden, at, until };
    if (kind === "number") return { kind: "text", text, isHidden: false, at, until };
    if (kind === "regex") return { kind: "number", parts: [], at, until };
    if (kind === "mark" && text === "$") {
      if (++this.depth > DEEPEST) throw new Unreadable(at, "fields of fields, too deep to follow");
      const of = this.is("-", "+", "!") ? this.unary(false) : this.is("++", "--") ? this.operand(false) : this.primary();
      this.depth--;
      return { kind: "field", of, ...this.span(token) };
    }
    if (kind === "mark" && text === "(") return this.group(token);
    if (kind === "mark" && text === "@" && this.now.kind === "name") {
      const { text: name } = this.take();
      return { kind: "call", name, args: this.arguments(), isIndirect: true, ...this.span(token) };
    }
    if (kind !== "name") throw new Unreadable(at, "a value is missing");
    return this.named(token);
  }

  protected group(token: Token): Expression {
    this.lines();
    const parts = [this.expression(false)];
    this.lines();
    while (this.is(",")) {
      this.take();
      this.lines();
      parts.push(this.expression(false));
      this.lines();
    }
    this.want(")");
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: "list", parts, ...this.span(token) };
  }

  protected named(token: Token): Expression {
    const { text: name } = token;
    if (name === "getline") {
      const to = this.target();
      const file = this.is("<") ? this.fileOf() : null;
      return { kind: "getline", command: null, file, to, ...this.span(token) };
    }
    if (this.is("[")) {
      let keys: readonly Expression[] = [];
      while (this.is("[")) {
        this.take();
        this.lines();
        const one = this.expression(false);
        const more: Expression[] = [one];
        while (this.is(",")) {
          this.take();
          this.lines();
          more.push(this.expression(false));
        }
        this.want("]");
        keys = [...keys, ...more];
      }
      return { kind: "element", name, keys, ...this.span(token) };
    }
    if (this.is("(") && (token.isCall || BUILT_IN.has(name))) return { kind: "call", name, args: this.arguments(), isIndirect: false, ...this.span(token) };
    return { kind: "name", name, at: token.at, until: token.until };
  }

  protected fileOf(): Expression {
    this.take();
    return this.primary();
  }

  protected arguments(): readonly Expression[] {
    this.want("(");
    const args: Expression[] = [];
    this.lines();
    while (!this.is(")")) {
      args.push(this.expression(false));
      this.lines();
      if (this.is(",")) this.take();
      else if (!this.is(")")) throw new Unreadable(this.now.at, "a call that does not end");
      this.lines();
    }
    this.take();
    return args;
  }

  /** Where `getline` puts the line, if it says. */
  protected target(): Expression | null {
    if (this.is("$")) return this.primary();
    if (this.now.kind !== "name" || NO_VALUE.test(this.now.text) || this.now.isCall) return null;
    return this.named(this.take());
  }
}
