import { type Random, randomOf } from "../fuzz/random.ts";

/** How a program is read and run: as a module, as CommonJS (sloppy unless it says otherwise), or as TypeScript that becomes a module. */
export type Goal = "module" | "sloppy" | "typescript";
export type Program = Readonly<{ text: string; goal: Goal }>;

const TEXTS = [
  "fs",
  "eval",
  "a,b,c",
  "net",
  "one two",
  "AbC",
  "x",
  "y",
  "a.b/c",
  "7",
  "",
  "http://h.example/p",
  "6576616c",
  "ZXZhbA==",
  "%65v",
  "$&-",
  "\\x65\\u0076al",
  "0",
] as const;
const KEYS = ["x", "y", "z"] as const;

/** The names that are in reach, by what they hold; `fixed` of them may not be written. */
type Scope = { texts: string[]; lists: string[]; objects: string[]; functions: string[]; fixed: Set<string> };
type Maker = { random: Random; scope: Scope; goal: Goal; next: { name: number; probe: number }; inFunction: boolean; depth: number };

/** Seed -> a program that ends by itself, in which `probe(number, value, ...)` is given what the scan has to know of. */
export function javascriptProgram(seed: number): Program {
  const random = randomOf(seed);
  const goal = random.weighted<Goal>([
    [4, "module"],
    [4, "sloppy"],
    [2, "typescript"],
  ]);
  const scope: Scope = { texts: ["a", "b", "c"], lists: ["l", "m", "n"], objects: ["o", "p", "q"], functions: ["f"], fixed: new Set() };
  const maker: Maker = { random, scope, goal, next: { name: 0, probe: 0 }, inFunction: false, depth: 0 };
  const lines = [
    ...["a", "b", "c"].map((name) => `${declarator(random)} ${name} = ${quoted(random)};`),
    ...["l", "m", "n"].map((name) => `${declarator(random)} ${name} = [${quoted(random)}, ${quoted(random)}];`),
    ...["o", "p", "q"].map((name) => `${declarator(random)} ${name} = ${literal(maker, 1)};`),
    `let turns = 0;`,
    `${declarator(random)} f = ${random.pick(["(s) => s", "(s, t = 'd') => s + t", "function (s) { return s; }"])};`,
  ];
  // In a short program the names are few and little is done to them, so that more of them is known.
  const isShort = random.chance(0.6);
  if (isShort) for (const kind of ["texts", "lists", "objects"] as const) scope[kind].splice(1);
  const count = isShort ? 1 + random.below(3) : 4 + random.below(8);
  for (let at = 0; at < count; at++) lines.push(statement(maker, 2));
  for (let at = 0; at < 3; at++) lines.push(probe(maker));
  return { text: `${lines.join("\n")}\n`, goal };
}

function declarator(random: Random): string {
  return random.pick(["let", "var", "let"]);
}

function quoted(random: Random): string {
  const text = random.pick(TEXTS);
  return random.weighted([
    [5, `"${text}"`],
    [1, `\`${text}\``],
    [1, `'${text}'`],
  ]);
}

/** A name that is new, and from here on in reach. */
function fresh(maker: Maker, kind: "texts" | "lists" | "objects" | "functions", isFixed = false): string {
  const name = `${kind.charAt(0)}${String(++maker.next.name)}`;
  maker.scope[kind].push(name);
  if (isFixed) maker.scope.fixed.add(name);
  return name;
}

function inner(maker: Maker, isFunction = false): Maker {
  const { texts, lists, objects, functions, fixed } = maker.scope;
  return {
    ...maker,
    scope: { texts: [...texts], lists: [...lists], objects: [...objects], functions: [...functions], fixed: new Set(fixed) },
    inFunction: maker.inFunction || isFunction,
    depth: maker.depth + 1,
  };
}

function free(maker: Maker, kind: "texts" | "lists" | "objects"): string {
  const names = maker.scope[kind].filter((one) => !maker.scope.fixed.has(one));
  return maker.random.pick(names);
}

const aText = (maker: Maker): string => maker.random.pick(maker.scope.texts);
const aList = (maker: Maker): string => maker.random.pick(maker.scope.lists);
const anObject = (maker: Maker): string => maker.random.pick(maker.scope.objects);

export function probe(maker: Maker): string {
  const { random } = maker;
  const value = random.weighted([
    [6, () => text(maker, 1)],
    [4, () => aText(maker)],
    [2, () => aList(maker)],
    [4, () => `${aList(maker)}[${String(random.below(3))}]`],
    [5, () => `${place(maker)}.${random.pick(KEYS)}`],
    [2, () => anObject(maker)],
    [2, () => list(maker, 1)],
    [2, () => object(maker, 1)],
  ])();
  return `probe(${String(++maker.next.probe)}, ${value});`;
}

/** An object, by one of the ways that lead to it. */
function place(maker: Maker): string {
  const { random } = maker;
  const name = anObject(maker);
  return random.weighted([
    [6, name],
    [3, `${name}.o`],
    [1, `${name}["o"]`],
    [1, `(${name}.o ?? ${anObject(maker)})`],
    [1, `[${name}][0]`],
    [1, `({ k: ${name} }).k`],
    [1, `(${random.pick(["1", "0"])} ? ${name} : ${anObject(maker)})`],
  ]);
}

