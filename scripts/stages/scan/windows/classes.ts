import { closed, type Cursor, peek, skip, take } from "./cursor.ts";
import { decorated, paramsAt, valueAt } from "./params.ts";
import type { Attribute, Block, Node, Param, Statement } from "./tree.ts";

const MOST = 1_000;

/** `Name : Base { ... }` behind the word `class` or `enum` (about_Classes, about_Enum). */
export function classAt(cursor: Cursor, start: number, isEnum: boolean, attributes: readonly Attribute[]): Statement {
  skip(cursor, true);
  const name = take(cursor, /[\p{L}_]\w*/uy)?.[0] ?? "";
  const bases = (take(cursor, /\s*:\s*([\w.\s,[\]]+)(?=\{)/y)?.[1] ?? "").split(",").map((one) =>
    one
      .trim()
      .toLowerCase()
      .replace(/^system\./, ""),
  );
  const members: Block[] = [];
  const methods: string[] = [];
  const fields: Param[] = [{ name: "", types: [], attributes, value: null }];
  skip(cursor, true);
  if (take(cursor, /\{/y) === null) cursor.bad = true;
  for (let count = 0; count < MOST; count++) {
    take(cursor, /[\s;,]+/y);
    skip(cursor, true);
    if (cursor.at >= cursor.text.length || peek(cursor) === "}") break;
    const before = cursor.at;
    if (isEnum) fields.push(constantAt(cursor));
    else memberAt(cursor, members, fields, methods);
    if (cursor.at === before) {
      cursor.bad = true;
      cursor.at++;
    }
  }
  closed(cursor, "}");
  return { kind: "class", name: name.toLowerCase(), bases: bases.filter((one) => one !== ""), methods, members, fields, start, end: cursor.at };
}

function constantAt(cursor: Cursor): Param {
  const name = take(cursor, /[\p{L}_]\w*/uy)?.[0] ?? "";
  return { name: name.toLowerCase(), types: [], attributes: [], value: valueAt(cursor) };
}

function memberAt(cursor: Cursor, members: Block[], fields: Param[], methods: string[]): void {
  const parts: Param[] = [];
  for (;;) {
    const { attributes, types } = decorated(cursor);
    parts.push({ name: "", types, attributes, value: null });
    if (take(cursor, /(?:hidden|static)\b/iy) === null) break;
  }
  const types = parts.flatMap((one) => one.types);
  const attributes = parts.flatMap((one) => one.attributes);
  const field = take(cursor, /\$([\p{L}_]\w*)/uy)?.[1];
  if (field !== undefined) {
    fields.push({ name: field.toLowerCase(), types, attributes, value: valueAt(cursor) });
    return;
  }
  const method = take(cursor, /[\p{L}_]\w*(?=\s*\()/uy)?.[0];
  if (method === undefined) {
    cursor.bad = true;
    return;
  }
  methods.push(method.toLowerCase());
  fields.push({ name: "", types, attributes, value: null });
  const params = paramsAt(cursor);
  const base: Node | null = take(cursor, /\s*:\s*base\s*(?=\()/iy) === null ? null : { kind: "sub", body: [{ ...NOWHERE, elements: baseArguments(cursor) }] };
  skip(cursor, true);
  if (peek(cursor) !== "{") {
    cursor.bad = true;
    return;
  }
  const block = cursor.block(cursor);
  members.push({ ...block, params: base === null ? params : [...params, { name: "", types: [], attributes: [], value: base }] });
}

const NOWHERE = { kind: "pipeline", start: 0, end: 0 } as const;

/** `: base(...)` */
function baseArguments(cursor: Cursor): Extract<Statement, { kind: "pipeline" }>["elements"] {
  cursor.at++;
  const body = cursor.body(cursor, ")");
  closed(cursor, ")");
  return [{ kind: "expression", node: { kind: "sub", body }, redirects: [] }];
}
