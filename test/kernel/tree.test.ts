import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entriesOf, type SkillFile, treeDigestOf } from "#kernel/tree";

const file = (path: string, text: string, mode = 0o644): SkillFile => ({ path, bytes: new TextEncoder().encode(text), mode });
const digest = (...files: SkillFile[]) => treeDigestOf(entriesOf(files));

describe("tree digest", () => {
  it("does not depend on the order of the files", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 2, maxLength: 6 }), (names) => {
        const files = names.map((name) => file(name, `text of ${name}`));
        expect(digest(...files)).toBe(digest(...[...files].reverse()));
      }),
    );
  });

  it("changes with a byte, a name or a mode", () => {
    const digests = [
      digest(file("a", "x")),
      digest(file("a", "y")),
      digest(file("b", "x")),
      digest(file("a", "x", 0o755)),
      digest(file("a", "x"), file("b", "")),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  it("leaves out what hosts write into an installed skill", () => {
    expect(digest(file("SKILL.md", "x"), file(".openclaw/source-origin.json", "{}"), file(".clawhub/origin.json", "{}"))).toBe(digest(file("SKILL.md", "x")));
  });

  it("keeps a folder that only begins like a host's", () => {
    expect(digest(file("SKILL.md", "x"), file(".openclaw-extra/a", "{}"))).not.toBe(digest(file("SKILL.md", "x")));
  });
});