function placeOfList(maker: Maker): string {
  const { random } = maker;
  return random.weighted([
    [6, () => aList(maker)],
    [3, () => `${place(maker)}.l`],
    [1, () => `[${aList(maker)}][0]`],
    [1, () => `(${aList(maker)} ?? [])`],
  ])();
}

function statements(maker: Maker, depth: number, isFunction = false): string {
  const own = inner(maker, isFunction);
  return Array.from({ length: 1 + maker.random.below(2) }, () => statement(own, depth)).join("\n");
}

function condition(maker: Maker): string {
  const { random } = maker;
  return random.weighted([
    [2, () => `${text(maker, 0)} ${random.pick(["===", "!==", "<"])} ${text(maker, 0)}`],
    [1, () => `${aList(maker)}.length > ${String(random.below(3))}`],
    [1, () => random.pick(["true", "false", "1", "0", '""', "null", "turns++ < 1"])],
    [1, () => `${place(maker)}?.${random.pick(KEYS)}`],
    [1, () => `!${text(maker, 0)}`],
  ])();
}

function statement(maker: Maker, depth: number): string {
  const { random } = maker;
  if (depth <= 0) return simple(maker);
  return random.weighted([
    [14, () => simple(maker)],
    [2, () => `if (${condition(maker)}) {\n${statements(maker, depth - 1)}\n}${random.chance(0.5) ? ` else {\n${statements(maker, depth - 1)}\n}` : ""}`],
    [1, () => `for (let i = 0; i < ${String(1 + random.below(3))}; i++) {\n${statements(maker, depth - 1)}\n${random.pick(["", "break;\n", "continue;\n"])}}`],
    [2, () => loop(maker, depth)],
    [
      1,
      () =>
        `switch (${text(maker, 0)}) {\ncase ${text(maker, 0)}:\n${simple(inner(maker))}\n${random.pick(["break;", ""])}\ndefault:\n${simple(inner(maker))}\ncase "x":\n${simple(inner(maker))}\n}`,
    ],
    [
      1,
      () =>
        `try {\n${statements(maker, depth - 1)}\n${random.pick(["throw new Error('e');", "throw 'fs';", "null.x;", ""])}\n} catch (${random.pick(["e", "{ message }", "[e]"])}) {\n${statements(maker, depth - 1)}\n} finally {\n${statements(maker, depth - 1)}\n}`,
    ],
    [1, () => labelled(maker, depth)],
    [1, () => `do {\n${statements(maker, depth - 1)}\n} while (turns++ < 2);`],
    [4, () => definition(maker, depth)],
    [2, () => classOf(maker, depth)],
    [1, () => generator(maker)],
    [1, () => later(maker)],
    [1, () => (maker.goal === "typescript" ? typed(maker) : simple(maker))],
  ])();
}

function labelled(maker: Maker, depth: number): string {
  const name = `n${String(++maker.next.name)}`;
  return `${name}: while (turns++ < 4) {\n${statements(maker, depth - 1)}\n${maker.random.pick([`break ${name};`, `continue ${name};`, "break;"])}\n}`;
}

function loop(maker: Maker, depth: number): string {
  const { random } = maker;
  const own = inner(maker);
  const name = fresh(own, "texts");
  const [head, before] = random.weighted<() => readonly [string, string]>([
    [3, () => [`const ${name} of ${random.pick([() => placeOfList(maker), () => list(maker, 0)])()} ?? []`, ""]],
    [1, () => [`const [at, ${name}] of (${placeOfList(maker)} ?? []).entries()`, ""]],
    [1, () => [`const ${name} in ${place(maker)}`, ""]],
    [1, () => [`const [${name}, value] of Object.entries(${place(maker)} ?? {})`, ""]],
    [1, () => [`const ${name} of ${text(maker, 0)}`, ""]],
    [1, () => [`const ${name} of Object.values(${place(maker)} ?? {})`, ""]],
    [1, () => [`const { x: ${name} } of [${anObject(maker)}, ${object(maker, 0)}]`, ""]],
    [1, () => [`${free(maker, "texts")} of ${placeOfList(maker)} ?? []`, `const ${name} = "q";\n`]],
    [1, () => [`${anObject(maker)}.x of ${placeOfList(maker)} ?? []`, `const ${name} = "q";\n`]],
    [1, () => [`const e of [${anObject(maker)}]`, `e.${random.pick(KEYS)} = ${text(maker, 0)};\nconst ${name} = e.x;\n`]],
  ])();
  own.scope.fixed.add(name);
  return `for (${head}) {\n${before}if (turns++ > 20) break;\n${statements(own, depth - 1)}\n}`;
}

