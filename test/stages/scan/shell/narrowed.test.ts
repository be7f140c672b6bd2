import { describe, expect, it } from "vitest";
import { scanSample } from "../sample.ts";

const MAYBE = 'c=""\nif [ -f a.csv ]; then c="sort-rows"; fi\n';
const RUN = '$c "$(cat words.txt)"';

function blocks(code: string): readonly string[] {
  const { findings } = scanSample({ "scripts/a.sh": `#!/usr/bin/env bash\n${code}\n` });
  return findings.filter((one) => one.disposition === "block").map((one) => one.ruleId);
}

describe("a variable that was asked whether it holds anything", () => {
  it.each([
    `${MAYBE}if [ -n "$c" ]; then ${RUN}; fi`,
    `${MAYBE}if [ -n "\${c}" ]; then ${RUN}; else echo none; fi`,
    `${MAYBE}if [[ -n $c ]]; then ${RUN}; fi`,
    `${MAYBE}if [ -d x ]; then echo x; elif [ -n "$c" ]; then ${RUN}; fi`,
  ])("holds something there: %j", (code) => {
    expect(blocks(code)).toEqual([]);
  });

  it.each([
    ["nobody asks", `${MAYBE}${RUN}`],
    ["the test holds of nothing", `${MAYBE}if [ -n $c ]; then ${RUN}; fi`],
    ["it is turned round", `${MAYBE}if ! [ -n "$c" ]; then ${RUN}; fi`],
    ["it asks whether it is empty", `${MAYBE}if [ -z "$c" ]; then ${RUN}; fi`],
    ["something else is enough", `${MAYBE}if [ -n "$c" ] || true; then ${RUN}; fi`],
    ["nobody waits for the answer", `${MAYBE}if [ -n "$c" ] & then ${RUN}; fi`],
    ["it says no", `${MAYBE}if [ -n "$c" ]; then echo some; else ${RUN}; fi`],
    ["the test is over", `${MAYBE}if [ -n "$c" ]; then echo some; fi\n${RUN}`],
    ["it is emptied again", `${MAYBE}if [ -n "$c" ]; then c=""; ${RUN}; fi`],
    ["another is asked", `${MAYBE}d=x\nif [ -n "$d" ]; then ${RUN}; fi`],
    ["the last command of several asks another", `${MAYBE}if [ -n "$c" ]; true; then ${RUN}; fi`],
    ["the test is the script's own", `[() { true; }\n${MAYBE}if [ -n "$c" ]; then ${RUN}; fi`],
    ["it holds what cannot be told", `c=$(cat name.txt)\nif [ -n "$c" ]; then ${RUN}; fi`],
  ])("is refused where %s", (_what, code) => {
    expect(blocks(code)).not.toEqual([]);
  });
});
