import { posix } from "node:path";

type Entry = Readonly<{ kind: "file"; text: string; links: number } | { kind: "folder" } | { kind: "link"; to: string }>;

export const HOME = "/home/u";
export const SKILL = "/home/u/skills/s";
export const CWD = "/home/u";

const START: readonly (readonly [path: string, entry: Entry])[] = [
  ...["/", "/home", HOME, "/data", "/data/in", "/data/out", "/data/other", "/etc", "/proc", "/proc/self"].map((path) => [path, { kind: "folder" }] as const),
  ...["inbox", "inbox/sub", "inbox-too", "outbox", ".ssh", "skills", "skills/s", "skills/s/scripts", "skills/s/out"].map(
    (path) => [`${HOME}/${path}`, { kind: "folder" }] as const,
  ),
  ...[
    `${HOME}/inbox/a.csv`,
    `${HOME}/inbox-too/a.csv`,
    `${HOME}/.ssh/id`,
    `${HOME}/.bashrc`,
    `${SKILL}/scripts/main.mjs`,
    "/data/in/b.json",
    "/data/other/c.json",
  ].map((path) => [path, { kind: "file", text: "k,v\n1,2\n", links: 1 }] as const),
  ...["/etc/passwd", "/proc/self/environ"].map((path) => [path, { kind: "file", text: "secret", links: 1 }] as const),
  [`${HOME}/inbox/hard`, { kind: "file", text: "secret", links: 2 }],
  [`${HOME}/outbox/hard`, { kind: "file", text: "secret", links: 2 }],
  [`${HOME}/inbox/link`, { kind: "link", to: "../.ssh/id" }],
  [`${HOME}/inbox/far`, { kind: "link", to: "/etc" }],
  [`${HOME}/outbox/out`, { kind: "link", to: "/home/u/.bashrc" }],
  [`${HOME}/outbox/loop`, { kind: "link", to: "loop" }],
];

/** A disk in memory on which every read and write outside of what was granted is told. */
export type Files = Readonly<{
  /** Forgets what was written, and takes the granted roots as the skill's text spells them. */
  begin(read: readonly string[], write: readonly string[]): void;
  exists(path: string): boolean;
  realPath(path: string): string | null;
  facts(path: string): Readonly<{ kind: Entry["kind"]; links: number }> | null;
  read(path: string): string | null;
  names(path: string): readonly (readonly [name: string, kind: Entry["kind"]])[] | null;
  write(path: string, text: string): boolean;
}>;

/** `escaped` receives what was read or written without a grant. */
export function makeFiles(escaped: (what: string) => void): Files {
  const entries = new Map(START);
  let readable: readonly string[] = [];
  let writable: readonly string[] = [];
  let changed = false;

  const realPath = (path: string): string | null => {
    if (path === "" || path.includes("\u0000")) return null;
    let rest = posix.resolve(CWD, path).split("/").slice(1);
    let real = "";
    for (let hops = 0; rest.length > 0; ) {
      const [part = "", ...more] = rest;
      const next = `${real}/${part}`;
      const entry = entries.get(part === "" ? "/" : next);
      if (entry === undefined || (more.length > 0 && entry.kind === "file")) return null;
      rest = more;
      if (entry.kind !== "link") real = part === "" ? real : next;
      else {
        if (++hops > 20) return null;
        rest = [
          ...posix
            .resolve(real === "" ? "/" : real, entry.to)
            .split("/")
            .slice(1),
          ...more,
        ];
        real = "";
      }
    }
    return real === "" ? "/" : real;
  };
  const folderOf = (root: string): string | null =>
    realPath(root === "~" ? HOME : root.startsWith("~/") ? posix.join(HOME, root.slice(2)) : posix.resolve(SKILL, root));
  const within = (real: string, roots: readonly string[]): boolean =>
    roots.some((root) => {
      const folder = folderOf(root);
      return folder !== null && (real === folder || real.startsWith(folder === "/" ? "/" : `${folder}/`));
    });

  return {
    begin: (read, write) => {
      readable = read;
      writable = write;
      if (!changed) return;
      entries.clear();
      for (const [path, entry] of START) entries.set(path, entry);
      changed = false;
    },
    exists: (path) => realPath(path) !== null,
    realPath,
    facts: (path) => {
      const real = realPath(posix.dirname(posix.resolve(CWD, path)));
      const entry = real === null ? undefined : entries.get(posix.join(real, posix.basename(posix.resolve(CWD, path))));
      return entry === undefined ? null : { kind: entry.kind, links: entry.kind === "file" ? entry.links : 1 };
    },
    read: (path) => {
      const real = realPath(path);
      const entry = real === null ? undefined : entries.get(real);
      if (real === null || entry?.kind !== "file") return null;
      if (!within(real, readable)) escaped(`read ${real}`);
      return entry.text;
    },
    names: (path) => {
      const real = realPath(path);
      if (real === null || entries.get(real)?.kind !== "folder") return null;
      if (!within(real, readable)) escaped(`list ${real}`);
      const prefix = real === "/" ? "/" : `${real}/`;
      return [...entries]
        .filter(([one]) => one !== "/" && one.startsWith(prefix) && !one.slice(prefix.length).includes("/"))
        .map(([one, { kind }]) => [one.slice(prefix.length), kind] as const);
    },
    write: (path, text) => {
      const whole = posix.resolve(CWD, path);
      const folder = realPath(posix.dirname(whole));
      if (folder === null || path.includes("\u0000")) return false;
      const place = posix.join(folder, posix.basename(whole));
      const there = entries.get(place);
      const real = there?.kind === "link" ? (realPath(place) ?? posix.resolve(folder, there.to)) : place;
      const target = entries.get(real);
      if (!within(real, writable)) escaped(`write ${real}`);
      if (target?.kind === "file" && target.links > 1) escaped(`write through the hard link ${real}`);
      if (target?.kind === "folder") return false;
      entries.set(real, { kind: "file", text, links: 1 });
      changed = true;
      return true;
    },
  };
}
