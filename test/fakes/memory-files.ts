import { basename, dirname, join, normalize } from "node:path";
import { ForgeError } from "#kernel/errors";
import type { FileFacts, ReadDatabase, WriteFiles } from "#kernel/powers";

type Node = { kind: "file" | "folder" | "link" | "other"; bytes: Uint8Array; mode: number; inode: number; links: number; to: string; modifiedMs: number };

/** The process was killed: nothing of it runs any more, whatever it wanted to clean up. */
export class Killed extends Error {
  constructor() {
    super("killed");
  }
}

/** Where to break: `kill` ends the process at a moment, `fail` makes an operation fail with an errno, before or after it took effect. */
export type Break = Readonly<{ kind: "kill"; at: number }> | Readonly<{ kind: "fail"; at: number; code: string; after: boolean }> | null;

/**
 * A disk in memory behind the power of #kernel/powers. Every write passes several numbered moments (before, in the middle,
 * after), so that a test can break at each. It outlives the process: `again()` gives the same disk to a new one.
 */
export class MemoryDisk {
  readonly #nodes = new Map<string, Node>();
  #inodes = 1;
  #clock = 1;
  /** Was there ever a link? Without one a path needs no resolving, and the long runs are several times faster. */
  #linked = false;
  #break: Break = null;
  #dead = false;
  /** Moments (or, for failures, operations) that went by since the last `again`. */
  moments = 0;
  operations = 0;

  constructor() {
    this.#nodes.set("/", this.#node("folder", 0o755));
  }

  /** A new process on the same disk. */
  again(broken: Break = null): this {
    this.#break = broken;
    this.#dead = false;
    this.moments = 0;
    this.operations = 0;
    return this;
  }

