/** Languages that are read as their runtimes read them. */
export type Language = "javascript" | "python" | "shell" | "sql" | "powershell" | "make" | "docker" | "awk" | "bats";

const LANGUAGES: ReadonlySet<string> = new Set<Language>(["javascript", "python", "shell", "sql", "powershell", "make", "docker", "awk", "bats"]);

export function isLanguage(kind: string): kind is Language {
  return LANGUAGES.has(kind);
}

/** What a file is taken for, by name and content together. `why` names what cannot be read. */
export type FileKind =
  | Readonly<{ kind: Language | "markdown" | "json" | "text" | "image" | "yaml" | "html" | "notebook" }>
  | Readonly<{ kind: "foreign"; why: string }>
  | Readonly<{ kind: "binary"; why: string }>
  | Readonly<{ kind: "undecodable"; why: string }>;

const JAVASCRIPT = /\.(?:js|mjs|cjs|jsx|ts|mts|cts|tsx)$/;
const MARKDOWN = /\.(?:md|mdx|markdown|mdown|mkd)$/;

const PYTHON = /\.(?:py|pyw|pyi|pth)$/;
const SHELL = /\.(?:sh|bash|ksh|dash|command|envrc)$/;
const MAKE = /^(?:gnu)?makefile$|\.(?:mk|mak)$/;
const CONTAINER = /^(?:docker|container)file$/;

/** Languages that this scan does not read: by ending. */
const FOREIGN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Cython: "pyx pxd",
    zsh: "zsh",
    fish: "fish",
    batch: "bat cmd",
    Ruby: "rb rake gemspec",
    Perl: "pl pm",
    PHP: "php phtml",
    Lua: "lua",
    R: "r rmd",
    AppleScript: "applescript scpt",
    compiled: "go rs c h cc cpp hpp cu java kt swift cs vb fs m mm zig scala dart ex exs erl hs nim v ml cr pas f90 s asm",
    script: "sed tcl vbs vbe wsf hta jse groovy gradle kts ahk au3 jl clj coffee astro nu elv xsh el lisp scm rkt vim fsx csx mojo janet fnl",
    // text of it, which a tool assembles
    WebAssembly: "wat wast",
  }).flatMap(([language, endings]) => endings.split(" ").map((ending) => [ending, language] as const)),
);

const FOREIGN_NAMES: ReadonlyMap<string, string> = new Map([
  ["justfile", "Just"],
  ["rakefile", "Ruby"],
  ["gemfile", "Ruby"],
  ["vagrantfile", "Ruby"],
  ["jenkinsfile", "Groovy"],
  [".zshrc", "zsh"],
]);

const MAGIC: readonly (readonly [string, string])[] = [
  ["7f454c46", "an ELF program"],
  ["4d5a", "a Windows program"],
  ["feedface", "a Mach-O program"],
  ["feedfacf", "a Mach-O program"],
  ["cefaedfe", "a Mach-O program"],
  ["cffaedfe", "a Mach-O program"],
  ["cafebabe", "a Java class or Mach-O program"],
  ["0061736d", "WebAssembly"],
  ["504b0304", "a zip archive"],
  ["504b0506", "a zip archive"],
  ["1f8b", "a gzip archive"],
  ["425a68", "a bzip2 archive"],
  ["fd377a585a", "an xz archive"],
  ["28b52ffd", "a zstd archive"],
  ["377abcaf271c", "a 7z archive"],
  ["526172211a07", "a rar archive"],
  ["25504446", "a PDF document"],
  ["53514c69746520666f726d6174203300", "an SQLite database"],
];

/** Path and bytes -> what the file is. Content wins over the name where both speak: a program called notes.md is a program. */
export function kindOf(path: string, bytes: Uint8Array): FileKind {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const ending = name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "";
  const head = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  const magic = MAGIC.find(([prefix]) => head.startsWith(prefix) && (prefix.length > 4 || !isText(bytes)));
  if (magic !== undefined) return { kind: "binary", why: magic[1] };
  if (isPicture(bytes)) return /^(?:png|jpe?g|gif|webp)$/.test(ending) ? { kind: "image" } : { kind: "binary", why: "a picture with another name" };
  if (
    /^(?:wasm|node|so|dll|dylib|exe|jar|class|pyc|pyo|zip|tar|gz|tgz|bz2|xz|7z|rar|whl|egg|deb|rpm|dmg|pkg|msi|bin|o|a|pkl|pickle|joblib|dill|woff2?|ttf|otf)$/.test(
      ending,
    )
  )
    return { kind: "binary", why: `a .${ending} file` };
  const problem = encodingProblem(bytes);
  if (problem !== null) return problem.startsWith("binary") ? { kind: "binary", why: "binary data" } : { kind: "undecodable", why: problem };
  return textKind(name, ending, bytes);
}

