import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeReferences } from "#stages/scan/html/references";
import { tokenize } from "#stages/scan/html/tokens";
import { meets, scanSample } from "../sample.ts";
import { DOCUMENTS } from "./documents.table.ts";

const kinds = (text: string, xml = false): readonly string[] => tokenize(text, xml).map((one) => ("name" in one ? `${one.kind} ${one.name}` : one.kind));

describe("documents", () => {
  for (const [expected, files] of DOCUMENTS)
    it(`are met with "${expected}": ${Object.values(files).join(" | ").slice(0, 120)}`, () => {
      expect(meets(scanSample(files), expected)).toBe(true);
    });

  it("with script that reaches nothing are named and no more", () => {
    const { findings } = scanSample({ "assets/a.html": "<!doctype html><p>a</p><script>document.title = 'b';</script>" });
    expect(findings.map((one) => [one.ruleId, one.disposition, one.severity])).toEqual([["active-document", "warn", "low"]]);
  });

  it("hand the global object to the other scripts of the page by what they name at their top", () => {
    const page = (script: string): string => `<!doctype html><script>${script}</script><script>root().eval(location.hash)</script>`;
    const shared = scanSample({ "assets/a.html": page("function root() { return window; } root();") });
    expect(shared.findings.map((one) => one.ruleId)).toContain("global-escape");
  });

  it.each([
    ["the next script", `<script>var g = window</script><p></p><script>g.eval(location.hash)</script>`, "dynamic-code"],
    ["a script before it, later", `<script>setTimeout(() => g.eval(location.hash))</script><script>var g = window</script>`, "dynamic-code"],
    ["code of an attribute", `<script>let d = document.defaultView</script><p onclick="d.eval(location.hash)"></p>`, "dynamic-code"],
    ["a module", `<script>var g = window</script><script type="module">g.eval(location.hash)</script>`, "dynamic-code"],
    ["a script under a strict one", `<script>"use strict"; var g = window</script><script>g.eval(location.hash)</script>`, "dynamic-code"],
    [
      "the next script, where a third names the same",
      `<script>var g = window</script><script>g.eval(location.hash)</script><script>let g</script>`,
      "dynamic-code",
    ],
    ["a module that does not go with it", `<script>var g = window; var n = 010</script><script type="module">g.eval(location.hash)</script>`, "unread-parse"],
  ])("are told what a script is to others of the page: %s", (_what, body, rule) => {
    const { findings } = scanSample({ "assets/a.html": `<!doctype html><body>${body}</body>` });
    expect(findings.map((one) => one.ruleId)).toContain(rule);
  });

  it("say nothing twice of scripts that are read by themselves and together, and show what is found across them in its place", () => {
    const page = `<!doctype html>\n<script>var g = window;\nfetch("https://a.example/x")</script>\n<p></p>\n<script>\n  g.eval(location.hash)</script>`;
    const { findings } = scanSample({ "assets/a.html": page });
    const found = (rule: string) => findings.filter((one) => one.ruleId === rule).map((one) => one.range.startLine);
    expect(found("network-access")).toEqual([3]);
    expect(found("dynamic-code")).toEqual([6]);
  });

  it("ask for every address that another script puts in the place of the first", () => {
    const page = `<!doctype html><script>var at = "https://one.example/x"; setTimeout(() => fetch(at), 9)</script><script>at = "https://two.example/x"</script>`;
    const { findings } = scanSample({ "assets/a.html": page });
    expect(findings.flatMap((one) => one.permission ?? []).sort()).toEqual(["network:one.example", "network:two.example"]);
  });

  it("leave scripts alone that only use what another names", () => {
    const page = `<!doctype html><script>const rows = [1, 2]; function sum(list) { return list.length; }</script><p onclick="show(sum(rows))"></p><script>function show(n) { document.title = String(n); }</script>`;
    const { findings } = scanSample({ "assets/a.html": page });
    expect(findings.map((one) => [one.ruleId, one.disposition])).toEqual([["active-document", "warn"]]);
  });

  it("say where in the page a script reaches something", () => {
    const found = scanSample({ "assets/a.html": "<!doctype html>\n<script>\n  let a;\n  eval(a);\n</script>" }).findings.find(
      (one) => one.ruleId === "dynamic-code",
    );
    expect([found?.range.startLine, found?.range.startColumn]).toEqual([4, 3]);
  });
});

describe("tokens", () => {
  it("cut markup as a browser does", () => {
    expect(kinds("a < b <p title='x>y'>c</p>")).toEqual(["text", "open p", "text", "close p"]);
    expect(kinds("<script>if (a < b) x('<p>');</script>d")).toEqual(["open script", "content script", "close script", "text"]);
    expect(kinds("<script>'<!--<script>'</script>-->a</script>b")).toEqual(["open script", "content script", "close script", "text"]);
    expect(kinds("<script>'<!-->'</script>b")).toEqual(["open script", "content script", "close script", "text"]);
    expect(kinds("<textarea><script></textarea><b>")).toEqual(["open textarea", "content textarea", "close textarea", "open b"]);
    expect(kinds("<!-->a<!--b--!>c<!-- d")).toEqual(["comment", "text", "comment", "text", "comment"]);
    expect(kinds("<a><![CDATA[<b>]]></a>", true)).toEqual(["open a", "text", "close a"]);
  });

  it("read attributes quoted or not, decoded", () => {
    const [open] = tokenize(`<a href=java&#x73;cript&colon;x b="1" c = '2' d/>`, false);
    expect(open?.kind === "open" ? open.attributes.map((one) => [one.name, one.value]) : null).toEqual([
      ["href", "javascript:x"],
      ["b", "1"],
      ["c", "2"],
      ["d", ""],
    ]);
    expect(decodeReferences("&lt;&LT &amp;amp; &#0; &nosuch; a&b")).toBe("<< &amp; \ufffd &nosuch; a&b");
  });

  it("cover every text without gap or overlap, whatever it holds", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "</",
      "<!--",
      "-->",
      "--!>",
      "<script",
      "</script>",
      "<svg>",
      "<![CDATA[",
      "]]>",
      "<?xml",
      "?>",
      "<!DOCTYPE a [",
      "]",
      '"',
      "'",
      "=",
      " a",
      "/",
      "&#x41;",
      "<textarea>",
      "\n",
      "x",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, xml) => {
        const text = pieces.join("");
        let at = 0;
        for (const token of tokenize(text, xml)) {
          expect(token.start).toBe(at);
          expect(token.end).toBeGreaterThanOrEqual(token.start);
          at = token.end;
        }
        expect(at).toBe(text.length);
      }),
      { seed: 20_261_121, numRuns: 1_000 },
    );
  });
});
