import { basename, dirname, join, normalize } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { FileFacts, ReadDatabase, WriteFiles } from "#kernel/powers";
import { Killed } from "./memory-files.ts";

type Inode = Readonly<{ kind: FileFacts["kind"]; bytes: Uint8Array; mode: number; to: string; modifiedMs: number }>;
/** A folder's names lead to inodes; an inode that no name leads to is lost. */
type State = Readonly<{ nodes: Map<number, Inode>; names: Map<number, Map<string, number>> }>;
/** One primitive step that is not durable yet: a name set or taken away, content, or a mode. A rename sets one and takes one away, in one step. */
type Step =
  | Readonly<{ do: "name"; folder: number; name: string; to: number | null; also: Readonly<{ folder: number; name: string }> | null }>
  | Readonly<{ do: "content"; node: number; before: Uint8Array; after: Uint8Array }>
  | Readonly<{ do: "mode"; node: number; mode: number }>;

/** How much of an unsynced step is on the disk after a power cut. `zeros`: the length was written and the data was not. */
type Fate = "none" | "half" | "zeros" | "whole";

const ROOT = 1;

/**
 * A disk that loses power. Every write of #kernel/powers is broken down into the steps that platform/ really takes (a test compares them with strace);
 * what no fsync has reached can be missing, cut, zeros or there, each step apart from the others. A rename within a file system is atomic.
 */
export class VolatileDisk {
  #now: State = { nodes: new Map([[ROOT, inode("folder", 0o755)]]), names: new Map([[ROOT, new Map<string, number>()]]) };
  #durable: State = copyOf(this.#now);
  #pending: Step[] = [];
  #next = ROOT + 1;
  #clock = 1;
  #dead = false;
  /** Told after every primitive step in words, as `write a.txt`; may throw Killed. */
  onStep: (step: string) => void = () => undefined;

  /** The same disk with a new process. */
  again(onStep: (step: string) => void = () => undefined): this {
    this.#dead = false;
    this.onStep = onStep;
    return this;
  }

  clone(): VolatileDisk {
    const copy = new VolatileDisk();
    copy.#now = copyOf(this.#now);
    copy.#durable = copyOf(this.#durable);
    copy.#pending = [...this.#pending];
    copy.#next = this.#next;
    copy.#clock = this.#clock;
    return copy;
  }

  /** How many states a power cut can leave now. */
  get states(): number {
    return this.#pending.reduce((product, step) => product * fatesOf(step).length, 1);
  }

