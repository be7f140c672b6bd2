import { REALM_NAMES } from "./realm-names.table.ts";

type Names = ReadonlySet<string>;

/** What a check needs to know of the language. A fuzz run hands in spoiled copies to prove that it would notice. */
export type Language = Readonly<{
  nodeKinds: Names;
  imports: ReadonlyMap<string, Names>;
  guardedModules: Names;
  globals: Names;
  valueGlobals: Names;
  chains: ReadonlyMap<string, Names>;
  calledChains: Names;
  staticMembers: ReadonlyMap<string, Names>;
  constructors: Names;
  members: Names;
  valueMembers: Names;
  refused: ReadonlyMap<string, string>;
  realmNames: Names;
}>;

/** The compiled language: what a generated script may be made of. Whatever is in none of these lists is refused as unlisted (compiled-why.md, language.md). */
const NODE_KINDS: ReadonlySet<string> = new Set(
  "Program ImportDeclaration ImportSpecifier VariableDeclaration VariableDeclarator FunctionDeclaration ArrowFunctionExpression BlockStatement ExpressionStatement EmptyStatement IfStatement ForStatement ForOfStatement WhileStatement DoWhileStatement BreakStatement ContinueStatement ReturnStatement ThrowStatement TryStatement CatchClause SwitchStatement SwitchCase Identifier Literal TemplateLiteral TemplateElement ArrayExpression ObjectExpression Property ArrayPattern ObjectPattern AssignmentPattern RestElement SpreadElement MemberExpression CallExpression NewExpression ChainExpression UnaryExpression BinaryExpression LogicalExpression ConditionalExpression AssignmentExpression UpdateExpression".split(
    " ",
  ),
);

/** Module -> names that may be imported from it, never renamed. */
const IMPORTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["node:fs", new Set(["existsSync", "lstatSync", "readdirSync", "readFileSync", "realpathSync", "writeFileSync"])],
  ["node:os", new Set(["homedir"])],
  ["node:path", new Set(["basename", "dirname", "extname", "isAbsolute", "join", "normalize", "relative", "resolve", "sep"])],
  ["node:util", new Set(["parseArgs"])],
]);

/** Modules whose names stand only inside of the vetted functions. */
const GUARDED_MODULES: ReadonlySet<string> = new Set(["node:fs", "node:os"]);

/** Free names. */
const GLOBALS: ReadonlySet<string> = new Set(
  "Number String Boolean Map Set Date Error TypeError RangeError undefined NaN Infinity structuredClone encodeURIComponent".split(" "),
);

/** Those that may be handed on. The others stand where they are used: `Error` as a value carries a field of the realm's own (found by the fuzzer: Object.entries of it). */
const VALUE_GLOBALS: ReadonlySet<string> = new Set("Number String Boolean undefined NaN Infinity".split(" "));

/** Free names that may only begin one of these member chains. */
const CHAINS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["JSON", new Set(["parse", "stringify"])],
  [
    "Math",
    new Set("abs ceil floor round trunc sign max min pow sqrt cbrt exp log log2 log10 hypot sin cos tan asin acos atan atan2 PI E LN2 LN10 SQRT2".split(" ")),
  ],
  ["Array", new Set(["from", "isArray", "of"])],
  ["Object", new Set(["entries", "fromEntries", "keys", "values", "freeze", "hasOwn", "groupBy"])],
  ["console", new Set(["log", "error"])],
  ["process", new Set(["argv", "exitCode", "stdout.write", "stderr.write", "stdin.isTTY", "stdout.isTTY"])],
]);

/** Members of the value globals. */
const STATIC_MEMBERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    "Number",
    new Set(
      "isFinite isInteger isNaN isSafeInteger parseFloat parseInt EPSILON MAX_SAFE_INTEGER MIN_SAFE_INTEGER MAX_VALUE MIN_VALUE POSITIVE_INFINITY NEGATIVE_INFINITY".split(
        " ",
      ),
    ),
  ],
  ["String", new Set(["fromCodePoint"])],
  ["Map", new Set(["groupBy"])],
  ["Date", new Set(["UTC", "parse", "now"])],
]);