/** Something that changes a list or an object that is there already, by whatever name. */
function change(maker: Maker): string {
  const { random } = maker;
  const [target, into] = [place(maker), placeOfList(maker)];
  const key = random.pick([...KEYS, ...KEYS, "o", "l"] as const);
  const value = (): string => (key === "o" ? object(maker, 0) : key === "l" ? list(maker, 0) : text(maker, 0));
  return random.weighted([
    [6, () => `if (${target}) ${target}.${key} = ${value()};`],
    [2, () => `if (${target}) ${target}[${JSON.stringify(key)}] = ${value()};`],
    [1, () => `if (${target}) ${target}[${text(maker, 0)}] = ${text(maker, 0)};`],
    [1, () => `if (${target}) ${target}.${random.pick(KEYS)} ${random.pick(["+=", "||=", "??=", "&&="])} ${text(maker, 0)};`],
    [1, () => `Object.assign(${target} ?? {}, ${object(maker, 0)});`],
    [1, () => `Object.assign(${target} ?? {}, { ${key}: ${value()} });`],
    [1, () => `Reflect.set(${target} ?? {}, "${key}", ${value()});`],
    [1, () => `Object.defineProperty(${target} ?? {}, "${key}", { value: ${value()}, writable: true, enumerable: true, configurable: true });`],
    [1, () => `Object.defineProperty(${target} ?? {}, "${random.pick(KEYS)}", { get: () => ${text(maker, 0)}, configurable: true });`],
    [1, () => `if (${target}) delete ${target}.${key};`],
    [1, () => `Object.setPrototypeOf(${target} ?? {}, { ${key}: ${value()} });`],
    [1, () => `(({ ${key}: w }) => { if (w) w.${random.pick(KEYS)} = ${text(maker, 0)}; })(${target} ?? {});`],
    [1, () => `[${target}].forEach((e) => { if (e) e.${key} = ${value()}; });`],
    [1, () => `((w) => { if (w) w.${key} = ${value()}; })(${target});`],
    [1, () => `({ k: ${target}.${random.pick(KEYS)} } = { k: ${text(maker, 0)} });`],
    [1, () => `[${target}.${random.pick(KEYS)}, ${free(maker, "texts")}] = [${text(maker, 0)}, ${text(maker, 0)}];`],
    [3, () => `${into}?.push(${text(maker, 0)});`],
    [1, () => `${into}?.unshift(${text(maker, 0)});`],
    [1, () => `${into}?.${random.pick(["pop", "shift", "reverse", "sort"])}();`],
    [1, () => `${into}?.splice(${String(random.below(2))}, ${String(random.below(2))}, ${text(maker, 0)});`],
    [1, () => `${into}?.fill(${text(maker, 0)}, ${String(random.below(2))});`],
    [1, () => `${into}?.copyWithin(0, 1);`],
    [2, () => `if (${into}) ${into}[${String(random.below(3))}] = ${text(maker, 0)};`],
    [1, () => `if (${into}) ${into}.length = 1;`],
    [1, () => `${into}?.forEach((e, i, all) => { all[i] = ${random.pick(["e + 'q'", text(maker, 0)])}; });`],
    [1, () => `Array.prototype.push.call(${into}, ${text(maker, 0)});`],
    [1, () => `[].push.apply(${into}, [${text(maker, 0)}]);`],
    [1, () => `[${free(maker, "texts")}, ${free(maker, "texts")}] = ${into} ?? [];`],
    [1, () => `Object.assign(${into} ?? [], [${text(maker, 0)}]);`],
  ])();
}

/** A change, that may fail without an end of the program. */
function attempt(maker: Maker): string {
  const { random } = maker;
  const made = change(maker);
  const seen = random.chance(0.4) ? `\n${probeOf(maker, random.pick([`${place(maker)}?.${random.pick(KEYS)}`, `${placeOfList(maker)}?.[0]`]))}` : "";
  return `${random.chance(0.7) ? `try { ${made} } catch {}` : made}${seen}`;
}

function simple(maker: Maker): string {
  const { random } = maker;
  return random.weighted([
    [5, () => probe(maker)],
    [2, () => `${free(maker, "texts")} = ${text(maker, 1)};`],
    [1, () => `${free(maker, "texts")} ${random.pick(["+=", "||=", "??=", "&&="])} ${text(maker, 0)};`],
    [1, () => `${free(maker, "lists")} = ${list(maker, 1)};`],
    [1, () => `${free(maker, "objects")} = ${object(maker, 1)};`],
    [4, () => declared(maker, "texts", () => text(maker, 2))],
    [3, () => declared(maker, "lists", () => list(maker, 1))],
    [4, () => declared(maker, "objects", () => object(maker, 1))],
    [3, () => attempt(maker)],
    [2, () => pattern(maker)],
    [1, () => `${random.pick(maker.scope.functions)}(${text(maker, 0)}, ${text(maker, 0)});`],
    [1, () => `(${free(maker, "texts")} = ${text(maker, 0)}, ${free(maker, "texts")} = ${text(maker, 0)});`],
    [1, () => `${condition(maker)} ${random.pick(["&&", "||"])} (${free(maker, "texts")} = ${text(maker, 0)});`],
  ])();
}

function declared(maker: Maker, kind: "texts" | "lists" | "objects", value: () => string): string {
  const { random } = maker;
  const made = value();
  const isFixed = random.chance(0.6);
  const type = maker.goal === "typescript" && random.chance(0.3) ? ": any" : "";
  return `${isFixed ? "const" : random.pick(["let", "let", maker.depth === 0 ? "var" : "let"])} ${fresh(maker, kind, isFixed)}${type} = ${made};`;
}

