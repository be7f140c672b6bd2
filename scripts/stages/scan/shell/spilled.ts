import { A_LOOK, type Machine, step } from "./machine.ts";
import { EMPTY, FROM, lost, marked, type Text } from "./text.ts";

/** A file may hold private data from now on. */
export function spill(machine: Machine, path: Text, bits: number): void {
  if (path.text === "" || path.text.startsWith("/dev/")) return;
  const name = linked(machine, path.text);
  machine.secretFiles.set(name, (machine.secretFiles.get(name) ?? 0) | bits);
  const before = machine.files.get(path.text);
  if (before !== undefined) machine.files.set(path.text, marked(lost(before), FROM.data | bits));
}

/** Path -> the private data that the script may have put there: under this name, one that begins with it, or in the folder. */
export function writtenBits(machine: Machine, path: Text): number {
  if (machine.secretFiles.size === 0 || path === EMPTY) return 0;
  const name = linked(machine, path.text);
  const cut = name.split(/[*?[\u0001]/)[0] ?? "";
  const isWhole = cut === name;
  let bits = 0;
  for (const [written, found] of machine.secretFiles) {
    if (!step(machine, A_LOOK)) return bits | found;
    const isBehind = name.startsWith(written) && !/^\w/.test(/\w$/.test(written) ? name.slice(written.length) : "");
    const isInside = isWhole ? written.startsWith(`${name.replace(/\/$/, "")}/`) : written.startsWith(cut);
    if (isBehind || isInside) bits |= found;
  }
  return bits;
}

const MOST_LINKS = 20;

/** Path -> the same where links to folders lead. */
function linked({ links }: Machine, path: string): string {
  let name = path;
  let left = MOST_LINKS;
  for (const [link, folder] of links) if (name.startsWith(`${link}/`) && left-- > 0) name = `${folder}${name.slice(link.length)}`;
  return name;
}
