/** Builtins and programs that only compute, print or ask for the time: nothing is needed for them. */
export const QUIET: ReadonlySet<string> = new Set(
  "echo printf true false test [ [[ : pwd basename dirname seq expr break continue return exit shift getopts wait jobs fg bg disown let times umask ulimit shopt set type which whereis hash sleep uname arch nproc getconf tput clear reset stty tty locale uuidgen mktemp yes date cal factor numfmt bc dircolors nice hostid sync pathchk getopt caller dirs popd pushd cd unset local declare typeset readonly export read mapfile readarray suspend logout help compgen complete compopt bind history fc enable printenv_ id groups whoami hostname logname users who w uptime free vmstat iostat lscpu sw_vers df lsb_release tsort readlink realpath vdir".split(
    " ",
  ),
);

/** Programs that read their file arguments (or what is piped in) and print text. */
export const READERS: ReadonlySet<string> = new Set(
  "cat tac head tail grep egrep fgrep rg ag zgrep wc sort uniq cut tr paste join comm column fold fmt nl rev expand unexpand od xxd hexdump hd strings base64 base32 basenc md5sum md5 sha1sum sha256sum sha512sum sha224sum sha384sum b2sum shasum cksum sum crc32 file stat ls tree du diff cmp colordiff jq yq gojq xq tomlq dasel xmllint xmlstarlet csvcut csvgrep csvjson csvlook csvstat mlr iconv dos2unix unix2dos zcat bzcat xzcat gunzip gzip bzip2 bunzip2 xz unxz zstd unzstd lz4 more bat batcat look pr shuf split csplit awk gawk mawk nawk sed gsed perl_ envsubst fd fdfind find tee_ test sponge_ uconv col colrm pygmentize cloc tokei wdiff sdiff identify exiftool mediainfo ffprobe pdftotext pdfinfo antiword catdoc iconv html2text lynx_ glow mdcat hexyl ncal xsv qsv jo jc gron htmlq pup fx bsdcat nkf enca chardet uchardet lsof_ pgrep ps".split(
    " ",
  ),
);

/** Programs that change files: what their operands name is written. */
export const WRITERS: ReadonlySet<string> = new Set(
  "cp mv mkdir rm rmdir touch tee ln install chmod chown chgrp truncate mkfifo mknod unlink sponge dd shred rename patch gcp gmv grm trash srm wipe".split(" "),
);

/** Shells: they run what they are given as shell text. */
export const SHELLS: ReadonlySet<string> = new Set("sh bash dash ash ksh mksh zsh rbash yash busybox fish csh tcsh xonsh nu elvish".split(" "));
/** Of these the text can be read here. */
export const READ_SHELLS: ReadonlySet<string> = new Set("sh bash dash ash ksh mksh rbash zsh busybox".split(" "));

export type Language = "javascript" | "python" | "powershell" | null;
/** Interpreters -> the language that is read here, null for one that is not. */
export const INTERPRETERS: ReadonlyMap<string, Language> = new Map<string, Language>([
  ...["python", "python2", "python3", "pypy", "pypy3", "ipython", "pythonw", "uv-python"].map((one) => [one, "python"] as const),
  ...["node", "nodejs", "bun", "deno", "tsx", "ts-node", "esno", "jiti", "zx", "babel-node", "vite-node", "electron"].map(
    (one) => [one, "javascript"] as const,
  ),
  ...["pwsh", "powershell"].map((one) => [one, "powershell"] as const),
  ...[
    "perl",
    "ruby",
    "php",
    "lua",
    "luajit",
    "Rscript",
    "R",
    "osascript",
    "tclsh",
    "wish",
    "expect",
    "julia",
    "groovy",
    "jshell",
    "scala",
    "guile",
    "racket",
    "sbcl",
    "clojure",
    "bb",
    "erl",
    "elixir",
    "iex",
    "ghci",
    "runghc",
    "irb",
    "jruby",
    "octave",
    "matlab",
    "qjs",
    "swift",
    "gdb",
    "lldb",
    "awk_",
    "raku",
    "janet",
    "nim",
    "crystal",
    "dotnet-script",
    "m4",
    "jshell",
    "cscript",
    "wscript",
    "mshta",
    "csi",
    "fsi",
  ].map((one) => [one, null] as const),
]);

/** Programs that answer with what somebody else on the network wrote. */
export const FETCHERS: ReadonlySet<string> = new Set(
  "curl wget aria2c http https httpie xh curlie lynx w3m links elinks fetch axel lwp-request GET lftp ftp tftp ncftpget".split(" "),
);

/** Names whose new meaning would fool whoever uses them later. */
export const SHADOWED: ReadonlySet<string> = new Set(
  "ls cat git sudo su ssh scp sftp npm npx node python python3 pip pip3 curl wget docker kubectl ps grep find kill passwd gpg vim vi nano rm cp mv chmod chown cd bash sh zsh history crontab systemctl make brew apt aws gcloud op gh openssl claude codex which env".split(
    " ",
  ),
);

/** Miners and the protocol they speak. */
export const MINERS =
  /^(?:xmrig|xmr-stak(?:-cpu|-rx)?|minerd|cpuminer(?:-\w+)?|ethminer|nbminer|t-rex|phoenixminer|lolminer|cgminer|bfgminer|ccminer|nanominer|teamredminer|srbminer(?:-multi)?|nheqminer|claymore|xmr-node-proxy|gminer|kawpowminer)$/i;
