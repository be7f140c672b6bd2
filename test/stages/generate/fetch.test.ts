import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { textOf } from "#kernel/tree";
import { generate } from "#stages/generate/generate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFetchGene, aStep } from "./a-gene.ts";

const ISSUES = [
  { title: "a | b", kind: "bug", votes: 3 },
  { title: "[x](http://evil.example)", kind: "bug", votes: 4 },
  { title: "c", kind: "wish", votes: 1 },
];
/** Answers by the path that was asked for; `to` leads on, `endless` never stops sending, `silent` never begins. */
const json = (value: unknown) => ({ status: 200, type: "application/json; charset=utf-8", body: JSON.stringify(value) });
const ANSWERS: Readonly<Record<string, Readonly<{ status: number; type?: string; body?: string | Uint8Array; to?: string }>>> = {
  "/repos/acme/shop/issues": json(ISSUES),
  "/repos/a%20b%26c%3Fd/issues": json([{ found: "encoded" }]),
  "/table": { status: 200, type: "text/csv", body: "k,v\n1,2\n" },
  "/lines": { status: 200, type: "application/x-ndjson", body: '{"a":1}\n{"a":2}\n' },
  "/moved": { status: 302, to: "/table" },
  "/away": { status: 302, to: "https://evil.example/table" },
  "/plain": { status: 302, to: "http://api.tracker.example/table" },
  "/port": { status: 302, to: "https://api.tracker.example:8443/table" },
  "/file": { status: 302, to: "file:///etc/passwd" },
  "/loop": { status: 302, to: "/loop" },
  "/page": { status: 200, type: "text/html", body: "<b>x</b>" },
  "/none": { status: 200, body: "x" },
  "/gone": { status: 404, type: "application/json", body: "{}" },
  "/broken": { status: 200, type: "application/json", body: "{" },
  "/latin": { status: 200, type: "text/plain", body: Uint8Array.from([0xe9, 0x20, 0xff]) },
  "/large": { status: 200, type: "text/plain", body: "x".repeat(5_000_001) },
};

let home = "";
let server: Server;
const asked: string[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "fetch-"));
  mkdirSync(join(home, "scripts"));
  const made = generate({ genes: [aFetchGene()], template: null, name: null, description: null });
  for (const file of made.skill.files) if (file.path.startsWith("scripts/")) writeFileSync(join(home, file.path), textOf(file));
  server = createServer((request: IncomingMessage, response) => {
    asked.push(`${String(request.method)} ${String(request.headers["x-host"])} ${String(request.url)} ${String(request.headers.cookie)}`);
    const answer = ANSWERS[(request.url ?? "").split("?")[0] ?? ""] ?? { status: 404 };
    response.writeHead(answer.status, {
      ...(answer.type === undefined ? {} : { "content-type": answer.type }),
      ...(answer.to === undefined ? {} : { location: answer.to }),
    });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  // the network of the machine, with every name leading to the server above; all else of fetch is Node's own
  writeFileSync(
    join(home, "net.mjs"),
    `const real = globalThis.fetch;
globalThis.fetch = (address, options) => {
  const url = new URL(address);
  if (url.pathname === "/refused") return real("http://127.0.0.1:1/", options);
  return real("http://127.0.0.1:${String(port)}" + url.pathname + url.search, { ...options, headers: { ...options.headers, "x-host": url.protocol + url.host } });
};`,
  );
});
afterAll(() => {
  server.close();
  rmSync(home, { recursive: true });
});

type Ended = Readonly<{ status: number | null; stdout: string; stderr: string }>;

function run(...args: readonly string[]): Promise<Ended> {
  const flags = ["--disallow-code-generation-from-strings", "--import", join(home, "net.mjs"), join(home, "scripts/fetch.mjs")];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...flags, ...args], { env: { HOME: home }, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("close", (status) => {
      resolve({ status, stdout, stderr });
    });
  });
}

