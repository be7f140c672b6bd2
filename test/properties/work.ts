import { readFileSync } from "node:fs";

/** Process -> seconds of processor time it has used (proc(5): fields 14 and 15, in hundredths); 0 where nobody says. */
export function workOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${String(pid)}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
