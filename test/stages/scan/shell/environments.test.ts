import { describe, expect, it } from "vitest";
import { scanSample } from "../sample.ts";

const MADE = 'T=$(mktemp -d)\npython3 -m venv "$T/venv"\n';
const RUN = '"$T/venv/bin/pip" install lists==2.0.0\n';

/** Rules that block a script. */
function blocks(code: string): readonly string[] {
  const { findings } = scanSample({ "scripts/a.sh": `#!/usr/bin/env bash\n${code}` });
  return findings.filter((one) => one.disposition === "block").map((one) => one.ruleId);
}

describe("an environment of Python in a folder that the script just made", () => {
  it.each([
    `${MADE}${RUN}`,
    'T=$(mktemp -d -t sort.XXXX)\ntrap \'rm -rf "$T"\' EXIT\npython3 -m venv "$T"\nlint() { if [ -n "$T" ]; then "$T/bin/sort-lint" "$@"; else sort-lint "$@"; fi; }\nlint a\n',
    'T=$(mktemp -d)\nV="$T/venv"\nmkdir -p "$V"\npython3 -m venv "$V"\nif "$V/bin/sorter" --version; then S="$V/bin/sorter"; fi\n"$S" a.csv\n',
  ])("has the programs that pip put there: %j", (code) => {
    expect(blocks(code)).toEqual([]);
  });

  it("lists them as programs", () => {
    const { permissions } = scanSample({ "scripts/a.sh": `${MADE}"$T/venv/bin/sorter" a.csv\n` });
    expect(permissions.required.map((one) => one.permission)).toContain("process:sorter");
  });

  it.each([
    ["no environment is made", `T=$(mktemp -d)\n${RUN}`],
    ["it is made elsewhere", `${MADE}"$T/bin/pip" install lists==2.0.0\n`],
    ["the folder is everybody's", "python3 -m venv /tmp/venv\n/tmp/venv/bin/pip install lists==2.0.0\n"],
    ["nobody has made the folder yet", `T=$(mktemp -u)\npython3 -m venv "$T/venv"\n${RUN}`],
    ["a program is fetched into it", `${MADE}curl -so "$T/venv/bin/pip" https://get.example.net/a\n${RUN}`],
    ["an archive is unpacked into it", `${MADE}unzip -q /tmp/a.zip -d "$T/venv"\n${RUN}`],
    ["programs are copied into it", `${MADE}cp -r /tmp/x/. "$T/venv/bin/"\n${RUN}`],
    ["another takes its place", `${MADE}cp -r /tmp/venv "$T"\n${RUN}`],
    ["its folder of programs is a link", `${MADE}rm -rf "$T/venv/bin"\nln -sf /tmp/x "$T/venv/bin"\n${RUN}`],
    ["the folder around it is a link", `T=$(mktemp -d)\nrm -rf "$T"\nln -s /tmp/x "$T"\npython3 -m venv "$T/venv"\n${RUN}`],
    ["it is filled from within", `${MADE}cd "$T/venv/bin" && cp -r /tmp/x/* .\n${RUN}`],
    ["it is filled by another name", `${MADE}d=$(echo "$T" | sed s/a/a/)\ncp -r /tmp/x/. "$d/venv/bin"\n${RUN}`],
    ["it is filled in a later round", `${MADE}go() { ${RUN}}\nfor i in 1 2; do go; cp -r /tmp/x/. "$T/venv/bin/"; done\n`],
    ["what is told to its interpreter starts a program", `${MADE}"$T/venv/bin/python" -c "import os; os.system('id')"\n`],
  ])("is refused where %s", (_what, code) => {
    expect(blocks(code)).not.toEqual([]);
  });
});
