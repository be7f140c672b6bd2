import { describe, expect, it } from "vitest";
import { openCheckpoint, originOf, signCheckpoint } from "#audit/checkpoint";
import { leafHash } from "#audit/merkle";
import { openNote, parseVerifier, signerOf, signNote, verifierOf } from "#audit/note";

const signer = signerOf("skill-forge", "17".repeat(32));
const verifier = verifierOf(signer);

describe("a signed note", () => {
  it("is the one that the documentation of the Go implementation shows", () => {
    const known = parseVerifier("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const note = `${text}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
    expect(known === null ? null : openNote(note, known)).toBe(text);
    expect(known === null ? null : openNote(note.replace("answer", "Answer"), known)).toBeNull();
  });

  it("comes back with every key that signed it", () => {
    const other = signerOf("another.example/key", "23".repeat(32));
    const note = signNote("a\nb\n", signer);
    const both = `${note}${signNote("a\nb\n", other).split("\n\n")[1] ?? ""}`;
    expect(openNote(note, verifier)).toBe("a\nb\n");
    expect(openNote(both, verifier)).toBe("a\nb\n");
    expect(openNote(both, verifierOf(other))).toBe("a\nb\n");
    expect(openNote(note, verifierOf(other))).toBeNull();
  });

  it("does not survive a changed byte", () => {
    const note = signNote("skill\n7\n", signer);
    const bytes = Buffer.from(note);
    const kept = [...bytes.keys()].filter((at) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return openNote(changed.toString(), verifier) !== null;
    });
    expect(kept).toEqual([]);
  });

  it("refuses keys whose id is not theirs, and texts that are none", () => {
    expect(parseVerifier(verifier.spelled)?.spelled).toBe(verifier.spelled);
    expect(parseVerifier(verifier.spelled.replace("skill", "skull"))).toBeNull();
    expect(parseVerifier("x")).toBeNull();
    expect(() => signNote("a", signer)).toThrow(/line break/);
    expect(() => signerOf("two words", "17".repeat(32))).toThrow(/name/);
    for (const text of ["", "\n\n", "a\n\n", "a\n\n\u2014 x\n"]) expect(openNote(text, verifier)).toBeNull();
  });
});

describe("a checkpoint", () => {
  const point = { origin: originOf("ab".repeat(16)), size: 12, root: leafHash(Uint8Array.of(1)), chain: "cd".repeat(32), bytes: 4711 };

  it("comes back as it was signed", () => {
    expect(openCheckpoint(signCheckpoint(point, signer), verifier)).toEqual({ ...point, root: Buffer.from(point.root) });
  });

  it("is none with another first line or number, though the key signed it", () => {
    const text = signCheckpoint(point, signer).split("\n\n")[0] ?? "";
    for (const [from, to] of [
      ["skill-forge/", "other/"],
      ["\n12\n", "\n012\n"],
      ["\n12\n", "\n-1\n"],
      ["bytes 4711", "bytes 4711\nmore"],
    ] as const)
      expect(openCheckpoint(signNote(`${text}\n`.replace(from, to), signer), verifier)).toBeNull();
  });
});
