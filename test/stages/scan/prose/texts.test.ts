import { describe, expect, it } from "vitest";
import { textsIn } from "#stages/scan/prose/texts";

const texts = (source: string, hasDocuments = false): readonly string[] => textsIn(source, hasDocuments).map(({ from, to }) => source.slice(from, to));

describe("texts in a program", () => {
  it("stand between marks of one kind, on one line or as long as three marks or a backtick hold", () => {
    expect(texts(`a = "some words" + 'more words'\nb = """one\ntwo three"""\nc = \`one\ntwo\``)).toEqual([
      '"some words"',
      "'more words'",
      '"""one\ntwo three"""',
      "`one\ntwo`",
    ]);
  });
  it("go on behind a mark that is escaped", () => {
    expect(texts(String.raw`print("say \"all of it\" now")`)).toEqual([String.raw`"say \"all of it\" now"`]);
  });
  it("are found behind an apostrophe that nothing closes", () => {
    expect(texts(`# don't\nx = "some words"`)).toEqual(['"some words"']);
    expect(texts(`f(x) # it's "some words"`)).toEqual(['"some words"']);
  });
  it("of a shell may be a here-document, to its last line", () => {
    expect(texts("cat <<'EOF'\nall of it\n EOF2\nEOF\necho \"and this too\"", true)).toEqual(["all of it\n EOF2\n", '"and this too"']);
    expect(texts("cat <<-EOF\n\tall of it\n\tEOF\n", true)).toEqual(["\tall of it\n"]);
    expect(texts("x = 1 <<shift\nsome words\n")).toEqual([]);
  });
  it("of a shell go over several lines, and a comment and a lone mark in it open none", () => {
    expect(texts(`# don't\necho "all of it\nand more" 'a \\' it\\'s 'so many\nwords'`, true)).toEqual(['"all of it\nand more"', "'so many\nwords'"]);
    expect(texts(`echo \${x#a} "some words"`, true)).toEqual(['"some words"']);
  });
  it("that never end are read in pieces", () => {
    const long = `cat <<EOF\n${"word word word\n".repeat(2_000)}`;
    const pieces = textsIn(long, true);
    expect(pieces[0]?.from).toBe(10);
    expect(pieces.every(({ from, to }) => to - from < 9_000)).toBe(true);
  });
});

describe("what looking for texts costs", () => {
  const hostile: readonly (readonly [string, string])[] = [
    ["escaped marks that nothing closes", String.raw`\"`],
    ["marks of both kinds", `'"`],
    ["backticks that nothing closes", "\\`"],
    ["here-documents that nothing closes", "<<A\n"],
    ["here-documents of other names", "<<A1\n<<B22\n<<C3\n"],
    ["three marks again and again", `"""a'''b`],
    ["marks on lines of their own", `"\n'\n`],
  ];
  it.each(hostile)("grows no faster than the text: %s", (_, unit) => {
    const steps = (size: number): number => {
      const source = `${unit.repeat(Math.ceil(size / unit.length))}\n`;
      let reads = 0;
      const counted = new Proxy(new String(source), {
        get(target, key) {
          if (typeof key === "string" && /^\d+$/.test(key)) reads++;
          const value: unknown = Reflect.get(target, key);
          return typeof value === "function"
            ? (...given: unknown[]) => {
                reads += key === "slice" ? Math.max(0, Number(given[1] ?? 0) - Number(given[0] ?? 0)) : 1;
                return Reflect.apply(value, source, given) as unknown;
              }
            : value;
        },
      });
      textsIn(counted as unknown as string, true);
      return reads;
    };
    expect(steps(40_000) / steps(20_000)).toBeLessThan(2.5);
  });
});