function pattern(maker: Maker): string {
  const { random } = maker;
  const from = place(maker);
  const of = placeOfList(maker);
  const fill = text(maker, 0);
  const name = (kind: "texts" | "lists" | "objects"): string => fresh(maker, kind, true);
  return random.weighted([
    [2, () => `const { x: ${name("texts")} = ${fill}, o: ${name("objects")} = {}, l: ${name("lists")} = [] } = ${from} ?? {};`],
    [1, () => `const [${name("texts")} = ${fill}, ...${name("lists")}] = ${of} ?? [];`],
    [1, () => `const { x: ${name("texts")}, ...${name("objects")} } = ${from} ?? {};`],
    [1, () => `const { [${fill}]: ${name("texts")} = "n" } = ${from} ?? {};`],
    [1, () => `const [, ${name("texts")} = "n"] = ${of} ?? [];`],
    [1, () => `const { length: ${name("texts")}, 0: ${name("texts")} } = ${of} ?? [];`],
    [1, () => `const { o: { y: ${name("texts")} = ${fill} } = {} } = ${from} ?? {};`],
    [1, () => `({ x: ${free(maker, "texts")} = ${fill} } = ${from} ?? {});`],
    [1, () => `[${free(maker, "texts")} = "n", ${free(maker, "texts")} = ${fill}] = ${of} ?? [];`],
    [1, () => `const [[${name("texts")}] = []] = [${of}];`],
  ])();
}

function parameters(maker: Maker): string {
  const { random } = maker;
  const own = maker.scope;
  const [text, other] = [`s${String(++maker.next.name)}`, `s${String(++maker.next.name)}`];
  own.texts.push(text, other);
  return random.weighted([
    [4, `${text}, ${other} = ${quoted(random)}`],
    [2, `${text} = ${quoted(random)}, ${other} = ${text}`],
    [1, `${text}, [${other}] = [${quoted(random)}]`],
    [1, `${text}, ...[${other} = "r"]`],
    [1, `${text}, { length: n, 0: ${other} } = ${quoted(random)}`],
  ]);
}

function definition(maker: Maker, depth: number): string {
  const { random } = maker;
  const own = inner(maker, true);
  const given = parameters(own);
  const body = `${statements(own, Math.min(1, depth - 1), true)}${random.chance(0.3) ? `\nif (${condition(own)}) return ${text(own, 0)};` : ""}${maker.goal === "sloppy" && random.chance(0.2) ? `\narguments[0] = ${text(own, 0)};` : ""}`;
  const back = text(own, 1);
  const name = fresh(maker, "functions");
  const made = random.weighted([
    [3, () => `function ${name}(${given}) {\n${body}\nreturn ${back};\n}`],
    [3, () => `const ${name} = (${given}) => {\n${body}\nreturn ${back};\n};`],
    [2, () => `const ${name} = (${given}) => ${back};`],
    [2, () => `const ${name} = function (${given}) {\n${body}\nreturn ${back};\n};`],
    [1, () => `const ${name} = (function () { let kept = ${quoted(random)}; return (s) => { const before = kept; kept = s; return before; }; })();`],
    [1, () => `const ${name} = (s, t) => (typeof s === "string" && s.length > 3 ? ${name}(s.slice(1), t) : s);`],
    [1, () => `const ${name} = ((s, t) => \`\${s}-\${t}\`).bind(null, ${quoted(random)});`],
    [1, () => `const ${name} = (s) => { [${free(maker, "texts")}, ${free(maker, "texts")}] = [s, ${quoted(random)}]; return s; };`],
  ])();
  return `${made}\n${random.pick(["", `probe(${String(++maker.next.probe)}, ${name}(${text(maker, 0)}, ${text(maker, 0)}));`, `${name}(${text(maker, 0)});`])}`;
}

function classOf(maker: Maker, depth: number): string {
  const { random } = maker;
  const name = `C${String(++maker.next.name)}`;
  const own = inner(maker, true);
  own.scope.objects.push("this");
  own.scope.fixed.add("this");
  const parts = [
    `x = ${text(maker, 0)};`,
    `o = ${literal(maker, 0)};`,
    `l = ${list(maker, 0)};`,
    `#p = ${text(maker, 0)};`,
    `static y = ${text(maker, 0)};`,
    `constructor(s = "c") { ${random.chance(0.5) ? "this.x = s;" : "this.z = s;"} this.l = [s]; }`,
    `get y() { return ${random.pick(["this.x", "this.#p", text(maker, 0)])}; }`,
    `set y(v) { ${random.pick(["this.x = v;", "this.#p = v;", `${free(maker, "texts")} = v;`])} }`,
    `m(s) {\n${statements(own, Math.min(1, depth - 1), true)}\nreturn this.x;\n}`,
  ];
  const given = [text(maker, 0), text(maker, 0), text(maker, 0)];
  const made = fresh(maker, "objects");
  return `class ${name} {\n${parts.join("\n")}\n}\n${random.pick([
    `let ${made} = new ${name}(${given[0] ?? ""});`,
    `class ${name}D extends ${name} { constructor() { super(${given[0] ?? ""}); this.z = ${given[0] ?? ""}; } get x2() { return super.y; } }\nlet ${made} = new ${name}D();`,
    `let ${made} = new ${name}();\n${made}.y = ${given[0] ?? ""};\n${made}.m(${given[0] ?? ""});`,
    `let ${made} = ${name};`,
  ])}`;
}

