import type { ArithmeticExpression } from "unbash";
import type { Machine } from "./machine.ts";
import { lookup } from "./lookup.ts";
import { placeOf } from "./machine.ts";
import { getVariable, type State } from "./state.ts";
import { isKnown } from "./text.ts";

/**
 * Arithmetic expression -> its number, null when it cannot be told. Commands in it are walked by `inner`, which is handed
 * every word with parts; assignments make the variable unknown (`forget`).
 */
export function numberOf(
  node: ArithmeticExpression,
  machine: Machine,
  state: State,
  inner: (node: ArithmeticExpression) => string | null,
  forget: (name: string) => void,
): number | null {
  const of = (one: ArithmeticExpression): number | null => numberOf(one, machine, state, inner, forget);
  switch (node.type) {
    case "ArithmeticGroup":
      return of(node.expression);
    case "ArithmeticUnary": {
      if ((node.operator === "++" || node.operator === "--") && node.operand.type === "ArithmeticWord") forget(node.operand.value);
      const value = of(node.operand);
      return value === null ? null : unary(node.operator, value);
    }
    case "ArithmeticTernary": {
      const [test, yes, no] = [of(node.test), of(node.consequent), of(node.alternate)];
      return test === null ? null : test !== 0 ? yes : no;
    }
    case "ArithmeticBinary": {
      const isAssignment = /^(?:[-+*/%&|^]|<<|>>)?=$/.test(node.operator);
      const [left, right] = [of(node.left), of(node.right)];
      if (isAssignment && node.left.type === "ArithmeticWord") forget(node.left.value.replace(/\[.*$/s, ""));
      return isAssignment || left === null || right === null ? null : binary(node.operator, left, right);
    }
    case "ArithmeticWord":
      return wordNumber(node.parts === undefined ? node.value : inner(node), node, machine, state);
    default: {
      const text = inner(node);
      return text === null ? null : toNumber(text);
    }
  }
}

function wordNumber(text: string | null, node: ArithmeticExpression, machine: Machine, state: State): number | null {
  if (text === null) return null;
  if (/^[A-Za-z_]\w*$/.test(text)) {
    if (getVariable(state, text) === undefined && !machine.assigned.has(text)) return null;
    const values = lookup(machine, state, text, placeOf(machine, node));
    const only = values.length === 1 ? values[0] : undefined;
    return only === undefined || !isKnown(only) ? null : toNumber(only.text);
  }
  return toNumber(text);
}

/** Integer constants of bash: decimal, 0x, leading 0 for octal, base#digits. */
function toNumber(text: string): number | null {
  const trimmed = text.trim();
  if (/^-?\d+$/.test(trimmed)) return /^-?0\d/.test(trimmed) ? Number.parseInt(trimmed, 8) : Number(trimmed);
  if (/^0x[0-9a-f]+$/i.test(trimmed)) return Number.parseInt(trimmed, 16);
  const based = /^(\d{1,2})#([0-9a-zA-Z]+)$/.exec(trimmed);
  const base = Number(based?.[1] ?? "0");
  if (based === null || base < 2 || base > 36) return trimmed === "" ? 0 : null;
  const value = Number.parseInt(based[2] ?? "", base);
  return Number.isNaN(value) ? null : value;
}

function unary(operator: string, value: number): number | null {
  if (operator === "-") return -value;
  if (operator === "+") return value;
  if (operator === "!") return value === 0 ? 1 : 0;
  return operator === "~" ? ~value : null;
}

const BINARY: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => Math.trunc(a / b),
  "%": (a, b) => a % b,
  "**": (a, b) => a ** b,
  "<<": (a, b) => a << b,
  ">>": (a, b) => a >> b,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "<": (a, b) => Number(a < b),
  ">": (a, b) => Number(a > b),
  "<=": (a, b) => Number(a <= b),
  ">=": (a, b) => Number(a >= b),
  "&&": (a, b) => Number(a !== 0 && b !== 0),
  "||": (a, b) => Number(a !== 0 || b !== 0),
  ",": (_a, b) => b,
};

function binary(operator: string, left: number, right: number): number | null {
  const value = BINARY[operator]?.(left, right) ?? Number.NaN;
  return Number.isSafeInteger(value) ? value : null;
}
