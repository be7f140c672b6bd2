import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { fileURLToPath } from "node:url";
import { aHome, environment } from "../e2e/forge.ts";
import { castOf, neutral } from "./cast.ts";
import { play, type Scene } from "./play.ts";

export const CAST = fileURLToPath(new URL("review.cast", import.meta.url));
const PROGRAM = fileURLToPath(new URL("../../dist/forge.js", import.meta.url));

/** Plays the review over the sample in a home that is removed afterwards -> its scenes, with nothing of this machine. */
export async function recorded(): Promise<readonly Scene[]> {
  using home = aHome("sample");
  const { code, stderr } = home.forge(["--full"]);
  if (code !== 0) throw new Error(`forge --full ended with ${String(code)}: ${stderr}`);
  const env = { ...environment(home.path), NO_COLOR: "", PATH: "/usr/bin:/bin" };
  return neutral(await play({ program: PROGRAM, home: home.path, env }), { home: home.path, user: userInfo().username, now: Date.now() });
}

/** `node test/recording/record.ts`, after a build: writes the recording anew. */
if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) writeFileSync(CAST, castOf(await recorded()));