  /** The disk after a power cut: state `index` of `states`. */
  afterPowerCut(index: number): VolatileDisk {
    const copy = this.clone();
    let rest = index;
    for (const step of this.#pending) {
      const fates = fatesOf(step);
      perform(copy.#durable, step, fates[rest % fates.length] ?? "whole");
      rest = Math.floor(rest / fates.length);
    }
    copy.#now = copyOf(copy.#durable);
    copy.#pending = [];
    return copy;
  }

  /** The world outside of the program: durable at once. */
  put(path: string, content: string | Uint8Array, mode = 0o644): void {
    this.#folders(dirname(path));
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
    const node = this.#next++;
    const step: Step = { do: "name", folder: this.#need(dirname(path)), name: basename(path), to: node, also: null };
    for (const state of [this.#now, this.#durable]) {
      state.nodes.set(node, { ...inode("file", mode), bytes, modifiedMs: this.#clock });
      perform(state, step, "whole");
    }
    this.#clock += 1;
  }

  readonly files: WriteFiles = {
    facts: (path) => {
      const id = this.#find(path, false);
      const node = id === null ? undefined : this.#now.nodes.get(id);
      if (id === null || node === undefined) return null;
      return { kind: node.kind, bytes: node.bytes.byteLength, mode: node.mode, links: 1, device: "1", inode: String(id), modifiedMs: node.modifiedMs };
    },
    names: (folder) => {
      const id = this.#find(folder, true);
      const names = id === null ? undefined : this.#now.names.get(id);
      if (names === undefined) throw unreadable(folder);
      return [...names.keys()].sort();
    },
    bytes: (path, limit) => {
      const id = this.#find(path, true);
      const node = id === null ? undefined : this.#now.nodes.get(id);
      if (node?.kind !== "file") throw unreadable(path);
      if (node.bytes.byteLength > limit) throw new ForgeError("FILE_TOO_LARGE", path);
      return node.bytes.slice();
    },
    chunks: (path, from = 0) => [this.files.bytes(path, Number.MAX_SAFE_INTEGER).subarray(from)],
    realPath: (path) => {
      if (this.#find(path, true) === null) throw unreadable(path);
      return normalize(path);
    },
    linkTarget: (path) => {
      const id = this.#find(path, false);
      const node = id === null ? undefined : this.#now.nodes.get(id);
      if (node?.kind !== "link") throw unreadable(path);
      return node.to;
    },
    openDatabase: (path): ReadDatabase => {
      throw unreadable(path);
    },
    makeFolder: (path, mode) => this.#makeFolder(path, mode),
    makePart: (path, mode) => {
      if (this.#find(path, false) !== null) throw unwritable(path);
      this.#make("mkdir", path, "folder", mode);
      this.#mode(path, mode);
    },
    writeNew: (path, bytes, mode) => {
      this.#create(path, bytes, mode);
      this.#sync(dirname(path));
    },
    writePart: (path, bytes, mode) => {
      this.#create(path, bytes, mode);
    },
    replace: (path, bytes, mode) => {
      const temporary = join(dirname(path), `.${basename(path)}.${String(this.#next).padStart(16, "0")}.tmp`);
      this.#create(temporary, bytes, mode);
      this.#rename(temporary, path);
      this.#sync(dirname(path));
    },
    append: (path, bytes, mode) => {
      if (this.#find(path, false) === null) this.#make("create", path, "file", mode & 0o700);
      const before = this.#node(path).bytes;
      if (before.byteLength === 0) this.#mode(path, mode);
      this.#content("write", path, Buffer.concat([before, bytes]));
      this.#sync(path);
      if (before.byteLength === 0) this.#sync(dirname(path));
    },
    truncate: (path, length) => {
      this.#content("truncate", path, this.#node(path).bytes.slice(0, length));
      this.#sync(path);
    },
    setMode: (path, mode) => {
      this.#mode(path, mode);
      this.#sync(path);
    },
    rename: (from, to) => {
      const there = this.files.facts(to);
      if (there !== null && (there.kind !== "folder" || this.files.names(to).length > 0)) throw unwritable(to);
      this.#rename(from, to);
      this.#sync(dirname(to));
      if (dirname(from) !== dirname(to)) this.#sync(dirname(from));
    },
    link: (target, path, via) => {
      this.files.removeTree(via);
      this.#make("symlink", via, "link", 0o777, target);
      this.#rename(via, path);
      this.#sync(dirname(path));
    },
    sync: (path) => {
      if (this.#find(path, true) !== null) this.#sync(path);
    },
    removeFile: (path) => {
      if (this.#find(path, false) === null) return;
      this.#take("unlink", path);
      this.#sync(dirname(path));
    },
    removeTree: (path) => {
      if (this.#find(path, false) === null) return;
      this.#removeAll(path);
      this.#sync(dirname(path));
    },
  };

  #makeFolder(path: string, mode: number): void {
    if (this.files.facts(path)?.kind === "folder") {
      if (this.files.names(path).length === 0) this.#sync(dirname(path));
      return;
    }
    if (dirname(path) !== path) this.#makeFolder(dirname(path), mode);
    this.#make("mkdir", path, "folder", mode);
    this.#mode(path, mode);
    this.#sync(dirname(path));
  }

  #create(path: string, bytes: Uint8Array, mode: number): void {
    if (this.#find(path, false) !== null) throw unwritable(path);
    this.#make("create", path, "file", mode & 0o700);
    if (bytes.byteLength > 0) this.#content("write", path, bytes);
    this.#mode(path, mode);
    this.#sync(path);
  }

  #removeAll(path: string): void {
    if (this.files.facts(path)?.kind === "folder") {
      for (const name of this.files.names(path)) this.#removeAll(join(path, name));
      this.#take("rmdir", path);
    } else this.#take("unlink", path);
  }

  #make(word: string, path: string, kind: Inode["kind"], mode: number, to = ""): void {
    const node = this.#next++;
    // the inode itself is worth nothing without a name
    for (const state of [this.#now, this.#durable]) {
      state.nodes.set(node, { ...inode(kind, mode), to, modifiedMs: this.#clock });
      if (kind === "folder") state.names.set(node, new Map());
    }
    this.#do(`${word} ${path}`, { do: "name", folder: this.#need(dirname(path)), name: basename(path), to: node, also: null });
  }

  #rename(from: string, to: string): void {
    const node = this.#need(from, false);
    const also = { folder: this.#need(dirname(from)), name: basename(from) };
    this.#do(`rename ${from} ${to}`, { do: "name", folder: this.#need(dirname(to)), name: basename(to), to: node, also });
  }

  #take(word: string, path: string): void {
    this.#do(`${word} ${path}`, { do: "name", folder: this.#need(dirname(path)), name: basename(path), to: null, also: null });
  }

  #content(word: string, path: string, after: Uint8Array): void {
    this.#do(`${word} ${path}`, { do: "content", node: this.#need(path, false), before: this.#node(path).bytes, after: new Uint8Array(after) });
  }

  #mode(path: string, mode: number): void {
    this.#do(`chmod ${path}`, { do: "mode", node: this.#need(path, false), mode });
  }

  #do(words: string, step: Step): void {
    if (this.#dead) throw new Killed();
    this.#clock += 1;
    perform(this.#now, step, "whole", this.#clock);
    this.#pending.push(step);
    this.#tell(words);
  }

  /** fsync: what was written to the file, or the names in the folder, are durable from here on. */
  #sync(path: string): void {
    if (this.#dead) throw new Killed();
    const node = this.#need(path);
    this.#pending = this.#pending.filter((step) => {
      if (!(step.do === "name" ? step.folder === node || step.also?.folder === node : step.node === node)) return true;
      perform(this.#durable, step, "whole");
      return false;
    });
    this.#tell(`fsync ${path}`);
  }

  #tell(words: string): void {
    try {
      this.onStep(words);
    } catch (error) {
      this.#dead = true;
      throw error;
    }
  }

  #folders(path: string): void {
    if (this.#find(path, true) !== null) return;
    this.#folders(dirname(path));
    this.#make("mkdir", path, "folder", 0o755);
    this.#sync(dirname(path));
  }

  #node(path: string): Inode {
    const node = this.#now.nodes.get(this.#need(path, false));
    if (node === undefined) throw unreadable(path);
    return node;
  }

  #need(path: string, follow = true): number {
    const id = this.#find(path, follow);
    if (id === null) throw unwritable(path);
    return id;
  }

  #find(path: string, follow: boolean): number | null {
    let at = ROOT;
    const parts = normalize(path)
      .split("/")
      .filter((one) => one !== "");
    for (const [index, part] of parts.entries()) {
      const next = this.#now.names.get(at)?.get(part);
      if (next === undefined) return null;
      const node = this.#now.nodes.get(next);
      if (node?.kind === "link" && (follow || index < parts.length - 1)) {
        const real = this.#find(node.to, true);
        if (real === null) return null;
        at = real;
      } else at = next;
    }
    return at;
  }
}

function inode(kind: Inode["kind"], mode: number): Inode {
  return { kind, bytes: new Uint8Array(), mode, to: "", modifiedMs: 0 };
}

function copyOf({ nodes, names }: State): State {
  return { nodes: new Map(nodes), names: new Map([...names].map(([folder, all]) => [folder, new Map(all)])) };
}

function fatesOf(step: Step): readonly Fate[] {
  return step.do === "content" && step.after.byteLength > step.before.byteLength ? ["none", "half", "zeros", "whole"] : ["none", "whole"];
}

function perform({ nodes, names }: State, step: Step, fate: Fate, at = 0): void {
  if (fate === "none") return;
  if (step.do === "name") {
    const { folder, name, to, also } = step;
    if (also !== null && names.get(also.folder)?.get(also.name) === to) names.get(also.folder)?.delete(also.name);
    if (to === null) names.get(folder)?.delete(name);
    else names.get(folder)?.set(name, to);
    return;
  }
  const node = nodes.get(step.node);
  if (node === undefined) return;
  if (step.do === "mode") {
    nodes.set(step.node, { ...node, mode: step.mode });
    return;
  }
  nodes.set(step.node, { ...node, bytes: contentOf(step, fate), modifiedMs: at });
}

function contentOf({ before, after }: Extract<Step, { do: "content" }>, fate: Fate): Uint8Array {
  if (fate === "whole") return after;
  const grown = after.byteLength - before.byteLength;
  return Buffer.concat([before, fate === "half" ? after.subarray(before.byteLength, before.byteLength + (grown >> 1)) : new Uint8Array(grown)]);
}

function unreadable(path: string): ForgeError {
  return new ForgeError("FILE_UNREADABLE", `cannot read ${path}`, { details: { path } });
}

function unwritable(path: string): ForgeError {
  return new ForgeError("FILE_UNWRITABLE", `cannot write ${path}`, { details: { path } });
}
