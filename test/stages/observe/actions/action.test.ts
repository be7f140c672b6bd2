import { actionOf, isLookup } from "#stages/observe/actions/action";
import { objectOf } from "#stages/observe/actions/object";
import { mainPrograms } from "#stages/observe/actions/program";
import { parseCommands } from "#stages/observe/actions/shell-command";
import { redact } from "#stages/observe/redaction/redact";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("parseCommands", () => {
  test.each<[string, readonly (readonly string[])[]]>([
    ["a 'b c' \"d e\" f\\ g", [["a", "b c", "d e", "f g"]]],
    ["a && b || c; d & e", [["a"], ["b"], ["c"], ["d"], ["e"]]],
    ["a > out.txt 2>&1 < in b", [["a", "b"]]],
    ["a | b |& c", [["a"], ["b"], ["c"]]],
    ["cat <<EOF > x.txt\nrm -rf /\nEOF\nwc x.txt", [["cat"], ["wc", "x.txt"]]],
    ["a # comment && b\nc", [["a"], ["c"]]],
    ["x=$(date +%s; echo 1) run it", [["x=$(date +%s; echo 1)", "run", "it"]]],
    ["(a; b)", [["a"], ["b"]]],
    ["a \\\n  b", [["a", "b"]]],
    ["a 'open", [["a", "open"]]],
  ])("%j", (line, words) => {
    expect(parseCommands(line).map((command) => command.words)).toEqual(words);
  });

  test("never throws and always ends", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", " ", "'", '"', "\\", "|", "&", ";", "<", ">", "(", ")", "$", "\n", "#", "E") }), (line) =>
        Array.isArray(parseCommands(line)),
      ),
    );
  });
});

describe("mainPrograms", () => {
  test.each<[string, readonly string[]]>([
    ["gh pr list --author @me --json number | jq '.[]'", ["gh pr list"]],
    ["cd ~/acme && git -C web log --oneline -5", ["git log"]],
    ["mkdir -p out && pdftotext -layout a.pdf out/a.txt", ["pdftotext"]],
    ["TOKEN=x sudo -u bob systemctl restart nginx", ["systemctl restart"]],
    ["cat a.json | jq .name", ["jq"]],
    ["ssh -p 2222 ana@web01 sudo systemctl restart nginx", ["ssh systemctl restart"]],
    ["ssh web01 'cd /srv/shop && git pull'", ["ssh git pull"]],
    ["ssh -N -L 8080:localhost:80 web01", ["ssh"]],
    ["ssh a ssh b", ["ssh"]],
    ["python3 ./tools/report.py --month 3", ["python *.py"]],
    ["python -m pytest -q", ["python -m pytest"]],
    ["bash -lc 'cd x && npm run build'", ["npm run build"]],
    ["npm test && git commit -m 'a'", ["npm test", "git commit"]],
    ["uv run ruff check .", ["ruff check"]],
    ["npx prettier --write a.ts", ["prettier"]],
    ["timeout 5 curl -s wttr.in/Oslo", ["curl"]],
    ["cd /tmp", ["cd"]],
    ["/usr/bin/convert a.png -resize 50% b.png", ["convert"]],
    ["weathercli oslo", ["weathercli"]],
    ["newtool items list --all", ["newtool items list"]],
    ["git status; ls", ["git status", "ls"]],
  ])("%s", (line, verbs) => {
    expect(mainPrograms(parseCommands(line)).map((call) => call.verb)).toEqual(verbs);
  });
});

describe("objectOf", () => {
  test.each<[string, readonly string[], string | null]>([
    ["pdftotext", ["-layout", "~/in/a b.pdf", "-"], "*.pdf"],
    ["curl", ["-s", "https://bob:x@API.example.com/v1?a=1"], "host:api.example.com"],
    ["curl", ["-s", "wttr.in/Oslo?format=3"], "host:wttr.in"],
    ["git clone", ["acme/web"], "repo"],
    ["ls", ["~/inbox/"], "folder"],
    ["convert", ["-o", "x.csv", "photo.JPEG"], "*.jpg"],
    ["gh pr list", [], "pr"],
    ["send", ["ana@example.com"], "email"],
    ["date", ["+%Y"], null],
  ])("%s %j", (verb, words, object) => {
    expect(objectOf(verb, words)).toBe(object);
  });
});

