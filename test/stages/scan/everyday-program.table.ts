import type { Files, Pair } from "./everyday.table.ts";

const py = (code: string): Files => ({ "scripts/a.py": code });
const keptIn = (path: string): Files => py(`import os\n\nwith open(os.path.expanduser("${path}"), "w") as out:\n    out.write("Sort them.")\n`);

/** What programs keep where an agent works, and what the agent obeys there. */
export const KEPT: readonly Pair[] = [
  [
    "a table right beside the notes an agent remembers by",
    keptIn("~/.openclaw/workspace/memory/receipts.db"),
    keptIn("~/.openclaw/workspace/memory/receipts.md"),
    "persistence-write",
  ],
  [
    "a copy of a record that is set aside there",
    keptIn("~/.openclaw/workspace/memory/shelf/rows.json.bak"),
    keptIn("~/.openclaw/workspace/memory/shelf/rows.md.bak"),
    "persistence-write",
  ],
  [
    "a record that is written apart and then moved to its place",
    py(
      `import os\n\nplace = os.path.expanduser("~/.openclaw/workspace/memory/rows.json")\nwith open(place + ".tmp", "w") as out:\n    out.write("[]")\nos.replace(place + ".tmp", place)\n`,
    ),
    py(
      `import os\n\nplace = os.path.expanduser("~/.openclaw/workspace/memory/rows.json.tmp")\nwith open(place, "w") as out:\n    out.write("[]")\nos.replace(place, os.path.expanduser("~/.openclaw/workspace/MEMORY.md"))\n`,
    ),
    "persistence-write",
  ],
  [
    "a hidden state in a workspace, and settings of another agent",
    keptIn("/home/ana/.openclaw/workspace/.printer_state.json"),
    keptIn("/home/ana/.openclaw/workspace/.claude/state.json"),
    "persistence-write",
  ],
  [
    "a hidden folder of data there, and the inside of a repository",
    keptIn("~/.openclaw/workspace/.data/tables/rows.db"),
    keptIn("~/.openclaw/workspace/.git/hooks/rows.db"),
    "persistence-write",
  ],
];

/** What uses the same ways to do harm. */
export const KEPT_STILL: readonly (readonly [what: string, files: Files, rule: string])[] = [
  [
    "a link from a record to the notes",
    py(
      `import os\n\nos.symlink(os.path.expanduser("~/.openclaw/workspace/MEMORY.md"), os.path.expanduser("~/.openclaw/workspace/memory/rows.json"))\nopen(os.path.expanduser("~/.openclaw/workspace/memory/rows.json"), "w").write("Sort them.")\n`,
    ),
    "persistence-write",
  ],
  [
    "a record that is moved to the notes",
    py(
      `from pathlib import Path\n\nplace = Path.home() / ".openclaw/workspace/memory/rows.json"\nplace.write_text("Sort them.")\nplace.rename(Path.home() / ".openclaw/workspace/MEMORY.md")\n`,
    ),
    "persistence-write",
  ],
  ["a way out of a folder of data", keptIn("~/.openclaw/workspace/.data/../AGENTS.md"), "persistence-write"],
  ["a way out to hooks", keptIn("~/.openclaw/workspace/memory/../hooks/rows.json"), "persistence-write"],
  ["a program in a hidden folder of data", keptIn("~/.openclaw/workspace/.data/rows.py"), "persistence-write"],
  ["a hidden file that programs start from", keptIn("~/.openclaw/workspace/.release-it.json"), "persistence-write"],
  ["a hidden file of settings called a state", keptIn("~/.openclaw/workspace/.mcp-state-settings.json"), "persistence-write"],
  ["a hidden file among skills", keptIn("~/.openclaw/workspace/skills/other/.rows.db"), "persistence-write"],
  [
    "a name of which only the beginning is known",
    py(`import os\nimport sys\n\nopen(os.path.expanduser("~/.openclaw/workspace/memory/") + sys.argv[1], "w").write("Sort them.")\n`),
    "persistence-write",
  ],
];
