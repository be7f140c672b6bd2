import { scanOf } from "./samples.ts";
import { VETTED } from "#stages/scan/compiled/vetted.table";
const G = `import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";
${Object.values(VETTED).join("\n").replaceAll('"ROOT"', '"~/inbox"')}\n`;
const skill = JSON.stringify({ permissions: { filesystem: { read: ["~/inbox"], write: ["~/inbox"] }, network: [], process: [], secrets: [] } });
const r = scanOf({ "scripts/main.mjs": G, "skill.json": skill }, "compiled", { grants: ["filesystem.read:~/inbox", "filesystem.write:~/inbox"] });
console.log(r.findings.filter(f=>f.disposition!=="grant"), r.permissions);
// speed
const fn = (i:number)=>`export function f${i}(list, key) {\n  const out = [];\n  for (const one of list) {\n    const value = one[key] ?? "none";\n    if (typeof value === "string" && value.length > ${i}) out.push({ value: value.trim().toLowerCase(), at: out.length });\n  }\n  return out.sort((a, b) => a.value.localeCompare(b.value)).map((x) => x.value + "-" + x.at).join(", ");\n}\n`;
let code=""; for(let i=0; code.length<250_000;i++) code+=fn(i);
for (const size of [62_500,125_000,250_000, 250_000]) { const t=performance.now(); const r2=scanOf({"scripts/a.mjs":code.slice(0, code.lastIndexOf("\n}\n", size)+3)},"imported"); console.log(size, r2.verdict, (performance.now()-t).toFixed(0)+"ms"); }
const { parse } = await import("@typescript-eslint/typescript-estree"); const t=performance.now(); parse(code,{range:true,tokens:true,comment:true,jsx:true}); console.log("parse alone", (performance.now()-t).toFixed(0));
// hostile text speeds
for (const [n, text] of Object.entries({ newlines: "\n".repeat(1_000_000), spaces: " ".repeat(1_000_000), quote: "> ".repeat(300_000), star: "*a ".repeat(300_000), words: "send the api key ".repeat(60_000), ignore: "ignore all ".repeat(90_000), curl: "curl ".repeat(200_000), dots: "a.".repeat(500_000), br: "[".repeat(500_000), lt: "<!--".repeat(250_000), em: "![a](".repeat(150_000), tick: "`".repeat(500_000) })) { const t=performance.now(); const r=scanOf({"SKILL.md":"---\nname: x\ndescription: y\n---\n"+text},"imported"); console.log(n, r.verdict, (performance.now()-t).toFixed(0)); }