function textKind(name: string, ending: string, bytes: Uint8Array): FileKind {
  const shebang = shebangOf(bytes);
  const named = languageOf(name);
  // A program that its first line hands to another interpreter than its name says is two programs in one.
  if (named !== null)
    return shebang === null || isWrittenOut(bytes) || languageOfProgram(shebang) === named ? { kind: named } : { kind: "foreign", why: shebang };
  if (ending === "ipynb") return { kind: "notebook" };
  const foreign = FOREIGN.get(ending) ?? FOREIGN_NAMES.get(name);
  if (foreign !== undefined) return { kind: "foreign", why: foreign };
  if (shebang !== null) {
    const language = languageOfProgram(shebang);
    return language === null ? { kind: "foreign", why: shebang } : { kind: language };
  }
  if (MARKDOWN.test(name)) return { kind: "markdown" };
  if (ending === "json" || ending === "jsonc" || ending === "json5" || ending === "webmanifest") return { kind: "json" };
  if (ending === "yaml" || ending === "yml") return { kind: "yaml" };
  if (/^(?:html?|xhtml|svg|xml|xsl|xslt|vue|svelte)$/.test(ending)) return { kind: "html" };
  return { kind: "text" };
}

function languageOf(name: string): Language | null {
  if (JAVASCRIPT.test(name)) return "javascript";
  if (PYTHON.test(name)) return "python";
  if (name.endsWith(".sql")) return "sql";
  if (/\.(?:psm1|psd1|ps1)$/.test(name)) return "powershell";
  if (MAKE.test(name)) return "make";
  if (CONTAINER.test(name)) return "docker";
  if (name.endsWith(".awk")) return "awk";
  if (name.endsWith(".bats")) return "bats";
  return SHELL.test(name) || /^(?:procfile|\.envrc|\.bashrc|\.profile|\.bash_profile)$/.test(name) ? "shell" : null;
}

function languageOfProgram(program: string): Language | null {
  if (program === "node") return "javascript";
  if (/^python[0-9.]*$/.test(program)) return "python";
  if (program === "pwsh") return "powershell";
  if (program === "make" || program === "awk" || program === "bats") return program;
  return /^(?:sh|bash|dash|ksh|ash)$/.test(program) ? "shell" : null;
}

/** `#!` line -> "node" for JavaScript runtimes, otherwise the interpreter; null without one. */
function shebangOf(bytes: Uint8Array): string | null {
  const line =
    Buffer.from(bytes.subarray(0, 256))
      .toString("utf8")
      .replace(/^\ufeff/, "")
      .split(/[\r\n]/, 1)[0] ?? "";
  if (!line.startsWith("#!")) return null;
  const words = line
    .slice(2)
    .trim()
    .split(/[ \t]+/);
  const base = (word: string | undefined) => (word ?? "").slice((word ?? "").lastIndexOf("/") + 1);
  const rest = base(words[0]) === "env" ? behindEnv(words.slice(1)) : words;
  const program = base(rest[0]);
  const options = rest.slice(1).join(" ");
  // Options before the file name run code of their own (`node --require x`, `python3 -c x`), but for those that only change how a program runs.
  if (/^(?:node|nodejs|bun|tsx|ts-node)$/.test(program)) return NODE_OPTIONS.test(options) ? "node" : `${program} ${options}`;
  if (/^python[0-9.]*$/.test(program)) return PYTHON_OPTIONS.test(options) ? program : `${program} ${options}`;
  // A runner of packages with a TypeScript runtime, and Deno, whose options only take permissions away.
  if (/^(?:npx|bunx|pnpx)$/.test(program) && /^(?:(?:-y|--yes) )?(?:tsx|ts-node)(?:@[\w.^~-]+)?$/.test(options)) return "node";
  if (program === "deno" && rest[1] === "run" && rest.slice(2).every((word) => /^(?:--(?:allow|deny)-[a-z]+(?:=.*)?|-[A-Z]|--quiet|-q)$/.test(word)))
    return "node";
  // `uv run --script` is Python with the packages that the file itself lists; `--with` and an index would bring others.
  if (program === "uv" && UV_SCRIPT.test(options)) return "python3";
  // These are given the file by their option; another one would be more code, or another file.
  if (/^[gmn]?awk$/.test(program))
    return /^(?:(?:--posix|--traditional|--lint|-W version) )?(?:-f|--file|-E|--exec)$/.test(options) ? "awk" : `${program} ${options}`;
  if (/^g?make$/.test(program)) return /^-[srRk]*f$/.test(options) ? "make" : `${program} ${options}`;
  if (program === "bats") return options === "" ? "bats" : `${program} ${options}`;
  return program === "" ? "unknown" : program;
}

