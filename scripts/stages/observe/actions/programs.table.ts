/**
 * What is known of programs: how many words after the name say what is done (`git log` 1, `gh pr list` 2), and which
 * role a program has. Programs that are not listed get words only when they look like subcommands (actions.ts).
 */
export const SUBCOMMAND_WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    git: 1, hg: 1, svn: 1, gh: 2, glab: 2, hub: 1, jj: 1,
    npm: 1, pnpm: 1, yarn: 1, bun: 1, deno: 1, cargo: 1, go: 1, rustup: 1, dotnet: 1, gradle: 1, gradlew: 1, mvn: 1, sbt: 1, mix: 1, bundle: 1, rake: 1, composer: 1, gem: 1,
    pip: 1, pip3: 1, poetry: 1, uv: 1, pipx: 1, conda: 1, rye: 1, pdm: 1, hatch: 1, tox: 0, nox: 0,
    docker: 1, podman: 1, "docker-compose": 1, kubectl: 1, helm: 1, terraform: 1, tofu: 1, pulumi: 1, ansible: 0, vagrant: 1, flyctl: 2, fly: 2, heroku: 1, vercel: 1, netlify: 1, wrangler: 2,
    aws: 2, gcloud: 3, az: 2, gsutil: 1, doctl: 3, rclone: 1, s3cmd: 1,
    brew: 1, apt: 1, "apt-get": 1, dnf: 1, yum: 1, pacman: 0, apk: 1, snap: 1, flatpak: 1,
    systemctl: 1, journalctl: 0, launchctl: 1, crontab: 0, tmux: 1, openssl: 1, ip: 1, ufw: 1, nmcli: 2,
    openclaw: 2, clawhub: 1, forge: 1, himalaya: 2, gog: 2, wacli: 2, remindctl: 1, memo: 1, things: 1, obsidian: 1, bird: 1, spogo: 1, op: 2, jira: 2, linear: 2, slack: 2, stripe: 2, shopify: 2,
    make: 1, just: 1, task: 1, turbo: 1, nx: 1, lerna: 1, prisma: 1, rails: 1, php: 0, artisan: 1, django: 1, flask: 1, alembic: 1, dbt: 1, airflow: 2, sqlite3: 0, psql: 0, mysql: 0,
    pandoc: 0, ffmpeg: 0, ffprobe: 0, convert: 0, magick: 0, pdftotext: 0, tesseract: 0, ocrmypdf: 0, qpdf: 0, pdftk: 0, libreoffice: 0, soffice: 0, exiftool: 0, "yt-dlp": 0, whisper: 0,
    curl: 0, wget: 0, http: 0, https: 0, ssh: 0, scp: 0, rsync: 0, sftp: 0, ping: 0, dig: 0, nslookup: 0, host: 0, whois: 0, traceroute: 0, nc: 0,
    ls: 0, cat: 0, head: 0, tail: 0, less: 0, more: 0, pwd: 0, whoami: 0, which: 0, file: 0, stat: 0, wc: 0, find: 0, fd: 0, tree: 0, du: 0, df: 0, date: 0, env: 0, printenv: 0, id: 0, uname: 0, type: 0,
    grep: 0, rg: 0, ag: 0, awk: 0, gawk: 0, sed: 0, jq: 0, yq: 0, sort: 0, uniq: 0, cut: 0, tr: 0, paste: 0, column: 0, xsv: 1, csvkit: 0, csvcut: 0, csvsort: 0, in2csv: 0, mlr: 0, diff: 0, cmp: 0, comm: 0,
    cp: 0, mv: 0, rm: 0, touch: 0, chmod: 0, chown: 0, ln: 0, mkdir: 0, rmdir: 0, tar: 0, zip: 0, unzip: 0, gzip: 0, gunzip: 0, "7z": 0, zstd: 0, xz: 0,
    echo: 0, printf: 0, tee: 0, xxd: 0, base64: 0, sha256sum: 0, md5sum: 0, kill: 0, pkill: 0, ps: 0, top: 0, htop: 0, lsof: 0, netstat: 0, ss: 0, free: 0, uptime: 0,
    tsc: 0, eslint: 0, biome: 1, prettier: 0, vitest: 0, jest: 0, mocha: 0, playwright: 1, cypress: 1, pytest: 0, ruff: 1, mypy: 0, black: 0, isort: 0, flake8: 0, pylint: 0, phpunit: 0, rspec: 0, rubocop: 0, shellcheck: 0, "golangci-lint": 1,
    open: 0, "xdg-open": 0, say: 0, osascript: 0, pbcopy: 0, pbpaste: 0, screencapture: 0, notify: 0, mail: 0, sendmail: 0, mutt: 0, msmtp: 0, cal: 0, bc: 0,
  }),
);

