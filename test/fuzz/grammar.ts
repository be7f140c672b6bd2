import { LANGUAGE } from "#stages/scan/compiled/language.table";
import { VETTED } from "#stages/scan/compiled/vetted.table";
import { BAD_HOSTS, BAD_ROOTS, EVIL_KEYS, EVIL_NAMES, EVIL_STATEMENTS, HOSTS, READ_ROOTS, WRITE_ROOTS } from "./evil.table.ts";
import { evilMember, expression, FIELDS, GUARDED_CALLS, fresh, leaves, type Maker, VALUES, values } from "./expressions.ts";
import type { Random } from "./random.ts";

/** What programs begin with, as far as they use it: data to work on, a function, an object with fields of its own. */
const HEAD: readonly (readonly [name: string, line: string])[] = [
  ["list", "let list = [[1], [2]];"],
  ["text", 'let text = "k,v";'],
  ["own", `const own = { ${FIELDS.map((name, at) => `${name}: ${at % 3 === 0 ? "(x) => x" : at}`).join(", ")} };`],
  ["go", "const go = (x) => x;"],
];

/** Stream of chance -> the text of a program; most are in the language, the rest leave it by one step or by many. */
export function makeProgram(random: Random): string {
  const [evil, steps] = random.weighted([
    [5, [0, 0]],
    [5, [0.12, 1]],
    [1, [0.15, 20]],
  ] as const);
  const maker: Maker = { random, evil, steps, guarded: random.chance(0.1), names: HEAD.map(([name]) => name), lets: ["list", "text"], count: 0 };
  const body = Array.from({ length: 1 + random.below(random.chance(0.15) ? 6 : 2) }, () => statement(maker, random.chance(0.2) ? 3 : 2)).join("\n");
  const whole = [...headFor(body), body].join("\n");
  return `${maker.guarded ? guard(random, whole) : importsFor(whole)}\n${whole}`;
}

function headFor(text: string): readonly string[] {
  const lines = HEAD.filter(([name]) => new RegExp(`\\b${name}\\b`).test(text)).map(([, line]) => line);
  const fields = FIELDS.some((name) => text.includes(`.${name}`) || text.includes(`${name}:`));
  return fields && !lines.some((line) => line.startsWith("const own")) ? [...lines, HEAD[2]?.[1] ?? ""] : lines;
}

/** The vetted functions that the text names, with some folders, as a generated script carries them. */
export function guard(random: Random, text: string): string {
  const roots = (good: readonly string[], bad = BAD_ROOTS): string => {
    const from = random.chance(0.03) ? bad : good;
    return Array.from({ length: 1 + random.below(2) }, () => JSON.stringify(random.pick(from))).join(", ");
  };
  const used = GUARDED_CALLS.filter((name) => text.includes(name));
  const judges = [...(used.some((name) => /put/.test(name)) ? ["rootFolder", "isInside"] : []), ...(used.includes("getText") ? ["isGranted"] : [])];
  const hosts = roots(HOSTS, BAD_HOSTS);
  const functions = [...judges, ...used]
    .map((name) => (VETTED[name] ?? "").replace('"ROOT"', roots(name === "writeOutput" ? WRITE_ROOTS : READ_ROOTS)).replaceAll('"host.example"', hosts))
    .join("\n");
  return `${importsFor(`${functions}\n${text}`)}\n${functions}`;
}

/** Text -> the import lines for the importable names that stand in it. */
export function importsFor(text: string): string {
  const words = new Set(text.match(/\b[A-Za-z]+\b/g));
  return [...LANGUAGE.imports]
    .flatMap(([module, names]) => {
      const used = [...names].filter((name) => words.has(name));
      return used.length === 0 ? [] : [`import { ${used.join(", ")} } from "${module}";`];
    })
    .join("\n");
}

function statement(maker: Maker, depth: number): string {
  const { random } = maker;
  if (leaves(maker, 0.5)) return random.pick(EVIL_STATEMENTS);
  const text = random.weighted<() => string>([
    [4, () => `${expression(maker, depth)};`],
    [4, () => declaration(maker, depth)],
    [2, () => destructuring(maker, depth)],
    [2, () => assignment(maker, depth)],
    [1, () => `if (${expression(maker, depth - 1)}) { ${inner(maker, depth)} } else { ${inner(maker, depth)} }`],
    [2, () => loop(maker, depth)],
    [
      1,
      () => `switch (${expression(maker, depth - 1)}) { case ${expression(maker, 1)}: { ${inner(maker, depth)} break; } default: { ${inner(maker, depth)} } }`,
    ],
    [2, () => attempt(maker, depth)],
    [1, () => named(maker, depth)],
    [1, () => `console.${random.pick(["log", "error"])}(${expression(maker, depth)});`],
    [1, () => `process.exitCode = ${random.pick(["1", "0", "list.length", "own", "undefined"])};`],
    [1, () => `process.${random.pick(["stdout", "stderr"])}.write(${values(maker, depth - 1, 3)});`],
  ])();
  // an error would end the program before the rest is tried
  return /^(?:const|let|function)\b/.test(text) || random.chance(0.3) ? text : `try { ${text} } catch {}`;
}

