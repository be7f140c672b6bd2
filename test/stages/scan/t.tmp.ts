import { readFileSync, readdirSync } from "node:fs";
import { scanOf } from "./samples.ts";
import { scanText } from "../../../scripts/cli/render/scan-text.ts";
for (const dir of process.argv.slice(3)) {
 const files = Object.fromEntries(readdirSync(dir,{recursive:true,withFileTypes:true}).filter(e=>e.isFile()).map(e=>{const p=e.parentPath+"/"+e.name; return [p.slice(dir.length+1), readFileSync(p)]}));
 const t=performance.now(); const r=scanOf(files, process.argv[2] as never); console.log(dir, (performance.now()-t).toFixed(0)+"ms"); for (const l of scanText(r)) console.log(l);
}
