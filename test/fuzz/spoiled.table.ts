import { LANGUAGE, type Language } from "#stages/scan/compiled/language.table";

const plus = (names: ReadonlySet<string>, ...more: readonly string[]): ReadonlySet<string> => new Set([...names, ...more]);
const minus = (names: ReadonlySet<string>, ...less: readonly string[]): ReadonlySet<string> => new Set([...names].filter((one) => !less.includes(one)));
const chain = (root: string, ...more: readonly string[]): Language["chains"] =>
  new Map([...LANGUAGE.chains, [root, plus(LANGUAGE.chains.get(root) ?? new Set(), ...more)]]);
const unrefused = (...names: readonly string[]): Language["refused"] => new Map([...LANGUAGE.refused].filter(([name]) => !names.includes(name)));

/** Mistakes that somebody could make in the lists. A fuzz run that does not find the way out of each of them proves nothing. */
export const SPOILED: Readonly<Record<string, Language>> = {
  "constructor as a member": {
    ...LANGUAGE,
    members: plus(LANGUAGE.members, "constructor"),
    valueMembers: plus(LANGUAGE.valueMembers, "constructor"),
    refused: unrefused("constructor"),
  },
  "__proto__ as a member": {
    ...LANGUAGE,
    members: plus(LANGUAGE.members, "__proto__"),
    valueMembers: plus(LANGUAGE.valueMembers, "__proto__"),
    refused: unrefused("__proto__"),
  },
  "call as a method": { ...LANGUAGE, members: plus(LANGUAGE.members, "call"), refused: unrefused("call") },
  "eval as a global": { ...LANGUAGE, globals: plus(LANGUAGE.globals, "eval"), refused: unrefused("eval") },
  "setTimeout as a global": { ...LANGUAGE, globals: plus(LANGUAGE.globals, "setTimeout"), valueGlobals: plus(LANGUAGE.valueGlobals, "setTimeout") },
  "constructors as values": { ...LANGUAGE, valueGlobals: LANGUAGE.globals },
  "fetch as a global": { ...LANGUAGE, globals: plus(LANGUAGE.globals, "fetch"), refused: unrefused("fetch") },
  "process.exit as a chain": { ...LANGUAGE, chains: chain("process", "exit") },
  "the whole environment": { ...LANGUAGE, chains: chain("process", "env") },
  "Object.getPrototypeOf as a chain": { ...LANGUAGE, chains: chain("Object", "getPrototypeOf") },
  "methods as values": { ...LANGUAGE, valueMembers: LANGUAGE.members, calledChains: new Set() },
  "files without the vetted functions": { ...LANGUAGE, guardedModules: new Set() },
  "dynamic import": { ...LANGUAGE, nodeKinds: plus(LANGUAGE.nodeKinds, "ImportExpression") },
  "a built-in's names as own fields": { ...LANGUAGE, realmNames: minus(LANGUAGE.realmNames, ...LANGUAGE.realmNames), refused: new Map() },
};