function inner(maker: Maker, depth: number): string {
  const { names, lets } = maker;
  const text = depth <= 0 ? `${expression(maker, 0)};` : statement(maker, depth - 2);
  maker.names = names;
  maker.lets = lets;
  return text;
}

function declare(maker: Maker, name: string, isLet: boolean): void {
  maker.names = [...maker.names, name];
  if (isLet) maker.lets = [...maker.lets, name];
}

function declaration(maker: Maker, depth: number): string {
  const isLet = maker.random.chance(0.4);
  const value = expression(maker, depth);
  const name = fresh(maker);
  declare(maker, name, isLet);
  return `${isLet ? "let" : "const"} ${name} = ${value};`;
}

function destructuring(maker: Maker, depth: number): string {
  const { random } = maker;
  const value = expression(maker, depth - 1);
  const pattern = bindings(maker, 2);
  return `const ${pattern} = ${random.chance(0.3) ? value : random.pick(["own", "list", "[1, 2, [3]]", "go", "text"])};`;
}

function bindings(maker: Maker, depth: number): string {
  const { random } = maker;
  const one = (): string => {
    if (depth > 0 && random.chance(0.2)) return bindings(maker, depth - 1);
    const name = fresh(maker);
    declare(maker, name, false);
    return random.chance(0.3) ? `${name} = ${expression(maker, 1)}` : name;
  };
  if (random.chance(0.4)) return `[${one()}, ${random.chance(0.3) ? `...${fresh(maker)}` : one()}]`;
  const keys = Array.from({ length: 1 + random.below(2) }, () => `${key(maker)}: ${one()}`);
  return `{ ${[...keys, ...(random.chance(0.2) ? [`...${fresh(maker)}`] : [])].join(", ")} }`;
}

function key(maker: Maker): string {
  const { random } = maker;
  if (leaves(maker)) return random.chance(0.7) ? evilMember(random) : `[${random.pick(EVIL_KEYS)}]`;
  return random.chance(0.5) ? random.pick(FIELDS) : random.pick(VALUES);
}

function assignment(maker: Maker, depth: number): string {
  const { random } = maker;
  const target = leaves(maker) ? random.pick([...maker.names, ...EVIL_NAMES, ...LANGUAGE.globals, "own.a", "list[0]", "text.length"]) : random.pick(maker.lets);
  return random.weighted<() => string>([
    [4, () => `${target} ${random.pick(["=", "=", "+=", "??=", "||=", "&&="])} ${expression(maker, depth)};`],
    [1, () => `[${target}] = ${expression(maker, depth - 1)};`],
    [1, () => `({ ${key(maker)}: ${target} } = ${expression(maker, depth - 1)});`],
    [1, () => `${target}++;`],
  ])();
}

function loop(maker: Maker, depth: number): string {
  const { random } = maker;
  const source = expression(maker, depth - 1);
  const before = maker.names;
  const name = fresh(maker);
  declare(maker, name, false);
  const body = inner(maker, depth);
  maker.names = before;
  return random.chance(0.7)
    ? `for (const ${random.chance(0.3) ? `[${name}]` : name} of ${source}) { ${body} ${random.chance(0.5) ? "break;" : ""} }`
    : `for (let ${name} = 0; ${name} < 3; ${name} += 1) { ${body} }`;
}

function attempt(maker: Maker, depth: number): string {
  const body = inner(maker, depth);
  const before = maker.names;
  const name = fresh(maker);
  declare(maker, name, false);
  const rescue = inner(maker, depth);
  maker.names = before;
  return `try { ${maker.random.chance(0.3) ? `throw ${expression(maker, 1)};` : body} } catch (${name}) { ${rescue} } finally { ${inner(maker, 0)} }`;
}

function named(maker: Maker, depth: number): string {
  const { names, lets } = maker;
  const name = fresh(maker);
  const parameters = [fresh(maker), fresh(maker)];
  maker.names = [...names, ...parameters];
  const tail = maker.random.chance(0.3) ? `, { a: ${fresh(maker)} = 1, ...${fresh(maker)} } = own` : maker.random.chance(0.2) ? `, ...${fresh(maker)}` : "";
  const text = `function ${name}(${parameters.join(", ")} = ${expression(maker, 1)}${tail}) { ${inner(maker, depth - 1)} return ${expression(maker, depth - 1)}; }`;
  maker.names = [...names, name];
  maker.lets = lets;
  return text;
}
