import { JAVASCRIPT } from "../attacks/javascript.table.ts";
import { ATTACKS } from "../stages/scan/compiled/attacks.table.ts";

const words = (text: string): readonly string[] => text.split(" ");

/** Member names that lead out, and names that exist on objects of Node which a program should never hold. */
export const EVIL_MEMBERS = words(
  "constructor __proto__ call env exit getPrototypeOf prototype apply bind caller callee arguments kill binding mainModule dlopen getBuiltinModule exports require fd connect destroy pipe on emit write end _handle _events _writableState getOwnPropertyDescriptor setPrototypeOf defineProperty defineProperties assign create getOwnPropertySymbols captureStackTrace prepareStackTrace stackTraceLimit fromCharCode raw isPrototypeOf __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ then return throw valueOf toLocaleString species hasInstance buffer compile multiline lastMatch input random import meta",
);

/** Free names that are capabilities, or give one. */
export const EVIL_NAMES = words(
  "eval setTimeout process Function globalThis fetch global require module exports Reflect Proxy Symbol Promise setInterval setImmediate queueMicrotask Buffer WebAssembly WeakRef FinalizationRegistry SharedArrayBuffer Atomics AsyncFunction Iterator RegExp BigInt Uint8Array ArrayBuffer DataView Object Array JSON Math console arguments this navigator performance crypto URL Worker MessageChannel AbortController structuredClone Error Map String readFileSync writeFileSync readdirSync realpathSync existsSync lstatSync homedir isInside rootFolder import.meta new.target",
);

export const EVIL_KEYS: readonly string[] = [
  '"constructor"',
  '"__proto__"',
  "`constructor`",
  '["constructor"]',
  '({ toString: () => "constructor" })',
  "key",
  '"length"',
  "-1",
  "0.5",
  "1n",
];

/** Whole statements: the catalogue of techniques and what was tried by hand. */
export const EVIL_STATEMENTS: readonly string[] = [
  ...JAVASCRIPT.map(([, , code]) => code),
  ...ATTACKS.map(([, code]) => code).filter((code) => !code.startsWith("SELF-ROOT")),
];

/** Paths inside, beside and outside of the folders that a program may be granted. */
export const PATHS: readonly string[] = [
  "/home/u/inbox/a.csv",
  "/home/u/inbox/link",
  "/home/u/inbox/hard",
  "/home/u/inbox/far/passwd",
  "/home/u/inbox/../.ssh/id",
  "/home/u/inbox",
  "/home/u/inbox-too/a.csv",
  "/home/u/outbox/new.txt",
  "/home/u/outbox/out",
  "/home/u/.ssh/id",
  "/home/u/.bashrc",
  "/home/u/skills/s/scripts/main.mjs",
  "/data/in/b.json",
  "/data/other/c.json",
  "/etc/passwd",
  "/proc/self/environ",
  "/",
  ".",
  "..",
  "",
  "inbox",
  "../inbox/a.csv",
  "~/inbox/a.csv",
  "a\\u0000b",
];

export const READ_ROOTS: readonly string[] = ["~/inbox", "/data/in", "~/inbox/sub", "out"];
export const WRITE_ROOTS: readonly string[] = ["~/outbox", "/data/out", "out"];
export const BAD_ROOTS: readonly string[] = ["~/.ssh", "../..", "*", "/", "~", ".", "scripts", "", "~/inbox/../.ssh"];

export const HOSTS: readonly string[] = ["api.example.com", "data.example.org", "xn--e1afmkfd.example"];
export const BAD_HOSTS: readonly string[] = [
  "*",
  "localhost",
  "127.0.0.1",
  "0x7f.1",
  "API.example.com",
  "api.example.com.",
  "api.example.com:8080",
  "a@b.example",
  "",
  "evil.example/x",
];
/** Addresses at a granted host, at another one, and spelled so that a careless reader takes one for the other. */
export const ADDRESSES: readonly string[] = [
  "https://api.example.com/x",
  "https://data.example.org?a=1",
  "https://xn--e1afmkfd.example/#x",
  "https://evil.example/x",
  "http://api.example.com/x",
  "https://api.example.com:444/x",
  "https://api.example.com@evil.example/",
  "https://evil.example#@api.example.com/",
  "https://evil.example\\@api.example.com/",
  "https://api.example.com\n.evil.example/",
  "https:evil.example",
  "file:///etc/passwd",
];
