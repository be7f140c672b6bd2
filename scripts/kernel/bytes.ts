/** Are they the same bytes? Compared by words of eight, as memcmp does: state files of some size are compared at every step of a command. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && Buffer.compare(a, b) === 0;
}
