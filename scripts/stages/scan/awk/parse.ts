import { DEEPEST, Expressions } from "./expressions.ts";
import { type At, type Expression, type Program, type Routine, type Statement, Unreadable } from "./tree.ts";

/** Words of a program -> its tree. Throws `Unreadable` for what is no awk. */
export class Parser extends Expressions {
  private routine: Statement[] | null = null;
  private readonly statements: Statement[] = [];
  private readonly routines: Routine[] = [];
  private readonly included: (At & { name: string; word: string })[] = [];

  program(): Program {
    this.blank();
    while (this.now.kind !== "end") {
      this.item();
      this.blank();
    }
    return { statements: this.statements, routines: this.routines, included: this.included };
  }

  private say(statement: Statement): void {
    (this.routine ?? this.statements).push(statement);
  }

  private item(): void {
    const first = this.now;
    if (this.is("@")) {
      this.take();
      const name = this.take().text;
      const word = this.take();
      if (word.kind !== "string") throw new Unreadable(first.at, "an order to awk that is none");
      this.included.push({ name, word: word.text, at: first.at, until: word.until });
      return;
    }
    if (this.is("function", "func")) {
      this.function();
      return;
    }
    if (this.is("BEGIN", "END", "BEGINFILE", "ENDFILE")) this.take();
    else if (!this.is("{")) {
      this.value();
      if (this.is(",")) {
        this.take();
        this.lines();
        this.value();
      }
    }
    if (this.is("{")) this.block();
  }

  private value(): void {
    const first = this.now;
    const value = this.expression(false);
    this.say({ kind: "value", value, ...this.span(first) });
  }

  private function(): void {
    this.take();
    const { text: name } = this.take();
    this.want("(");
    const parameters: string[] = [];
    while (!this.is(")")) {
      this.lines();
      parameters.push(this.take().text);
      this.lines();
      if (this.is(",")) this.take();
      else if (!this.is(")")) throw new Unreadable(this.now.at, "the names of a function do not end");
    }
    this.take();
    this.lines();
    const statements: Statement[] = [];
    this.routine = statements;
    this.block();
    this.routine = null;
    this.routines.push({ name, parameters, statements });
  }

  private block(): void {
    this.want("{");
    this.blank();
    while (!this.is("}")) {
      if (this.now.kind === "end") throw new Unreadable(this.now.at, "a block that does not end");
      this.statement();
      this.blank();
    }
    this.take();
  }

  private statement(): void {
    if (++this.depth > DEEPEST) throw new Unreadable(this.now.at, "statements inside of each other, too deep to follow");
    this.statementOf();
    this.depth--;
  }

  /** A statement behind a condition: on the next line, or none at all. */
  private body(): void {
    this.lines();
    if (this.is(";")) this.take();
    else this.statement();
  }

  private statementOf(): void {
    const first = this.now;
    if (this.is("{")) this.block();
    else if (this.is("if", "while", "switch")) this.conditional();
    else if (this.is("do")) {
      this.take();
      this.body();
      this.blank();
      this.want("while");
      this.bracketed();
    } else if (this.is("for")) this.loop();
    else if (this.is("case", "default")) {
      if (this.take().text === "case") this.operand(false);
      this.want(":");
    } else if (this.is("print", "printf")) this.print();
    else if (this.is("return", "exit")) {
      const { text } = this.take();
      const value = this.isEnd() ? null : this.expression(false);
      if (text === "return" || value === null) this.say({ kind: "return", value, ...this.span(first) });
      else this.say({ kind: "value", value, ...this.span(first) });
    } else if (this.is("next", "nextfile", "break", "continue")) this.take();
    else if (this.is("delete")) {
      this.take();
      this.operand(false);
    } else if (!this.is(";")) this.value();
    if (
      !this.isEnd() &&
      !/^[}]$/.test(this.tokens[this.at - 1]?.text ?? "") &&
      this.tokens[this.at - 1]?.kind !== "line" &&
      !this.is("else") &&
      !/^[:;]$/.test(this.tokens[this.at - 1]?.text ?? "")
    )
      throw new Unreadable(this.now.at, "a statement that does not end");
  }

  private isEnd(): boolean {
    return this.now.kind === "line" || this.now.kind === "end" || this.is(";", "}");
  }

  private conditional(): void {
    const { text } = this.take();
    this.bracketed();
    if (text === "switch") {
      this.lines();
      this.block();
      return;
    }
    this.body();
    const mark = this.at;
    this.blank();
    if (text === "if" && this.is("else")) {
      this.take();
      this.body();
    } else this.at = mark;
  }

  private bracketed(): void {
    this.want("(");
    this.lines();
    this.value();
    this.lines();
    this.want(")");
  }

  private loop(): void {
    const first = this.take();
    this.want("(");
    const [name, word, array] = [0, 1, 2].map((ahead) => this.tokens[this.at + ahead]);
    if (name?.kind === "name" && word?.text === "in" && word.kind === "name" && array?.kind === "name") {
      this.at += 2;
      this.say({ kind: "value", value: this.named(this.take()), ...this.span(first) });
      this.say({ kind: "each", name: name.text, array: array.text, ...this.span(first) });
      this.want(")");
    } else {
      for (let part = 0; part < 3; part++) {
        this.lines();
        if (!this.is(";", ")")) this.value();
        this.lines();
        this.want(part < 2 ? ";" : ")");
      }
    }
    this.body();
  }

  private print(): void {
    const first = this.take();
    const values: Expression[] = [];
    while (!this.isEnd() && !this.is(">", ">>", "|", "|&")) {
      values.push(this.expression(true));
      if (!this.is(",")) break;
      this.take();
      this.lines();
    }
    const sign = this.is(">", ">>", "|", "|&") ? this.take().text : null;
    const to = sign === null ? null : this.joined(true);
    const way = sign === null ? null : sign.startsWith("|") ? "|" : ">";
    this.say({
      kind: "print",
      values: values.flatMap((one) => (one.kind === "list" ? one.parts : [one])),
      to,
      way,
      append: sign === ">>",
      ...this.span(first),
    });
  }
}
