import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { consistencyProof, EMPTY_EDGE, edgeOf, type Hash, inclusionProof, isConsistent, isSame, leafHash, rootByInclusion, rootOf } from "#audit/merkle";

/** Leaves and roots that implementations of Certificate Transparency test with. */
const VECTORS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const hex = (hash: Hash | null): string => (hash === null ? "" : Buffer.from(hash).toString("hex"));
const leaves = (count: number): readonly Hash[] => Array.from({ length: count }, (_none, at) => leafHash(new TextEncoder().encode(`line ${at}`)));

/** RFC 9162 section 2.1.1 word by word: slow, recursive, and written apart from the code under test. */
function reference(list: readonly Hash[]): string {
  const sha = (...parts: readonly (string | Uint8Array)[]): Buffer => parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest();
  const mth = (part: readonly Hash[]): Uint8Array => {
    if (part.length === 0) return sha();
    if (part.length === 1) return part[0] ?? sha();
    let k = 1;
    while (k * 2 < part.length) k *= 2;
    return sha("\u0001", mth(part.slice(0, k)), mth(part.slice(k)));
  };
  return hex(mth(list));
}

describe("a Merkle tree over lines", () => {
  it("has the roots of the published vectors", () => {
    const hashes = VECTORS.map((one) => leafHash(Buffer.from(one, "hex")));
    expect(ROOTS.map((_root, at) => hex(rootOf(edgeOf(hashes.slice(0, at + 1)))))).toEqual(ROOTS);
    expect(hex(rootOf(EMPTY_EDGE))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  it("grows to the root of the definition at every size", () => {
    for (let count = 0; count <= 70; count += 1) expect(hex(rootOf(edgeOf(leaves(count))))).toBe(reference(leaves(count)));
  });

  it("proves every leaf in every tree, and no other leaf, place, size or root", () => {
    for (let size = 1; size <= 40; size += 1) {
      const all = leaves(size);
      const root = rootOf(edgeOf(all));
      for (const [index, leaf] of all.entries()) {
        const proof = inclusionProof(all, index);
        expect(hex(rootByInclusion(leaf, index, size, proof))).toBe(hex(root));
        const wrong = leafHash(Uint8Array.of(9));
        for (const other of [
          rootByInclusion(wrong, index, size, proof),
          size > 1 ? rootByInclusion(leaf, (index + 1) % size, size, proof) : null,
          rootByInclusion(leaf, index, size, [...proof, wrong]),
          proof.length > 0 ? rootByInclusion(leaf, index, size, proof.slice(1)) : null,
          ...proof.map((_one, at) => rootByInclusion(leaf, index, size, proof.with(at, wrong))),
        ])
          expect(other !== null && isSame(other, root)).toBe(false);
      }
    }
  });

  it("proves every beginning, and no other", () => {
    const all = leaves(40);
    const wrong = leafHash(Uint8Array.of(9));
    for (let size = 1; size <= 40; size += 1) {
      const root = rootOf(edgeOf(all.slice(0, size)));
      for (let first = 1; first <= size; first += 1) {
        const firstRoot = rootOf(edgeOf(all.slice(0, first)));
        const proof = consistencyProof(all.slice(0, size), first);
        expect(isConsistent(first, firstRoot, size, root, proof)).toBe(true);
        expect(isConsistent(first, wrong, size, root, proof)).toBe(false);
        expect(isConsistent(first, firstRoot, size, wrong, proof)).toBe(false);
        expect(isConsistent(first, firstRoot, size, root, [...proof, wrong])).toBe(false);
        for (const at of proof.keys()) expect(isConsistent(first, firstRoot, size, root, proof.with(at, wrong))).toBe(false);
        if (first > 1) expect(isConsistent(first - 1, firstRoot, size, root, proof)).toBe(false);
      }
    }
  });

  it("refuses sizes and places that are not there", () => {
    expect(() => inclusionProof(leaves(3), 3)).toThrow(RangeError);
    expect(() => consistencyProof(leaves(3), 4)).toThrow(RangeError);
    expect(() => consistencyProof(leaves(3), 0)).toThrow(RangeError);
    expect(rootByInclusion(leafHash(Uint8Array.of(1)), 3, 3, [])).toBeNull();
    expect(isConsistent(4, leafHash(Uint8Array.of(1)), 3, leafHash(Uint8Array.of(1)), [])).toBe(false);
  });
});