/** Words that make a subcommand of a program nobody listed. */
export const COMMON_SUBCOMMANDS: ReadonlySet<string> = new Set(
  "list ls get show view read search find query create add new make set update edit modify delete remove rm send post reply push pull sync fetch download upload import export convert render generate build run start stop restart status info check test lint format validate verify deploy publish install uninstall upgrade init login logout open close move copy rename archive restore backup scan report summary today tomorrow forecast events inbox play pause next transcribe translate".split(
    " ",
  ),
);

/** Programs that only run another one: what follows them is the command. The number is how many own words to skip. */
export const WRAPPERS: ReadonlyMap<string, number> = new Map(
  Object.entries({ sudo: 0, doas: 0, time: 0, nice: 0, nohup: 0, command: 0, exec: 0, builtin: 0, env: 0, stdbuf: 0, unbuffer: 0, timeout: 1, gtimeout: 1, xargs: 0, npx: 0, pnpx: 0, bunx: 0, uvx: 0, caffeinate: 0, watch: 0, ionice: 0, chronic: 0, then: 0, do: 0, else: 0, if: 0, while: 0, "!": 0, "{": 0 }),
);

/** Flags of wrappers that take a value of their own. */
export const WRAPPER_VALUE_FLAGS: ReadonlySet<string> = new Set(["-u", "-g", "-n", "-I", "-P", "-k", "-s", "-L", "-C", "--user", "--package", "-p", "--signal"]);

/** Programs that only prepare or decorate; they are what was done only when nothing else was. */
export const SETUP_PROGRAMS: ReadonlySet<string> = new Set(
  "cd pushd popd mkdir export set unset source . sleep true false : umask ulimit shopt alias trap wait fi done esac clear echo printf test [ [[ exit return local declare read".split(" "),
);

/** Programs at the head of a pipe that only feed the next. */
export const FEEDERS: ReadonlySet<string> = new Set(["cat", "echo", "printf", "zcat", "gzcat", "yes", "pbpaste"]);

/** Looking around: real actions that say little about what the person wanted. */
export const LOOKUPS: ReadonlySet<string> = new Set(
  "ls pwd cat head tail less more which whoami file stat tree du df env printenv id uname type find fd grep rg ag wc date echo read list_dir glob search_files".split(" "),
);

/** Everyday work that answers many different requests, so that sharing it says little by itself. */
export const EVERYDAY: ReadonlySet<string> = new Set(
  [
    ...LOOKUPS, "edit", "write", "web_search", "web_fetch", "curl", "wget", "sed", "awk", "jq", "sort", "cp", "mv", "rm", "touch", "chmod", "mkdir", "tee", "python", "python -c", "node", "node -e", "bash", "sh",
    "git status", "git diff", "git add", "git commit", "git push", "git pull", "git checkout", "git switch", "git log", "git show", "git fetch", "git stash", "git branch", "git rebase", "git merge", "git restore", "git reset",
    "npm test", "npm run", "npm install", "npm ci", "npm run test", "npm run build", "npm run lint", "pnpm test", "pnpm install", "pnpm run", "yarn test", "yarn install", "yarn", "bun test", "cargo test", "cargo build", "cargo check", "go test", "go build", "make", "make test", "pytest", "python -m pytest",
    "tsc", "eslint", "prettier", "vitest", "jest", "ruff check", "mypy", "pip install", "browser", "todo", "plan", "ask", "think", "memory", "memory_search", "memory_get", "message", "process", "task",
  ],
);

/** Programs that run a script or a piece of code. */
export const INTERPRETERS: ReadonlySet<string> = new Set(["python", "python3", "node", "bash", "sh", "zsh", "ruby", "perl", "tsx", "ts-node", "Rscript", "php", "lua", "julia", "swift", "osascript"]);
