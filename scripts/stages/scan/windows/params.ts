import { closed, type Cursor, match, peek, skip, take, text } from "./cursor.ts";
import { argumentsAt, expression, typeAt } from "./expressions.ts";
import type { Attribute, Block, Node, Param, Statement } from "./tree.ts";

const ATTRIBUTE = /\[\s*([\p{L}_][\w.]*)\s*\(/uy;
const MOST = 500;

/** Does an attribute begin here? Its name has round brackets behind it, a type's never has. */
export function startsAttribute(cursor: Cursor): boolean {
  return match(cursor, ATTRIBUTE) !== null;
}

/** `[Name(...)]`, as many as there are. */
export function attributesAt(cursor: Cursor): readonly Attribute[] {
  const found: Attribute[] = [];
  while (found.length < MOST) {
    skip(cursor, true);
    const name = take(cursor, ATTRIBUTE)?.[1];
    if (name === undefined) break;
    found.push({ name: name.toLowerCase().replace(/attribute$/, ""), args: argumentsAt(cursor, attributeArgument) });
    closed(cursor, "]");
  }
  return found;
}

/** `Key = value`, `Key`, or a value by its place. */
function attributeArgument(cursor: Cursor): Node {
  if (take(cursor, /[\p{L}_]\w*\s*=(?!=)\s*/uy) === null && take(cursor, /[\p{L}_]\w*(?=\s*[,)])/uy) !== null) return text("true");
  skip(cursor, true);
  return expression(cursor, false);
}

/** What stands before a name: attributes and types. */
export function decorated(cursor: Cursor): Readonly<{ attributes: readonly Attribute[]; types: readonly string[] }> {
  const attributes: Attribute[] = [];
  const types: string[] = [];
  while (attributes.length + types.length < MOST) {
    skip(cursor, true);
    if (startsAttribute(cursor)) attributes.push(...attributesAt(cursor));
    else {
      const type = typeAt(cursor);
      if (type === null) break;
      types.push(type);
    }
  }
  return { attributes, types };
}

/** `(` of a list of parameters -> the parameters, with what they are when nobody gives them. */
export function paramsAt(cursor: Cursor): readonly Param[] {
  const params: Param[] = [];
  skip(cursor, true);
  if (peek(cursor) !== "(") return params;
  cursor.at++;
  while (params.length < MOST) {
    const { attributes, types } = decorated(cursor);
    const name = take(cursor, /\$(?:\{([^}\n]+)\}|([\p{L}\p{N}_?]+))/uy);
    if (name === null) {
      if (attributes.length + types.length > 0) cursor.bad = true;
      break;
    }
    params.push({ name: (name[1] ?? name[2] ?? "").toLowerCase(), types, attributes, value: valueAt(cursor) });
    skip(cursor, true);
    if (take(cursor, /,/y) === null) break;
  }
  closed(cursor, ")");
  return params;
}

/** `= value`: a comma behind it belongs to the list of parameters. */
export function valueAt(cursor: Cursor): Node | null {
  skip(cursor, true);
  if (take(cursor, /=(?!=)/y) === null) return null;
  skip(cursor, true);
  return expression(cursor, false);
}

/** A block behind its open bracket: attributes, parameters, statements. */
export function blockWith(cursor: Cursor, body: () => readonly Statement[]): Block {
  const start = cursor.at;
  const attributes = attributesAt(cursor);
  skip(cursor, true);
  const hasParams = take(cursor, /param\s*(?=\()/iy) !== null;
  if (!hasParams && attributes.length > 0) cursor.at = start;
  return { attributes: hasParams ? attributes : [], params: hasParams ? paramsAt(cursor) : [], body: body() };
}