function generator(maker: Maker): string {
  const { random } = maker;
  const name = `g${String(++maker.next.name)}`;
  const values = [text(maker, 0), text(maker, 0)];
  const [listed, one, rest] = [list(maker, 0), fresh(maker, "texts", true), fresh(maker, "lists", true)];
  return `function* ${name}(s) { yield ${values[0] ?? ""}; const r = yield s; yield* ${listed} ?? []; return ${values[1] ?? ""}; }\nconst ${random.pick([
    `[${one}, ...${rest}] = ${name}("gen")`,
    `${one} = ${name}("gen").next().value, ${rest} = [...${name}("h")]`,
    `${rest} = [...${name}("gen")], ${one} = ${rest}.join("")`,
    `${one} = Array.from(${name}("gen"), (e) => e + "q")[1], ${rest} = []`,
  ])};`;
}

/** What runs when the rest of the program has ended. */
function later(maker: Maker): string {
  const { random } = maker;
  const own = inner(maker, true);
  const then = statement(own, 0);
  return random.weighted([
    [
      2,
      () =>
        `Promise.resolve(${text(maker, 0)}).then((s) => {\n${probeOf(own, "s")}\n${then}\nreturn s;\n}).then((s) => ${probeOf(own, "s").replace(";", "")});`,
    ],
    [1, () => `Promise.all([${text(maker, 0)}, ${aList(maker)}]).then(([s, t]) => {\n${probeOf(own, "s")}\n${then}\n});`],
    [2, () => `(async () => {\nconst s = await ${text(maker, 0)};\n${probeOf(own, "s")}\n${then}\n})();`],
    [1, () => `queueMicrotask(() => {\n${then}\n${probe(own)}\n});`],
    [1, () => `Promise.reject(${text(maker, 0)}).catch((s) => {\n${probeOf(own, "s")}\n${then}\n});`],
    [1, () => `new Promise((done) => { done(${text(maker, 0)}); }).then((s) => {\n${probeOf(own, "s")}\n${then}\n});`],
  ])();
}

function probeOf(maker: Maker, value: string): string {
  return `probe(${String(++maker.next.probe)}, ${value});`;
}

/** What only TypeScript has and what is there when it runs. */
function typed(maker: Maker): string {
  const { random } = maker;
  const name = `E${String(++maker.next.name)}`;
  const made = fresh(maker, "texts", true);
  return random.weighted([
    [2, () => `enum ${name} { A = "fs", B = "net", C = 3, D }\nconst ${made} = ${random.pick([`${name}.A`, `${name}[3]`, `${name}.D + ""`, `${name}["B"]`])};`],
    [1, () => `const enum ${name} { A = "fs" }\nconst ${made} = ${name}.A;`],
    [
      1,
      () =>
        `namespace ${name} { export let x = "fs"; export const y = x + "!"; }\n${name}.x = ${text(maker, 0)};\nconst ${made} = ${name}.${random.pick(["x", "y"])};`,
    ],
    [
      1,
      () =>
        `class ${name} { constructor(public x: string, private y = ${quoted(random)}) { this.y += x; } get() { return this.y; } }\nconst ${made} = new ${name}(${text(maker, 0)}).${random.pick(["x", "get()"])};`,
    ],
    [1, () => `const ${made} = (<any>${text(maker, 0)} as string)!;`],
    [1, () => `enum ${name} { A = "x" }\n(${name} as any).A = ${text(maker, 0)};\nconst ${made} = ${name}.A;`],
  ])();
}

