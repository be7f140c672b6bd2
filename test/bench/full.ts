import { aHome } from "../e2e/forge.ts";
import { medianOf, type Result } from "./measure.ts";

/** `forge --full` on the bundled sample, each time in a fresh home, process start included; writing the sample is not counted. */
export function fullRun(): Result {
  const homes = Array.from({ length: 5 }, () => aHome());
  try {
    const left = [...homes];
    const ms = medianOf(homes.length, () => {
      const answer = left.pop()?.forge(["--full"]);
      if (answer?.code !== 0) throw new Error(`forge --full ended with ${String(answer?.code)}: ${answer?.stderr.slice(0, 500) ?? ""}`);
    });
    return { name: "forge --full on the sample", ms, floorMs: null, ratio: null, goal: "< 3 s", met: ms < 3000, note: "fresh home each time" };
  } finally {
    for (const home of homes) home[Symbol.dispose]();
  }
}
