import { describe, expect, it } from "vitest";
import { rulesOf, scanOf } from "./samples.ts";

const READ_JS = 'import { readFileSync } from "node:fs";\nconst { path, words } = JSON.parse(readFileSync("rules.json", "utf8"));\n';
const READ_PY =
  'import functools, json, operator\nrules = json.load(open("rules.json"))\npath, words = rules["path"], rules["words"]\n\n\ndef shown(value):\n    return str(value)\n\n\n';

const blocked = (path: string, text: string): boolean => rulesOf(scanOf({ [path]: text }, "imported"), "block").includes("dynamic-code");

/** Every value leads to the function that makes functions, by `constructor` and by `__globals__`: whoever names the steps runs what they like. */
describe("what a path of names from data leads to", () => {
  it.each([
    ["called at once", 'const walk = (value, dotted) => dotted.split(".").reduce((one, key) => one[key], value);\nwalk("", path)(words.join(""))();\n'],
    ["called by apply", "const walk = (value, keys) => keys.reduce((one, key) => one?.[key], value);\nwalk([], path).apply(null, words);\n"],
    ["called under a name", "const step = path.reduce((one, key) => { return one[key]; }, {});\nconst made = step(words);\nmade();\n"],
    ["found by a loop", "let here = [];\nfor (const key of path) here = here[key];\nhere(words)();\n"],
    [
      "found by a loop in a function",
      "function walk(value, keys) {\n  let here = value;\n  for (let i = 0; i < keys.length; i++) here = here[keys[i]];\n  return here;\n}\nconst found = walk(1, path);\nfound(words)();\n",
    ],
    [
      "found by a function that calls itself",
      "function walk(value, keys) {\n  return keys.length === 0 ? value : walk(value[keys[0]], keys.slice(1));\n}\nconst found = walk([], path);\nfound(words);\n",
    ],
    ["made anew", "const Kind = path.reduce((one, key) => one[key], '');\nconsole.log(new Kind(words)());\n"],
  ])("is not called in JavaScript: %s", (_, code) => {
    expect(blocked("scripts/a.mjs", READ_JS + code)).toBe(true);
  });

  it.each([
    ["called at once", "functools.reduce(getattr, path, shown)(words)\n"],
    ["called under a name", "found = functools.reduce(lambda one, name: getattr(one, name), path, shown)\nfound(words)\n"],
    ["found by a loop", "here = shown\nfor name in path:\n    here = getattr(here, name)\nhere(words)\n"],
    [
      "found by a loop of getters",
      "def follow(start, chain):\n    here = start\n    for link in chain:\n        if isinstance(link, str):\n            here = operator.attrgetter(link)(here)\n        else:\n            here = operator.call(here, *link)\n    return here\n\n\nprint(follow(shown, path))\n",
    ],
    [
      "found by a loop in a function",
      "def walk(start, names):\n    here = start\n    for name in names:\n        here = getattr(here, name)\n    return here\n\n\nwalk(shown, path)(words)\n",
    ],
    [
      "found by a function that calls itself",
      "def walk(start, names):\n    return walk(getattr(start, names[0]), names[1:]) if names else start\n\n\nwalk(shown, path)(words)\n",
    ],
  ])("is not called in Python: %s", (_, code) => {
    expect(blocked("scripts/a.py", READ_PY + code)).toBe(true);
  });

  it("is met behind a thousand looks at it", () => {
    const loop = "let here = [];\nfor (const key of path) here = here[key];\n";
    const looks = "console.log(here);\n".repeat(1_000);
    expect([
      blocked("scripts/a.mjs", `${READ_JS}${loop}${looks}here(words)();\n`),
      blocked("scripts/a.mjs", `${READ_JS}${loop}here(words)();\n${looks}`),
    ]).toEqual([true, true]);
    const walk = "here = shown\nfor name in path:\n    here = getattr(here, name)\n";
    const prints = "print(here)\n".repeat(1_000);
    expect([blocked("scripts/a.py", `${READ_PY}${walk}${prints}here(words)\n`), blocked("scripts/a.py", `${READ_PY}${walk}here(words)\n${prints}`)]).toEqual([
      true,
      true,
    ]);
  });

  it.each([
    [
      "scripts/a.mjs",
      `${READ_JS}const get = (value, dotted) => dotted.split(".").reduce((one, key) => one?.[key], value);\nconsole.log(get(words, path).map((one) => one.trim()));\n`,
    ],
    ["scripts/a.mjs", `${READ_JS}let here = words;\nfor (const key of path) here = here[key];\nconsole.log(here, String(here));\n`],
    ["scripts/a.mjs", `${READ_JS}const total = words.reduce((sum, one) => sum + one[path], 0);\nconsole.log(total);\n`],
    ["scripts/a.mjs", `${READ_JS}const counts = words.reduce((all, word) => { all[word] = (all[word] ?? 0) + 1; return all; }, {});\nconsole.log(counts);\n`],
    ["scripts/a.py", `${READ_PY}here = words\nfor name in path:\n    here = here[name]\nprint(here)\n`],
    [
      "scripts/a.py",
      `${READ_PY}def value_of(thing, names):\n    for name in names.split("."):\n        thing = getattr(thing, name)\n    return thing\n\n\nprint(value_of(rules, "a.b"))\n`,
    ],
    ["scripts/a.py", `${READ_PY}print(functools.reduce(lambda one, name: one.get(name, {}), path, rules))\n`],
  ])("may be shown (%s)", (path, code) => {
    expect(blocked(path, code)).toBe(false);
  });
});