/** An expression that gives a text, or nothing. */
function text(maker: Maker, depth: number): string {
  const { random } = maker;
  if (depth <= 0)
    return random.weighted([
      [4, () => quoted(random)],
      [5, () => aText(maker)],
      [2, () => `${anObject(maker)}.${random.pick(KEYS)}`],
      [1, () => `${aList(maker)}[${String(random.below(2))}]`],
    ])();
  const some = (): string => text(maker, depth - 1);
  const sure = (): string => `\`\${${some()}}\``;
  return random.weighted([
    [4, () => text(maker, 0)],
    [3, () => `${some()} + ${some()}`],
    [2, () => `\`${random.pick(["", "q"])}\${${some()}}${random.pick(["", "-"])}\${${some()}}\``],
    [3, () => `${place(maker)}?.${random.pick(KEYS)}`],
    [1, () => `${place(maker)}?.[${some()}]`],
    [2, () => `${placeOfList(maker)}?.[${String(random.below(3))}]`],
    [1, () => `${place(maker)}?.l?.[0]`],
    [2, () => `(${condition(maker)} ? ${some()} : ${some()})`],
    [1, () => `(${some()} ${random.pick(["||", "??", "&&"])} ${some()})`],
    [1, () => `(${some()}, ${some()})`],
    [1, () => `(${free(maker, "texts")} = ${some()})`],
    [3, () => `${random.pick(maker.scope.functions)}(${some()}, ${text(maker, 0)})`],
    [1, () => `${random.pick(maker.scope.functions)}.${random.pick([`call(null, ${some()})`, `apply(null, [${some()}])`, `bind(null, ${some()})()`])}`],
    [6, () => `${sure()}.${method(maker)}`],
    [2, () => `${list(maker, depth - 1)}.join(${random.pick(["", '""', '"-"', text(maker, 0)])})`],
    [2, () => listPart(maker, depth)],
    [3, () => decoding(maker, depth)],
    [1, () => `String(${random.pick([some(), list(maker, 0), object(maker, 0)])})`],
    [1, () => `JSON.stringify(${random.pick([some, () => list(maker, 0), () => object(maker, 0)])()})`],
    [1, () => `JSON.parse(JSON.stringify(${object(maker, 0)}), (k, v) => (k === "x" ? ${some()} : v)).x`],
    [1, () => `Object.${random.pick(["keys", "values"])}(${place(maker)} ?? {})[${String(random.below(2))}]`],
    [1, () => `Object.entries(${place(maker)} ?? {}).map(([k, v]) => k).join("")`],
    [1, () => `new Map([[${some()}, ${some()}], ["k", ${some()}]]).get(${random.pick(['"k"', some()])})`],
    [1, () => `[...new Set(${list(maker, 0)})].join("")`],
    [
      1,
      () =>
        `(function () { return ${random.pick(["arguments[0]", "[...arguments].join('')", "this", "arguments.length"])}; })${random.pick([`(${some()})`, `.call(${sure()}, ${some()})`])}`,
    ],
    [1, () => `((s, t = s + "!") => ${random.pick(["s + t", "t", `(s = ${text(maker, 0)}, s)`])})(${some()})`],
    [1, () => `((...all) => all${random.pick(["[0]", ".join('')", ".at(-1)"])})(${some()}, ${some()})`],
    [1, () => `(({ x = ${some()} } = {}) => x)(${random.pick(["", place(maker)])})`],
    [1, () => `String.raw\`${random.pick(["e\\x76al", "fs"])}${random.pick(["", `\${${some()}}`])}\``],
    [1, () => `((s, ...v) => s${random.pick([".join('')", "[0]", ".raw[0]"])} + v[0])\`ev\${${some()}}al\``],
    [1, () => `Reflect.get(${place(maker)} ?? {}, ${random.pick(['"x"', some()])})`],
    [1, () => `Object.getOwnPropertyDescriptor(${place(maker)} ?? {}, "x")?.value`],
    [1, () => `${list(maker, 0)}.reduce((all, e) => ${random.pick(["all + e", "e + all", "e"])}${random.pick(["", `, ${text(maker, 0)}`])})`],
    [1, () => numeric(maker)],
    [1, () => `typeof ${some()}`],
    [1, () => `({ get x() { return ${some()}; } }).x`],
    [1, () => `({ x: ${some()}, m() { return this.x; } }).m()`],
  ])();
}

function method(maker: Maker): string {
  const { random } = maker;
  const [from, to] = [String(random.below(5) - 2), String(random.below(6) - 1)];
  const some = (): string => text(maker, 0);
  return random.weighted([
    [1, () => `concat(${some()}, ${random.pick([some(), list(maker, 0), "1"])})`],
    [2, () => `slice(${random.pick([from, `${from}, ${to}`])})`],
    [1, () => `substring(${from}, ${to})`],
    [1, () => `substr(${random.pick([from, `${from}, ${to}`])})`],
    [1, () => `charAt(${from})`],
    [1, () => `at(${from})`],
    [1, () => `${random.pick(["charCodeAt", "codePointAt"])}(${from})`],
    [
      1,
      () =>
        random.pick([
          "toUpperCase()",
          "toLowerCase()",
          "trim()",
          "trimEnd()",
          "trimStart()",
          "toString()",
          "valueOf()",
          "toLocaleUpperCase()",
          'normalize("NFKD")',
        ]),
    ],
    [1, () => `repeat(${String(random.below(3))})`],
    [
      2,
      () =>
        `split(${random.pick(['""', '","', some(), '".", 1', "/[,.]/", ""])})${random.pick([".join('')", ".reverse().join('')", "[0]", ".at(-1)", ".pop()"])}`,
    ],
    [
      2,
      () =>
        `replace(${random.pick(['"a"', some(), "/[aeiou]/g", "/(.)(.)/"])}, ${random.pick([some(), '"$&$&"', '"$2$1"', '"[$`]"', "(m) => m + m", "(m, p) => p", `() => ${some()}`])})`,
    ],
    [1, () => `replaceAll(${random.pick(['"a"', some(), "/[a-c]/g"])}, ${random.pick([some(), '"$&$&"', "(m) => m.toUpperCase()"])})`],
    [1, () => `${random.pick(["padStart", "padEnd"])}(${String(random.below(9))}, ${random.pick([some(), '"0"', "undefined"])})`],
    [1, () => `match(/[a-z]+/${random.pick(["", "g"])})?.[0]`],
    [1, () => `at(${from}).at(0)`],
    [1, () => random.pick(["length", "at()", "slice()", "split()", "charAt()", "indexOf('a')"])],
  ])();
}

