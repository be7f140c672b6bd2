/** Hostile texts of small languages, by family; `full` is the size of one, `deep` how far one nests. */
export const small = (full: number, deep: number): Readonly<Record<"mk" | "docker" | "awk" | "bats", readonly (readonly [string, () => string])[]>> => {
  const fill = (unit: string, bytes = full): string => unit.repeat(Math.floor(Math.min(bytes, full) / Buffer.byteLength(unit)));
  const nest = (open: string, close: string, middle = "a"): string => open.repeat(deep) + middle + close.repeat(deep);
  const many = (count: number, line: (at: number) => string): string => Array.from({ length: count }, (_, at) => line(at)).join("");
  return {
    mk: [
      ["references inside of each other", () => `X := ${nest("$(", ")")}\n`],
      ["open references", () => `X := ${fill("$(")}\n`],
      ["references side by side", () => `X := ${fill("$(A)")}\nall:\n\techo $(X)\n`],
      ["variables that double", () => `A0 = a\n${many(200, (at) => `A${at + 1} = $(A${at})$(A${at})\n`)}all:\n\techo $(A200)\n`],
      ["a chain of variables", () => `A0 = a\n${many(2_000, (at) => `A${at + 1} = $(A${at})\n`)}all:\n\techo $(A2000)\n`],
      ["a variable of itself", () => "A = $(A)\nB = $(C)\nC = $(B)\nall:\n\techo $(A) $(B)\n"],
      ["a call of itself", () => "f = $(call f,$(1)x)\nall:\n\techo $(call f,a)\n"],
      ["eval of itself", () => "define f\n$$(eval $$(f))\nendef\n$(eval $(f))\n"],
      ["conditions", () => `${fill("ifdef X\n", 20_000)}${fill("endif\n", 15_000)}`],
      ["values in conditions", () => many(60, (at) => `ifdef Y${at}\nX${at % 6} := ${at}\nendif\n`) + "all:\n\techo $(X0)$(X1)$(X2)$(X3)$(X4)$(X5)\n"],
      ["functions inside of each other", () => `X := ${"$(strip ".repeat(2_000)}a${")".repeat(2_000)}\n`],
      ["words for a loop", () => `L := ${fill("a ")}\nX := $(foreach a,$(L),$(foreach b,$(L),$(a)$(b)))\n`],
      ["one long line", () => `all:\n\techo ${fill("a ")}\n`],
      ["joined lines", () => `X := ${fill("a \\\n")}\n`],
      ["targets", () => fill("a b c: d e f\n")],
      ["patterns", () => many(400, (at) => `%.x${at}: %.y${at}\n\techo $@ $^\nt${at}.x${at}: s${at}\n`)],
      ["defines inside of each other", () => `${fill("define a\n", 30_000)}${fill("endef\n", 20_000)}`],
      ["commas", () => `X := $(subst ${fill(",")})\n`],
      ["dollar signs", () => `all:\n\techo ${fill("$")}\n`],
      ["colons and signs", () => `${fill(":=")}\n${fill("a:")}\n${fill("=?+")}\n`],
    ],
    docker: [
      ["joined lines", () => `FROM a:1\nRUN ls${fill(" \\\n")}\n`],
      ["comments between", () => `FROM a:1\nRUN ls \\\n${fill("# a\n")}  -l\n`],
      ["stages", () => many(400, (at) => `FROM a:1 AS s${at}\nCOPY --from=s${Math.max(0, at - 1)} /a /b\n`)],
      ["variables", () => `FROM a:1\n${many(800, (at) => `ENV A${at + 1}=$A${at}$A${at}\n`)}`],
      ["texts below", () => `FROM a:1\nRUN ${fill("<<E ", 4_000)}\n${fill("a\n")}`],
      ["options", () => `FROM a:1\nRUN ${fill("--mount=type=cache,target=/a ", 60_000)}ls\n`],
      ["brackets", () => `FROM a:1\nCMD ${nest("[", "]", "1")}\n`],
      ["copies", () => `FROM a:1\n${fill("COPY a b\n", 60_000)}`],
    ],
    awk: [
      ["brackets", () => `BEGIN { x = ${nest("(", ")")} }\n`],
      ["braces", () => `${nest("{", "}")}\n`],
      ["signs", () => `BEGIN { x = ${fill("!")}1 }\n`],
      ["fields of fields", () => `{ print ${fill("$")}1 }\n`],
      ["values side by side", () => `BEGIN { x = ${fill("a ")} }\n`],
      ["texts that double", () => `BEGIN { a0 = "x"\n${many(300, (at) => `a${at + 1} = a${at} a${at}\n`)} print a300 > a300 }\n`],
      ["values of one name", () => `BEGIN {\n${many(3_000, (at) => `x = "${at}" y; y = x "${at}"\n`)} print > x }\n`],
      ["functions that call each other", () => `${many(300, (at) => `function f${at}(a) { return f${(at + 1) % 300}(a a) }\n`)}BEGIN { print > f0("x") }\n`],
      ["open strings", () => `BEGIN { x = "${fill("a\\")}\n`],
      ["patterns", () => fill("/a/\n")],
      ["statements", () => `{ ${fill("x = y;\n")} }\n`],
    ],
    bats: [
      ["tests", () => many(120, (at) => `@test "a ${at}" {\n  run ls\n  [ "$status" -eq 0 ]\n}\n`)],
      ["titles", () => `@test "${fill("{ ")}" {\n  true\n}\n`],
      ["blanks", () => `${fill(" ")}\n@test${fill(" ", 40_000)}a\n`],
      ["runs of runs", () => `@test "a" {\n  ${fill("run ", 8_000)}ls\n}\n`],
    ],
  };
};