  clone(): MemoryDisk {
    const copy = new MemoryDisk();
    for (const [path, node] of this.#nodes) copy.#nodes.set(path, { ...node });
    copy.#inodes = this.#inodes;
    copy.#clock = this.#clock;
    copy.#linked = this.#linked;
    return copy;
  }

  /** Everything below a folder: path -> kind, mode and content, to compare two disks. */
  picture(folder = "/"): Readonly<Record<string, string>> {
    const prefix = folder === "/" ? "/" : `${folder}/`;
    const found = [...this.#nodes].filter(([path]) => path === folder || path.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      found.map(([path, node]) => [path, `${node.kind} ${node.mode.toString(8)} ${node.to}${Buffer.from(node.bytes).toString("latin1")}`]),
    );
  }

  /** Puts something there without passing any moment: the world outside of the program. */
  put(path: string, content: string | Uint8Array, mode = 0o644): void {
    this.folder(dirname(path));
    this.#nodes.set(path, { ...this.#node("file", mode), bytes: typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content) });
  }

  folder(path: string, mode = 0o755): void {
    if (this.#nodes.has(path)) return;
    if (dirname(path) !== path) this.folder(dirname(path));
    this.#nodes.set(path, this.#node("folder", mode));
  }

  special(path: string, kind: "link" | "other", to = ""): void {
    this.#linked = true;
    this.folder(dirname(path));
    this.#nodes.set(path, { ...this.#node(kind, 0o777), to });
  }

  hardLinks(path: string, links: number): void {
    const node = this.#nodes.get(path);
    if (node !== undefined) node.links = links;
  }

  drop(path: string): void {
    for (const one of [...this.#nodes.keys()]) if (one === path || one.startsWith(`${path}/`)) this.#nodes.delete(one);
  }

  readonly files: WriteFiles = {
    facts: (path) => this.#facts(path),
    names: (folder) => this.#names(folder),
    bytes: (path, limit) => {
      const node = this.#nodes.get(this.#resolved(path));
      if (node?.kind !== "file") throw unreadable(path);
      if (node.bytes.byteLength > limit) throw new ForgeError("FILE_TOO_LARGE", path);
      return node.bytes.slice();
    },
    chunks: (path, from = 0) => {
      const whole = this.files.bytes(path, Number.MAX_SAFE_INTEGER);
      return (function* () {
        // small and odd on purpose: no reader may rely on where pieces end
        for (let at = from; at < whole.byteLength; at += 97) yield whole.subarray(at, at + 97);
      })();
    },
    realPath: (path) => {
      const real = this.#resolved(path);
      if (!this.#nodes.has(real)) throw unreadable(path);
      return real;
    },
    linkTarget: (path) => {
      const node = this.#nodes.get(join(this.#resolved(dirname(path)), basename(path)));
      if (node?.kind !== "link") throw unreadable(path);
      return node.to;
    },
    openDatabase: (path): ReadDatabase => {
      throw unreadable(path);
    },
    makeFolder: (path, mode) => {
      if (this.#nodes.get(this.#resolved(path))?.kind === "folder") return;
      this.#operation(path, () => {
        const missing: string[] = [];
        for (let one = path; !this.#nodes.has(one); one = dirname(one)) missing.unshift(one);
        for (const one of missing) {
          this.#nodes.set(one, this.#node("folder", mode));
          this.#moment();
        }
      });
    },
    makePart: (path, mode) =>
      this.#operation(path, () => {
        if (this.#nodes.has(path)) throw errno("EEXIST", path);
        this.#needFolder(path);
        this.#nodes.set(path, this.#node("folder", mode));
      }),
    writeNew: (path, bytes, mode) => {
      this.#create(path, bytes, mode);
    },
    writePart: (path, bytes, mode) => {
      this.#create(path, bytes, mode);
    },
    replace: (path, bytes, mode) =>
      this.#operation(path, () => {
        this.#needFolder(path);
        // another name each time, as on a real disk: what a killed process left is not written over by chance
        const temporary = join(dirname(path), `.${basename(path)}.${this.#inodes.toString(16).padStart(16, "0")}.tmp`);
        this.#nodes.set(temporary, { ...this.#node("file", mode), bytes: bytes.slice(0, bytes.byteLength >> 1) });
        this.#moment();
        this.#nodes.delete(temporary);
        this.#nodes.set(path, { ...this.#node("file", mode), bytes: bytes.slice() });
      }),
    append: (path, bytes, mode) =>
      this.#operation(path, () => {
        this.#needFolder(path);
        const before = this.#nodes.get(path)?.bytes ?? new Uint8Array();
        if (!this.#nodes.has(path)) this.#nodes.set(path, this.#node("file", mode));
        for (const part of [0, bytes.byteLength >> 1, bytes.byteLength - 1]) {
          this.#content(path, Buffer.concat([before, bytes.subarray(0, part)]));
          this.#moment();
        }
        this.#content(path, Buffer.concat([before, bytes]));
      }),
    truncate: (path, length) => this.#operation(path, () => this.#content(path, (this.#nodes.get(path)?.bytes ?? new Uint8Array()).slice(0, length))),
    setMode: (path, mode) =>
      this.#operation(path, () => {
        const node = this.#nodes.get(path);
        if (node?.kind !== "file" && node?.kind !== "folder") throw errno("ENOENT", path);
        node.mode = mode;
      }),
    rename: (from, to) =>
      this.#operation(to, () => {
        if (!this.#nodes.has(from)) throw errno("ENOENT", from);
        const there = this.#nodes.get(to);
        if (there !== undefined && (there.kind !== "folder" || this.#names(to).length > 0)) throw errno("EEXIST", to);
        for (const [path, node] of [...this.#nodes]) {
          if (path !== from && !path.startsWith(`${from}/`)) continue;
          this.#nodes.delete(path);
          this.#nodes.set(to + path.slice(from.length), node);
        }
      }),
    link: (target, path, via) =>
      this.#operation(path, () => {
        this.#needFolder(path);
        const there = this.#nodes.get(path);
        if (there !== undefined && there.kind !== "link") throw errno("EEXIST", path);
        this.drop(via);
        this.#linked = true;
        this.#nodes.set(via, { ...this.#node("link", 0o777), to: target });
        this.#moment();
        this.#nodes.set(path, { ...this.#node("link", 0o777), to: target });
        this.#nodes.delete(via);
      }),
    sync: (path) => this.#operation(path, () => undefined),
    removeFile: (path) =>
      this.#operation(path, () => {
        this.#nodes.delete(path);
      }),
    removeTree: (path) =>
      this.#operation(path, () => {
        const all = [...this.#nodes.keys()]
          .filter((one) => one === path || one.startsWith(`${path}/`))
          .sort()
          .reverse();
        for (const one of all) {
          this.#nodes.delete(one);
          this.#moment();
        }
      }),
  };

  #create(path: string, bytes: Uint8Array, mode: number): void {
    this.#operation(path, () => {
      if (this.#nodes.has(path)) throw errno("EEXIST", path);
      this.#needFolder(path);
      this.#nodes.set(path, { ...this.#node("file", mode & 0o700), bytes: new Uint8Array() });
      this.#moment();
      this.#content(path, bytes.slice(0, bytes.byteLength >> 1));
      this.#moment();
      this.#nodes.set(path, { ...this.#node("file", mode), bytes: bytes.slice() });
    });
  }

  #operation(path: string, work: () => void): void {
    if (this.#dead) throw new Killed();
    this.operations += 1;
    this.#moment();
    const broken = this.#break;
    const fails = broken?.kind === "fail" && broken.at === this.operations ? broken : null;
    if (fails !== null && !fails.after) throw errno(fails.code, path);
    work();
    if (fails !== null) throw errno(fails.code, path);
    this.#moment();
  }

  #moment(): void {
    this.moments += 1;
    if (this.#break?.kind === "kill" && this.#break.at === this.moments) {
      this.#dead = true;
      throw new Killed();
    }
  }

  #content(path: string, bytes: Uint8Array): void {
    const node = this.#nodes.get(path);
    if (node?.kind !== "file") throw errno("ENOENT", path);
    node.bytes = new Uint8Array(bytes);
    node.modifiedMs = this.#clock++;
  }

  #needFolder(path: string): void {
    if (this.#nodes.get(this.#resolved(dirname(path)))?.kind !== "folder") throw errno("ENOENT", path);
  }

  #node(kind: Node["kind"], mode: number): Node {
    return { kind, bytes: new Uint8Array(), mode, inode: this.#inodes++, links: 1, to: "", modifiedMs: this.#clock++ };
  }

  #facts(path: string): FileFacts | null {
    const node = this.#nodes.get(join(this.#resolved(dirname(path)), basename(path)));
    if (node === undefined) return null;
    return {
      kind: node.kind,
      bytes: node.bytes.byteLength,
      mode: node.mode,
      links: node.links,
      device: "1",
      inode: String(node.inode),
      modifiedMs: node.modifiedMs,
    };
  }

  #names(folder: string): readonly string[] {
    const real = this.#resolved(folder);
    if (this.#nodes.get(real)?.kind !== "folder") throw unreadable(folder);
    return [...this.#nodes.keys()]
      .filter((path) => path !== real && dirname(path) === real)
      .map((path) => basename(path))
      .sort();
  }

  /** Follows links in every part of the path. */
  #resolved(path: string): string {
    if (!this.#linked) return normalize(path).replace(/(.)\/$/, "$1");
    let real = "/";
    for (const part of normalize(path)
      .split("/")
      .filter((one) => one !== "")) {
      const next = join(real, part);
      const node = this.#nodes.get(next);
      real = node?.kind === "link" ? this.#resolved(node.to.startsWith("/") ? node.to : join(real, node.to)) : next;
    }
    return real;
  }
}

function unreadable(path: string): ForgeError {
  return new ForgeError("FILE_UNREADABLE", `cannot read ${path}`, { details: { path } });
}

function errno(code: string, path: string): ForgeError {
  return new ForgeError("FILE_UNWRITABLE", `cannot write ${path}: ${code}`, { details: { path, reason: code } });
}