function listPart(maker: Maker, depth: number): string {
  const { random } = maker;
  const from = list(maker, depth - 1);
  return random.weighted([
    [1, () => `${from}.at(${String(random.below(3) - 1)})`],
    [1, () => `${from}.${random.pick(["pop", "shift"])}()`],
    [1, () => `${from}.find((e) => ${random.pick(["true", "e !== 'fs'", "e.length > 1"])})`],
    [1, () => `${from}.length`],
    [1, () => `${from}.toString()`],
    [1, () => `${from}.indexOf(${text(maker, 0)})`],
    [1, () => `${from}[${String(random.below(3))}]`],
    [1, () => `${from} + ""`],
    [1, () => `Math.${random.pick(["max", "min"])}(...${from}.map((e) => String(e).length))`],
  ])();
}

function decoding(maker: Maker, depth: number): string {
  const { random } = maker;
  const some = (): string => text(maker, depth - 1);
  return random.weighted([
    [
      2,
      () =>
        `Buffer.from(${some()} + "", ${random.pick(['"base64"', '"hex"', '"utf8"', '"latin1"', '"base64url"', '"utf16le"'])}).toString(${random.pick(["", '"utf8"', '"latin1"', '"hex"', '"base64"', '"ascii"'])})`,
    ],
    [1, () => `Buffer.from([101, 118, ${random.pick(["97", "256", "-1", "195"])}, 108]).toString(${random.pick(["", '"latin1"'])})`],
    [1, () => `atob(${random.pick(["'ZXZhbA=='", "btoa('fs')", "'w6k='"])})`],
    [1, () => `btoa(${random.pick(["'eval'", "'fs'"])})`],
    [1, () => `decodeURIComponent(${random.pick(["'%65val'", "'%C3%A9'", "encodeURIComponent(' /')", "'a+b'"])})`],
    [1, () => `decodeURI(${random.pick(["'%65val'", "'a%2Fb%23'"])})`],
    [1, () => `encodeURI(${random.pick(["'a b/c?d'", "'%'"])})`],
    [1, () => `escape(${random.pick(["'a b/c+'", "'é'"])})`],
    [1, () => `unescape('%65v%u0061l')`],
    [1, () => `String.fromCharCode(${random.pick(["101, 118", "...[101, 118]", "65637", "'101'", "-1", "101.9"])})`],
    [1, () => `String.fromCodePoint(${random.pick(["101, 118", "...[101, 118]", "128512"])})`],
    [1, () => `new TextDecoder().decode(new Uint8Array([102, 115]))`],
    [1, () => `[102, 115].map((n) => String.fromCharCode(n)).join("")`],
    [1, () => `String.fromCharCode.apply(null, [102, 115])`],
    [1, () => `parseInt(${random.pick(["'7f', 16", "'12abc'", "'0x1f'", "'11', 2", "''", "'z', 36", "'7', 0"])})`],
    [1, () => `Number(${random.pick(["'12'", "''", "'0x1f'", "null", "[5]", "'1e3'", "true", "undefined"])})`],
    [1, () => `parseFloat(${random.pick(["'1.5abc'", "'-0'", "'.5.5'"])})`],
    [1, () => `Number.parseFloat('2.5x')`],
  ])();
}

function numeric(maker: Maker): string {
  const { random } = maker;
  const one = (): string => random.pick(["1", "7", "31", "0.5", "-3", "turns", "0x1f", "1e21", text(maker, 0)]);
  return random.weighted([
    [2, () => `(${one()} ${random.pick(["+", "-", "*", "%", "|", "^", "&", "<<", ">>>", "**", "/"])} ${one()})`],
    [1, () => `(${random.pick(["14", "693741", "7", "-255"])}).toString(${random.pick(["36", "16", "2", ""])})`],
    [1, () => `${random.pick(["-", "+", "~"])}${one()}`],
    [1, () => `(+${one()}).toFixed(1)`],
    [1, () => `(${one()} + ${one()}).toString()`],
    [1, () => `[${one()}] + ${one()}`],
    [1, () => `({} + ${text(maker, 0)})`],
    [1, () => `([][0] + "").${random.pick(["slice(0, 3)", "length"])}`],
    [1, () => `(!${random.pick(["0", "[]", '""', "{}"])} + "")`],
    [1, () => `(${text(maker, 0)}?.length ?? 0)`],
  ])();
}

