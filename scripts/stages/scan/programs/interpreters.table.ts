/** Word by which text names an interpreter (lower case, without digits at the end) -> the language it reads; "javascript" is the one this scan reads too. */
export const INTERPRETERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    javascript: "node nodejs node.js javascript bun deno tsx ts-node tsnode esno jiti zx babel-node vite-node qjs esr sucrase-node",
    Python: "python pypy ipython uv pythonw",
    shell: "sh bash zsh dash ksh fish ash busybox shell rbash",
    PowerShell: "pwsh powershell",
    Ruby: "ruby jruby",
    Perl: "perl",
    PHP: "php",
    Lua: "lua luajit",
    R: "rscript",
    AppleScript: "osascript",
    Tcl: "tclsh wish expect",
    Julia: "julia",
    awk: "awk gawk mawk",
    Java: "java groovy",
  }).flatMap(([language, words]) => words.split(" ").map((word) => [word, language] as const)),
);

/** Words between an interpreter and its program that are part of the command. */
export const SUBCOMMANDS: ReadonlySet<string> = new Set(["run", "watch", "serve", "exec", "test", "script", "file", "program", "the"]);

/** Options of interpreters that take the next word: it is no program of its own, or (`--require`, `--import`) one more program. */
export const VALUED: ReadonlySet<string> = new Set(
  "-r --require --import --loader --experimental-loader -C --conditions --title --env-file --env-file-if-exists --input-type --test-reporter --test-reporter-destination --inspect-port --icu-data-dir --redirect-warnings --diagnostic-dir --disable-warning --trace-event-categories --openssl-config --watch-path --unhandled-rejections --dns-result-order --localstorage-file --experimental-default-type --preload --config --import-map --lock --cert -W -X -o -O -f -I -M --rcfile --init-file".split(
    " ",
  ),
);
