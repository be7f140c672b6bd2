import { readFileSync } from "node:fs";
import type { WalledRun } from "#kernel/powers";
import { runWalled } from "./engine.ts";

// The process around the WebAssembly wall: one request on stdin, one result on stdout. It is started by ../wall.ts, so that
// a script which uses up time or memory ends this process and not the program.
process.stdout.write(JSON.stringify(await runWalled(JSON.parse(readFileSync(0, "utf8")) as WalledRun)));