/** An expression that gives a list of texts. */
function list(maker: Maker, depth: number): string {
  const { random } = maker;
  if (depth <= 0)
    return random.weighted([
      [3, () => aList(maker)],
      [3, () => `[${text(maker, 0)}, ${text(maker, 0)}]`],
      [1, () => `[...${aList(maker)}]`],
    ])();
  const from = (): string => list(maker, depth - 1);
  const some = (): string => text(maker, 0);
  return random.weighted([
    [3, () => list(maker, 0)],
    [2, () => `[${some()}, ...${from()}, ${some()}]`],
    [1, () => `[...${some()} + ""]`],
    [1, () => `[, ${some()}]`],
    [1, () => `${from()}.concat(${random.pick([from(), some(), `${from()}, ${some()}`, `[${from()}]`])})`],
    [1, () => `${from()}.slice(${random.pick(["", "1", "-1", "0, 1", "0, -1"])})`],
    [1, () => `${from()}.map((e${random.pick(["", ", i", ", i, all"])}) => ${random.pick(["e + 'm'", "e", some(), "String(e).toUpperCase()"])})`],
    [1, () => `${from()}.filter((e) => ${random.pick(["e !== 'fs'", "true", "e"])})`],
    [1, () => `${from()}.${random.pick(["reverse", "sort", "toReversed", "toSorted"])}()`],
    [
      1,
      () =>
        `${from()}.${random.pick(["flat()", "flatMap((e) => [e, e])", "with(0, 'w')", "toSpliced(0, 1)", "toSpliced(1, 0, 'ts')", "fill('z', 1)", "copyWithin(1, 0)", "splice(0, 1)"])}`,
    ],
    [1, () => `(${some()} + "").split(${random.pick(['""', '","', '"."'])})`],
    [1, () => `Array.from(${random.pick([from(), `{ length: 2 }, (_, i) => ${some()}`, `${from()}, (e) => e + "f"`, some() + ' + ""'])})`],
    [1, () => `Array.of(${some()}, ${some()})`],
    [1, () => `new Array(${random.pick(["2", `${some()}, ${some()}`])})`],
    [1, () => `Array(2).fill(${some()})`],
    [1, () => `Object.${random.pick(["keys", "values"])}(${object(maker, 0)})`],
    [1, () => `Object.entries(${object(maker, 0)}).flat()`],
    [1, () => `(${place(maker)}?.l ?? [])`],
    [1, () => `(${condition(maker)} ? ${from()} : ${from()})`],
    [1, () => `[...new Set(${from()})]`],
    [1, () => `Object.freeze(${from()})`],
    [1, () => `JSON.parse('["fs","net"]')`],
    [1, () => `((...all) => all)(${some()}, ${some()})`],
    [1, () => `((s) => { s.push(${some()}); return s; })(${from()})`],
    [1, () => `[...${from()}.entries()].map(([i, e]) => e)`],
  ])();
}

function literal(maker: Maker, depth: number): string {
  const { random } = maker;
  const some = (): string => (maker.next.name === 0 ? quoted(random) : text(maker, 0));
  const parts = [`x: ${some()}`, random.pick([`y: ${some()}`, `"y": ${some()}`, `["y"]: ${some()}`]), `l: [${some()}, ${some()}]`];
  if (depth > 0) parts.push(`o: { x: ${some()}, y: ${some()} }`);
  if (random.chance(0.15)) parts.push(`get z() { return ${some()}; }`);
  if (random.chance(0.1)) parts.push(`m() { this.x = ${some()}; return this.x; }`);
  return `{ ${parts.join(", ")} }`;
}

/** An expression that gives an object with texts in `x`, `y` and `z`, a list in `l` and perhaps an object in `o`. */
function object(maker: Maker, depth: number): string {
  const { random } = maker;
  if (depth <= 0)
    return random
      .weighted([
        [3, () => anObject(maker)],
        [2, () => literal(maker, 0)],
        [1, () => `{ ...${anObject(maker)} }`],
      ])()
      .replace(/^\{/, "{");
  const from = (): string => object(maker, depth - 1);
  const some = (): string => text(maker, 0);
  return random.weighted([
    [3, () => object(maker, 0)],
    [3, () => literal(maker, 1)],
    [2, () => `{ ...${from()}, ${random.pick(KEYS)}: ${some()}, o: ${from()} }`],
    [1, () => `{ x: ${some()}, ...${from()} }`],
    [1, () => `{ [${some()}]: ${some()}, x: ${some()}, l: ${aList(maker)}, o: ${from()} }`],
    [1, () => `{ x: ${some()}, l: ${aList(maker)}, [${random.pick(["'x'", some()])}]: ${some()} }`],
    [1, () => `Object.assign({}, ${from()}, { x: ${some()} })`],
    [1, () => `Object.assign(${from()}, { x: ${some()} })`],
    [1, () => `Object.fromEntries([["x", ${some()}], ["y", ${some()}]])`],
    [1, () => `JSON.parse(JSON.stringify(${from()}))`],
    [1, () => `structuredClone({ x: ${some()} })`],
    [1, () => `Object.create(${from()})`],
    [1, () => `Object.freeze(${from()})`],
    [1, () => `{ __proto__: ${from()}, y: ${some()} }`],
    [1, () => `{ x: ${some()}, get y() { return this.x; }, l: ${aList(maker)}, o: { x: ${some()} } }`],
    [1, () => `{ get x() { return ${free(maker, "texts")} = ${some()}; }, y: ${some()} }`],
    [1, () => `(${condition(maker)} ? ${from()} : ${from()})`],
    [1, () => `((w) => { w.x = ${some()}; return w; })(${from()})`],
    [1, () => `((w) => ({ x: w, o: ${from()} }))(${some()})`],
    [1, () => `[${from()}, ${from()}][${random.pick(["0", "1"])}]`],
    [1, () => `[${from()}].map((e) => e)[0]`],
    [1, () => `(${free(maker, "objects")} = ${from()})`],
    [1, () => `new Map([["k", ${from()}]]).get("k")`],
    [1, () => `new (class { x = ${some()}; y = ${some()}; o = ${from()}; l = [${some()}]; })()`],
    [1, () => `new (function () { this.x = ${some()}; this.o = ${from()}; })()`],
    [1, () => `Object.defineProperties({}, { x: { value: ${some()}, enumerable: true } })`],
    [1, () => `new Proxy(${from()}, { get: (t, k) => (k === "x" ? ${some()} : t[k]) })`],
  ])();
}
