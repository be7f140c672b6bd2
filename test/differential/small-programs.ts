import { PROBE } from "./shell-programs.ts";

/** A source of numbers from a seed, so that a program that failed can be made again. */
function numbers(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761 + 97) >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state % below;
  };
}

const NAMES = ["A", "B", "C", "D", "E"];
const WORDS = ["a", "b.c", "x/y.c", "lib", "t-1", "z.o", "b.c"];

/** Seed -> a makefile whose recipe starts the probe with what its variables come to. */
export function makeProgram(seed: number): string {
  const below = numbers(seed);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const value = (names: readonly string[], depth = 0): string => {
    const inner = (): string => value(names, depth + 1);
    const some = [
      () => one(WORDS),
      () => `${one(WORDS)} ${one(WORDS)}`,
      () => (names.length === 0 ? one(WORDS) : `$(${one(names)})`),
      () => (names.length === 0 ? "" : `$(${one(names)}:.c=.o)`),
      () => `$(subst ${one(["a", "b", ".c", "x/"])},${one(["q", "", "r r"])},${inner()})`,
      () => `$(patsubst ${one(["%.c", "x/%", "%"])},${one(["%.o", "new/%", "k"])},${inner()})`,
      () => `$(${one(["strip", "sort", "firstword", "lastword", "notdir", "dir", "basename", "suffix", "words"])} ${inner()})`,
      () => `$(${one(["filter", "filter-out", "findstring", "addprefix", "addsuffix"])} ${one(["%.c", "a", "lib"])},${inner()})`,
      () => `$(word ${String(1 + below(3))},${inner()})`,
      () => `$(if ${one(["", "a", inner()])},${inner()},${inner()})`,
      () => `$(foreach v,${inner()},$(v)${one(["", ".x", "/w"])})`,
      () => `$(call ${one(["f", "g"])},${inner()},${one(WORDS)})`,
      () => `$(${one(["or", "and"])} ${inner()},${inner()})`,
      () => `$(join ${inner()},${inner()})`,
      () => `$(shell echo ${one(WORDS)} ${one(WORDS)})`,
      () => "$$$$",
    ];
    return (depth > 2 ? (some[0] as () => string) : one(some))();
  };
  const lines = ["f = <$(1)>$(2)", "define g\n$(2) $(strip $(1))\nendef"];
  const set: string[] = [];
  for (const name of NAMES) {
    const how = below(7);
    if (how === 0) lines.push(`ifeq (${value(set)},${one(WORDS)})`, `${name} := ${value(set)}`, "else", `${name} = ${value(set)}`, "endif");
    else if (how === 1) lines.push(`${name} ?= ${value(set)}`, `${name} += ${value(set)}`);
    else if (how === 2) lines.push(`define ${name}`, value(set), "endef");
    else if (how === 3) lines.push(`$(eval ${name} := ${value(set)})`);
    else lines.push(`${name} ${one(["=", ":=", "::=", "+="])} ${value(set)}${one(["", " # said", " \\\n  more"])}`);
    set.push(name);
  }
  const given = (): string => one([`'$(${one(NAMES)})'`, `"$(${one(NAMES)})"`, `'${value(NAMES)}'`, "'$@'", "'$<'", "'$^'", "'$(@F)'"]);
  lines.push(
    ".PHONY: all a b.c lib",
    one(["all: a b.c", "all: a lib\nall: EXTRA = e"]),
    `\t@${PROBE} ${given()} ${given()}`,
    `\t${one(["@", "-@", "@+"])}${PROBE} "$(EXTRA)" ${given()}`,
    "a b.c lib:",
    `\t@x='${one(WORDS)}'; ${PROBE} "$$x" ${given()}`,
  );
  return `${lines.join("\n")}\n`;
}

/** Seed -> an awk program that starts the probe with texts it puts together. */
export function awkProgram(seed: number): string {
  const below = numbers(seed + 7);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const names = ["a", "b", "c"];
  const text = (): string => `"${one(["x", "y z", "w.txt", "", "k-1"])}"`;
  const value = (depth = 0): string => {
    const inner = (): string => value(depth + 1);
    const some = [
      text,
      () => one(names),
      () => `${inner()} ${inner()}`,
      () => `(n > ${String(below(3))} ? ${inner()} : ${inner()})`,
      () => `f(${inner()}, ${text()})`,
      () => `sprintf("%s-%d", ${inner()}, ${String(below(9))})`,
      () => `(c = ${inner()})`,
    ];
    return (depth > 2 ? text : one(some))();
  };
  const lines = [...names.map((name) => `  ${name} = ${text()}`), `  n = ${String(below(4))}`];
  for (let at = 0; at < 3; at++)
    lines.push(
      one([
        () => `  if (n ${one(["<", ">=", "=="])} 2) ${one(names)} = ${value()}; else ${one(names)} = ${value()}`,
        () => `  t["k"] = ${value()}; ${one(names)} = t["k"]`,
        () => `  for (i = 0; i < 2; i++) ${one(names)} = ${value()}`,
        () => `  "echo ${one(["p", "q r"])}" | getline ${one(names)}`,
        () => `  # only said\n  ${one(names)} = ${value()} # and said`,
      ])(),
    );
  lines.push(`  system("${PROBE} " ${value()})`, `  print ${value()} | "${PROBE} " ${text()}`, `  close("${PROBE}")`);
  return `function f(p, q) { return ${one(["p q", "q", '"<" p'])} }\nBEGIN {\n${lines.join("\n")}\n}\n`.replaceAll('"<"', '"l"');
}