/** Constructors that `new` may name. */
const CONSTRUCTORS: ReadonlySet<string> = new Set(["Map", "Set", "Date", "Error", "TypeError", "RangeError"]);

/** Listed members that hold a value. Every other one is a method and may only be called: a method handed on can be given any receiver. */
const VALUE_MEMBERS: ReadonlySet<string> = new Set(
  "length name message code stack cause index groups input size source flags lastIndex positionals done value values".split(" "),
);

/** Chains that may only be called, for the same reason: with a receiver of the program's own they hand out the inside of a stream. */
const CALLED_CHAINS: ReadonlySet<string> = new Set(["console.log", "console.error", "process.stdout.write", "process.stderr.write"]);

/** Member names that do no harm on any value an accepted program can hold. */
const MEMBERS: ReadonlySet<string> = new Set(
  "length name message code stack cause index groups input size at concat every fill filter find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join keys lastIndexOf map pop push reduce reduceRight reverse shift slice some sort splice toReversed toSorted toSpliced unshift values with entries charCodeAt codePointAt endsWith match matchAll normalize padEnd padStart repeat replace replaceAll search split startsWith substring toLowerCase toUpperCase trim trimEnd trimStart localeCompare isWellFormed toWellFormed test exec lastIndex source flags add clear delete get has set union intersection difference isSubsetOf isSupersetOf isDisjointFrom symmetricDifference toFixed toPrecision toString toISOString toJSON getTime getUTCFullYear getUTCMonth getUTCDate getUTCDay getUTCHours getUTCMinutes getUTCSeconds getUTCMilliseconds getFullYear getMonth getDate getDay getHours getMinutes getSeconds getMilliseconds setUTCFullYear setUTCMonth setUTCDate setUTCHours setUTCMinutes setUTCSeconds setUTCMilliseconds positionals drop take toArray next done value".split(
    " ",
  ),
);

/** Names that are never a key, a member or a pattern, with the reason: each reaches a function's constructor, a prototype or a caller. */
const REFUSED_NAMES: ReadonlyMap<string, string> = new Map([
  ["constructor", "it leads to Function"],
  ["__proto__", "it leads to the prototype"],
  ["prototype", "it leads to the prototype"],
  ["caller", "it leads to the caller"],
  ["callee", "it leads to the caller"],
  ["arguments", "it leads to the caller"],
  ["__defineGetter__", "it changes an object behind its reader"],
  ["__defineSetter__", "it changes an object behind its reader"],
  ["__lookupGetter__", "it leads to a function"],
  ["__lookupSetter__", "it leads to a function"],
  ["call", "it runs a function out of sight"],
  ["apply", "it runs a function out of sight"],
  ["bind", "it hides a function"],
  ["eval", "it runs text as code"],
  ["Function", "it runs text as code"],
  ["globalThis", "it holds every global"],
  ["require", "it loads modules"],
  ["import", "it loads modules"],
  ["fetch", "it reaches the network"],
  ["prepareStackTrace", "it leads to the caller"],
  ["then", "it runs when a value is awaited"],
]);

export const LANGUAGE: Language = {
  nodeKinds: NODE_KINDS,
  imports: IMPORTS,
  guardedModules: GUARDED_MODULES,
  globals: GLOBALS,
  valueGlobals: VALUE_GLOBALS,
  chains: CHAINS,
  calledChains: CALLED_CHAINS,
  staticMembers: STATIC_MEMBERS,
  constructors: CONSTRUCTORS,
  members: MEMBERS,
  valueMembers: VALUE_MEMBERS,
  refused: REFUSED_NAMES,
  realmNames: REALM_NAMES,
};
