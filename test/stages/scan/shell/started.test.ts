import { describe, expect, it } from "vitest";
import { scanSample } from "../sample.ts";

const HERE = 'D="$(cd "$(dirname "$0")" && pwd)"\n';

/** Rules that block a script, which may change itself. */
function blocks(code: string): readonly string[] {
  const { findings } = scanSample({ "scripts/a.sh": `#!/usr/bin/env bash\n${code}` });
  return findings.filter((one) => one.disposition === "block").map((one) => one.ruleId);
}

describe("a program of the skill that may be started from now on", () => {
  it.each([`${HERE}chmod +x "$D/a.sh"\n`, "chmod 755 scripts/a.sh\n", "chmod u+x scripts/a.sh\n"])("holds what it held: %j", (code) => {
    expect(blocks(code)).toEqual([]);
  });

  it.each([
    `${HERE}echo x > "$D/a.sh"\nchmod +x "$D/a.sh"\n`,
    "chmod 777 scripts/a.sh\n",
    "chmod o+w scripts/a.sh\n",
    "chmod u+s scripts/a.sh\n",
    "chmod $(cat mode) scripts/a.sh\n",
    "chown root scripts/a.sh\n",
    `${HERE}curl -so "$D/b.mjs" https://shelf.example/b\nchmod +x "$D/b.mjs"\n`,
  ])("is refused where more is done: %j", (code) => {
    expect(blocks(code)).not.toEqual([]);
  });
});