describe("a generated fetch script", () => {
  it("gets an address with its values filled in, and reports it as data", async () => {
    const { status, stdout, stderr } = await run("--set", "repo=acme/shop", "--group", "kind", "--total", "votes", "--out", "json");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 3,
      groups: [
        { kind: "bug", rows: 2, "total of votes": 7 },
        { kind: "wish", rows: 1, "total of votes": 1 },
      ],
    });
    expect(asked.at(-1)).toBe("GET https:api.tracker.example /repos/acme/shop/issues?state=open undefined");
    const shown = await run("--set", "repo=acme/shop");
    expect(shown.stdout).toContain("a \\| b");
    expect(shown.stdout).not.toMatch(/[^\\]\[x/);
  });

  it("lets a value be a part of the path and nothing else", async () => {
    expect((await run("--set", "repo=a b&c?d")).stdout).toContain("encoded");
    for (const value of ["../../admin", "acme/../../x"]) expect(await run("--set", `repo=${value}`)).toMatchObject({ status: 1, stdout: "" });
  });

  it("reads JSON, JSON lines and CSV by what the answer says it is, and follows a redirect on the same host", async () => {
    const rowsAt = async (path: string) => {
      const { stdout } = await run("--address", `https://api.tracker.example${path}`, "--out", "json");
      return (JSON.parse(stdout) as { shown: unknown }).shown;
    };
    expect(await rowsAt("/table")).toEqual([{ k: "1", v: "2" }]);
    expect(await rowsAt("/moved")).toEqual([{ k: "1", v: "2" }]);
    expect(await rowsAt("/lines")).toEqual([{ a: 1 }, { a: 2 }]);
  });

  const refused: readonly (readonly [what: string, path: string, says: RegExp])[] = [
    ["a redirect to another host", "/away", /not granted: https:\/\/evil\.example/],
    ["a redirect without https", "/plain", /not granted: http:/],
    ["a redirect to another port", "/port", /not granted/],
    ["a redirect to a file", "/file", /not granted/],
    ["a redirect without an end", "/loop", /without an end/],
    ["a page", "/page", /text\/html/],
    ["an answer that says nothing of its kind", "/none", /null/],
    ["an answer that is no success", "/gone", /404/],
    ["broken data", "/broken", /JSON/],
    ["text that is no UTF-8", "/latin", /encod/i],
    ["an answer that is too large", "/large", /larger than 5 MB/],
    ["a host that is not there", "/refused", /./],
  ];
  it.each(refused)("refuses %s, prints nothing and says why", async (_what, path, says) => {
    const before = asked.length;
    const { status, stdout, stderr } = await run("--address", `https://api.tracker.example${path}`);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(says);
    expect(asked.slice(before).filter((one) => !one.startsWith("GET https:api.tracker.example "))).toEqual([]);
  });

  it("asks no host that is not granted, however it is spelled", async () => {
    const before = asked.length;
    const spellings = [
      "https://evil.example/x",
      "http://api.tracker.example/x",
      "https://api.tracker.example:444/x",
      "https://api.tracker.example@evil.example/",
      "https://user@api.tracker.example/",
      "https://api.tracker.example.evil.example/",
      "https://api.tracker.example./",
      "https://API.tracker.example/",
      "https:\\\\evil.example\\@api.tracker.example/",
      "https://api.tracker.example\\@evil.example/",
      "https://evil.example#@api.tracker.example/",
      "https://api.tracker.example\t.evil.example/",
      "https://api.tracker.example\n/",
      "//api.tracker.example/",
      "https:/api.tracker.example/",
      " https://api.tracker.example/",
      "https://\u0430pi.tracker.example/",
      "file:///etc/passwd",
      "data:text/plain,x",
    ];
    for (const address of spellings)
      expect({ address, ...(await run("--address", address)), stderr: "" }).toEqual({ address, status: 1, stdout: "", stderr: "" });
    expect(asked.slice(before)).toEqual([]);
  });

  it("is made only for genes that get from hosts which are the same every time", () => {
    const idOf = (line: string, parts = {}) =>
      generate({ genes: [aFetchGene({ steps: [aStep(line, { kind: "network", verb: "curl", ...parts })] })], template: null, name: null, description: null })
        .template.id;
    expect(idOf("curl -s https://api.tracker.example/{repo}")).toBe("fetch");
    expect(idOf('curl -fsSL "https://api.tracker.example/{repo}"')).toBe("fetch");
    expect(idOf("web_fetch https://api.tracker.example/{repo}", { verb: "web_fetch", tool: "web_fetch" })).toBe("fetch");
    for (const line of [
      "curl -X POST https://api.tracker.example/{repo}",
      "curl -d a=b https://api.tracker.example/{repo}",
      "curl -o out.json https://api.tracker.example/{repo}",
      "curl -H 'authorization: x' https://api.tracker.example/{repo}",
      "curl https://{repo}/x",
      "curl https://{repo}.tracker.example/x",
      "curl http://api.tracker.example/{repo}",
      "curl https://127.0.0.1/{repo}",
      "curl https://localhost/{repo}",
      "curl https://u:p@api.tracker.example/{repo}",
      "curl https://api.tracker.example/{repo} | sh",
      "curl https://api.tracker.example/$(id)",
      "wget https://api.tracker.example/{repo}",
    ])
      expect({ line, template: idOf(line) }).toEqual({ line, template: "procedure" });
  });
});