/** `#!/bin/bash\\nset -e`: a line end written out is a part of the interpreter's name, and no system has a program of such a name: nothing starts the file by itself. */
function isWrittenOut(bytes: Uint8Array): boolean {
  return /^#!\/(?:usr\/)?bin\/[a-z]{2,12}\\n[^/\r\n]*(?:[ \t]|[\r\n]|$)/.test(Buffer.from(bytes.subarray(0, 256)).toString("utf8"));
}

/** Words of `env` -> the program it starts and what that is given: its own options and settings come first. A setting stays: it can bring code. */
function behindEnv(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => !/^(?:-[iv0S]+|--ignore-environment|--debug|--split-string)$/.test(word));
  return at < 0 ? [] : words.slice(at).map((word, index) => (index === 0 ? word.replace(/^--split-string=/, "") : word));
}

const NODE_OPTIONS =
  /^(?:(?:--no-(?:warnings|deprecation|addons)|--disallow-code-generation-from-strings|--frozen-intrinsics|--disable-proto=(?:delete|throw)|--enable-source-maps|--experimental-(?:strip|transform)-types|--max-old-space-size=\d+|run)(?: |$))*$/;
const PYTHON_OPTIONS = /^(?:(?:-[uBEsSOIbdvqxP]+|-W \w+|-X (?:utf8|dev)(?:=\d)?)(?: |$))*$/;
const UV_SCRIPT = /^(?:-q |--quiet )*run(?: (?:-q|--quiet|-s|--script|--isolated|--no-project|--frozen|--locked|--offline|(?:-p|--python) \d[\d.]*))*$/;

function isText(bytes: Uint8Array): boolean {
  return encodingProblem(bytes) === null;
}

function encodingProblem(bytes: Uint8Array): string | null {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return "UTF-16 byte order mark";
  const nul = bytes.indexOf(0);
  if (nul >= 0) return "binary (NUL byte)";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return null;
  } catch {
    return binaryShare(bytes) > 0.1 ? "binary" : "a byte sequence that is no UTF-8";
  }
}

function binaryShare(bytes: Uint8Array): number {
  const part = bytes.subarray(0, 4096);
  let odd = 0;
  for (const byte of part) if (byte < 9 || (byte > 13 && byte < 32) || byte >= 0xf5) odd++;
  return part.length === 0 ? 0 : odd / part.length;
}

/** A picture whose own structure ends exactly where the file ends: nothing is hidden behind it (polyglots append). */
function isPicture(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 16) return false;
  if (view.toString("latin1", 0, 8) === "\x89PNG\r\n\x1a\n") return view.toString("latin1", view.length - 8, view.length - 4) === "IEND" && pngEnds(view);
  if (view[0] === 0xff && view[1] === 0xd8 && view[2] === 0xff) return view[view.length - 2] === 0xff && view[view.length - 1] === 0xd9;
  if (/^GIF8[79]a$/.test(view.toString("latin1", 0, 6))) return view[view.length - 1] === 0x3b;
  return view.toString("latin1", 0, 4) === "RIFF" && view.toString("latin1", 8, 12) === "WEBP" && Math.abs(view.readUInt32LE(4) + 8 - view.length) <= 1;
}

function pngEnds(view: Buffer): boolean {
  let at = 8;
  while (at + 12 <= view.length) {
    const type = view.toString("latin1", at + 4, at + 8);
    at += 12 + view.readUInt32BE(at);
    if (type === "IEND") return at === view.length;
  }
  return false;
}