describe("actionOf", () => {
  const place = { path: "log", line: 1 };
  const call = (tool: string, input: Record<string, unknown>) => actionOf({ kind: "call", id: "c1", at: null, place, tool, input }, null, redact, "/home/ana");

  test.each<[string, Record<string, unknown>, string, string | null, string]>([
    ["exec", { command: "pdftotext /home/ana/in/a.pdf -" }, "pdftotext", "*.pdf", "run"],
    ["Bash", { command: "gh issue list" }, "gh issue list", "issue", "run"],
    ["shell", { command: ["bash", "-lc", "npm test"] }, "npm test", null, "run"],
    ["read", { path: "src/a.ts" }, "read", "*.ts", "read"],
    ["Read", { file_path: "/home/ana/x.csv" }, "read", "*.csv", "read"],
    ["write_file", { path: "out.md", content: "x" }, "write", "*.md", "write"],
    ["str_replace_based_edit_tool", { command: "view", path: "a.py" }, "read", "*.py", "read"],
    ["apply_patch", { input: "*** Begin Patch\n*** Update File: src/a.rs\n+x" }, "edit", "*.rs", "write"],
    ["exec_command", { cmd: "apply_patch <<'EOF'\n*** Begin Patch\n*** Update File: docs/a.md\n+rm -rf /\n*** End Patch\nEOF" }, "edit", "*.md", "write"],
    ["exec_command", { cmd: "cd web && cat > src/a.css <<'END'\n* { margin: 0 }\nEND" }, "write", "*.css", "write"],
    ["Bash", { command: "cat <<EOF >> notes.md\nhello\nEOF" }, "write", "*.md", "write"],
    ["Bash", { command: "sudo tee /etc/hosts.txt <<EOF\nhello\nEOF" }, "tee", "*.txt", "run"],
    ["Bash", { command: "cat <<EOF | psql\nselect 1\nEOF" }, "psql", null, "run"],
    ["Bash", { command: "cat > q.sql <<EOF\nselect 1\nEOF\npsql -f q.sql" }, "cat && psql", "*.sql", "run"],
    ["web_fetch", { url: "https://example.com/a" }, "web_fetch", "host:example.com", "network"],
    ["web_fetch", { prompt: "read https://example.com/a, then tell me" }, "web_fetch", "host:example.com", "network"],
    ["WebSearch", { query: "x" }, "web_search", null, "network"],
    ["browser", { action: "open", targetUrl: "https://example.com" }, "browser open", "host:example.com", "network"],
    ["mcp__github__list_issues", { repo: "acme/web" }, "github.list_issues", "repo", "other"],
  ])("%s %j", (tool, input, verb, object, kind) => {
    expect(call(tool, input)).toMatchObject({ verb, object, kind });
  });

  test("keeps the line without secrets, home folder and control characters", () => {
    const action = call("exec", { command: "tool --token abcd1234efgh /home/ana/x.csv \u001b[31m\u202e" });
    expect(action.line).toBe("tool --token <secret:secret-flag:1> ~/x.csv  [31m");
  });

  test("of a file that is written nothing but its path is kept, whichever way an agent writes", () => {
    const patch = "*** Begin Patch\n*** Update File: src/a.ts\n-old\n+new\n*** Add File: src/b.ts\n+more\n*** End Patch";
    for (const action of [call("apply_patch", { input: patch }), call("shell", { command: ["bash", "-lc", `apply_patch <<'EOF'\n${patch}\nEOF`] })])
      expect(action).toMatchObject({ line: "edit src/a.ts", artifacts: ["src/a.ts", "src/b.ts"] });
    expect(call("Bash", { command: "cat > /home/ana/b.py <<'EOF'\nimport os\nEOF" })).toMatchObject({ line: "write ~/b.py", artifacts: ["~/b.py"] });
  });

  test("believes the exit code before the word of the host", () => {
    const result = { kind: "result" as const, id: "c1", at: null, place, ok: true, exitCode: 2, status: "completed", durationMs: 1, text: "" };
    expect(actionOf({ kind: "call", id: "c1", at: null, place, tool: "exec", input: { command: "make" } }, result, redact, null).ok).toBe(false);
  });

  test("never throws, whatever a tool was called with", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.dictionary(fc.constantFrom("command", "path", "url", "action", "x"), fc.jsonValue()),
        (tool, input) => typeof call(tool, input).verb === "string",
      ),
    );
  });

  test("a value nested deeper than JSON can be written is shown as far as it is shown", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(20_000)}1${"]".repeat(20_000)}`);
    expect(call("orders", { filter: deep, limit: { of: [1, "x"] } }).line).toBe('orders filter=[[[[[[[[…]]]]]]]] limit={"of":[1,"x"]}');
  });

  test("tells looking around from work", () => {
    expect([isLookup("ls && cat"), isLookup("ls && pdftotext"), isLookup("read")]).toEqual([true, false, true]);
  });
});
