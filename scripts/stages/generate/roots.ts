import type { Gene } from "#kernel/gene";
import { hasHidden } from "#kernel/visible";

/** At most this many folders are asked for; more would be no narrow permission. */
const MOST = 4;
/** Letters, digits and the marks of ordinary names: a permission must read the same to a person, a shell and a parser. */
const PLAIN = /^(~|\/)[\p{L}\p{N} ._+@,/-]+$/u;

/** Folders a script of the skill is to read, and to write, as asked for on the card. */
export type Roots = Readonly<{ read: readonly string[]; write: readonly string[] }>;

/**
 * Genes -> the folders their files lay in. Only paths that the person typed count (a path out of a program's output must
 * not widen a permission), only absolute or home ones (a relative path meant a project, not the skill's folder), nothing
 * hidden, and never a whole home or system folder.
 */
export function rootsOf(genes: readonly Gene[]): Roots {
  const written = new Set(
    genes.flatMap((gene) => gene.steps.filter((step) => step.kind === "write").flatMap((step) => placeholders(step.line).map((name) => `${gene.id} ${name}`))),
  );
  const slots = genes.flatMap((gene) =>
    gene.slots.filter((slot) => slot.type === "path" && slot.trusted).map((slot) => ({ slot, write: written.has(`${gene.id} ${slot.name}`) })),
  );
  const folders = (write: boolean | null) =>
    narrow(slots.filter((one) => write === null || one.write === write).flatMap((one) => one.slot.examples.flatMap(folderOf)));
  const read = folders(null);
  // A script looks before it writes, so what may be written lies within what may be read.
  return { read, write: read.length === 0 ? [] : folders(true) };
}

function placeholders(line: string): readonly string[] {
  return [...line.matchAll(/\{([a-z][a-z0-9_]*)\}/g)].map((found) => found[1] ?? "");
}

function folderOf(path: string): readonly string[] {
  if (!PLAIN.test(path) || hasHidden(path)) return [];
  const parts = path
    .replace(/\/+$/, "")
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  if (parts.some((part) => part.startsWith("."))) return [];
  const last = parts.at(-1) ?? "";
  const folder = last.includes(".") ? parts.slice(0, -1) : parts;
  const narrowEnough = folder[0] === "~" ? folder.length >= 2 : folder.length >= (folder[0] === "home" || folder[0] === "Users" ? 3 : 2);
  if (!narrowEnough || SYSTEM.has(folder[0] ?? "")) return [];
  return [folder[0] === "~" ? folder.join("/") : `/${folder.join("/")}`];
}

const SYSTEM = new Set(["bin", "boot", "dev", "etc", "lib", "lib64", "proc", "root", "run", "sbin", "sys", "usr"]);

/** Drops folders inside of others; sorted. Too many: none, because the set is then no narrow permission. */
function narrow(folders: readonly string[]): readonly string[] {
  const all = [...new Set(folders)].sort();
  const outer = all.filter((folder) => !all.some((other) => other !== folder && folder.startsWith(`${other}/`)));
  return outer.length > MOST ? [] : outer;
}
