import { LANGUAGE } from "#stages/scan/compiled/language.table";
import { VETTED, VETTED_GLOBALS, VETTED_USE } from "#stages/scan/compiled/vetted.table";

/** Limits that are no list of names: what is meant, a text that is refused for it, and the nearest one that is accepted. */
export const LIMITS: readonly (readonly [rule: string, refused: string, accepted: string])[] = [
  ["A key is a plain name or a whole number, never computed.", 'const o = { a: 1 }; console.log(o["a"]);', "const o = { a: 1 }; console.log(o.a, [1][0]);"],
  [
    "A field is on the list of members, or an object literal of the file makes it and no built-in object has it.",
    "const o = { a: 1 }; console.log(o.b);",
    "const o = { a: 1 }; console.log(o.a);",
  ],
  ["A method is called where it is named; it is no value.", "const push = [].push;", "[1].push(2);"],
  ["What begins with `process` or `console` is called or read where it is named.", "const log = console.log;", 'console.log("a");'],
  ["No `?.` within a chain of a global.", "console.log(process.stdout?.isTTY);", "console.log(process.stdout.isTTY, process.argv?.length);"],
  ["Only `let` variables and parameters of the file are assigned, and `process.exitCode`.", "Map = 1;", "let a = 1; a = 2; process.exitCode = a;"],
  ["A constructor is no value.", "const kinds = [Error];", "console.log(Error('a') instanceof Error);"],
  ["A name is declared once, and hides neither a global nor an import.", "const Map = 1;", "const map = 1;"],
  ["Declarations are `const` and `let`.", "var a = 1;", "let a = 1;"],
  [
    "Functions are plain declarations and arrows: no `async`, no generators, no methods, no accessors.",
    "const o = { a() { return 1; } };",
    "const o = { a: () => 1 };",
  ],
  ["`new` takes a listed constructor by its name.", "const A = Map; new A();", "new Map();"],
  ["Imports are by name and are not renamed.", 'import { join as j } from "node:path";', 'import { join } from "node:path"; console.log(join("a"));'],
  [
    "Names of `node:fs` and `node:os` stand in the vetted functions only.",
    'import { homedir } from "node:os"; console.log(homedir());',
    'function readStdin() { return readFileSync(0, "utf8"); } import { readFileSync } from "node:fs"; console.log(readStdin());',
  ],
  ["A variable of the environment is read by its plain name, and is a permission.", "console.log(process.env);", "console.log(process.env.LANG);"],
  [
    "Numbers, strings, templates without a tag, `null`, `true`, `false`, and regular expressions that cannot run away.",
    "console.log(1n, /(a+)+$/);",
    "console.log(1, `a${2}`, null, /a+$/);",
  ],
  ["No `delete`, no `in`, no labels, no sequence.", "const o = { a: 1 }; delete o.a;", "const o = { a: 1 }; console.log({ ...o });"],
  ['The only directive is "use strict".', "'use asm';", "'use strict';"],
  ["No types: the runtime knows none.", "const a: number = 1;", "const a = 1;"],
];

/** The language as a document, made of the lists that the check uses. */
export function languageText(): string {
  const {
    nodeKinds,
    imports,
    guardedModules,
    globals,
    valueGlobals,
    chains,
    calledChains,
    staticMembers,
    constructors,
    members,
    valueMembers,
    refused,
    realmNames,
  } = LANGUAGE;
  const names = (list: Iterable<string>): string => [...list].map((name) => `\`${name}\``).join(" ");
  const methods = [...members].filter((name) => !valueMembers.has(name));
  return `${[
    "# The compiled language",
    "Made from the lists of the code and compared with them by a test: \`UPDATE_LANGUAGE=1\` with that test writes it anew. Why it is so: \`../compiled-why.md\`.",
    "Whatever is not here is refused. A program that is accepted reaches what the last section lists, and nothing else.",
    "## Syntax",
    `${nodeKinds.size} kinds of nodes: ${names(nodeKinds)}. Others stand in the vetted functions only, which are compared as a whole.`,
    "## Limits",
    [
      "| limit | refused | accepted |",
      "| --- | --- | --- |",
      ...LIMITS.map((row) => `| ${row.map((cell, at) => (at === 0 ? cell : `\`\` ${cell} \`\``).replaceAll("|", "\\|")).join(" | ")} |`),
    ].join("\n"),
    "## Free names",
    `Values: ${names(valueGlobals)}.`,
    `Called, after \`instanceof\`, or with a member below: ${names(new Set([...globals].filter((name) => !valueGlobals.has(name))))}. With \`new\`: ${names(constructors)}.`,
    [...chains].map(([root, list]) => `* \`${root}\`: only ${names([...list].map((one) => `${root}.${one}`))}`).join("\n"),
    [...staticMembers].map(([root, list]) => `* \`${root}\` also: ${names([...list].map((one) => `${root}.${one}`))}`).join("\n"),
    `Only called: ${names(calledChains)}.`,
    `Only in the vetted functions: ${names(VETTED_GLOBALS)}.`,
    "## Imports",
    [...imports].map(([module, list]) => `* \`${module}\`${guardedModules.has(module) ? " (in the vetted functions only)" : ""}: ${names(list)}`).join("\n"),
    "## Members",
    `Values: ${names(valueMembers)}.`,
    `Methods, which may only be called: ${names(methods)}.`,
    `Own fields: any name but the ${realmNames.size} that built-in objects have (\`realm-names.table.ts\`) and those below.`,
    "Never, with the reason:",
    [...refused].map(([name, why]) => `* \`${name}\`: ${why}`).join("\n"),
    "## Capabilities",
    "Each needs the permission in its second column; without one in the report, it is not reached.",
    [
      "| in the script | permission |",
      "| --- | --- |",
      ...Object.keys(VETTED).map((name) => {
        const use = Object.hasOwn(VETTED_USE, name) ? VETTED_USE[name] : undefined;
        return `| \`${name}\` | ${use === undefined ? "none" : use === "network" ? "\`network:HOST\` for each of its hosts" : `\`${use}:ROOT\` for each of its roots`} |`;
      }),
      "| `process.env.NAME` | `secrets:NAME` |",
      "| `process.argv`, `process.stdin.isTTY`, stdin by `readStdin` | none |",
      "| `console.log`, `console.error`, `process.stdout.write`, `process.stderr.write`, `process.exitCode` | none |",
    ].join("\n"),
    "A host is a name with a dot and no address in figures; only https is spoken to it, only to get, and an answer leads nowhere but to a granted host.",
    "A root to write is never a whole home or disk, a hidden or system folder, or the skill's own code and words. That a path exists can be found out without a permission: links are resolved before folders are compared.",
  ].join("\n\n")}\n`;
}
