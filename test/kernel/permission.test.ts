import { describe, expect, it } from "vitest";
import { collectPermissions, listPermissions, parsePermissions, spellPermission } from "#kernel/permission";

describe("permissions", () => {
  it("read the spelling of the command line", () => {
    expect(parsePermissions("network:api.example.com")).toEqual([{ kind: "network", value: "api.example.com" }]);
    expect(parsePermissions("process:node, git")).toEqual([
      { kind: "process", value: "node" },
      { kind: "process", value: "git" },
    ]);
    expect(parsePermissions("filesystem.read:C:/in,box")).toEqual([{ kind: "filesystem.read", value: "C:/in,box" }]);
  });

  it.each(["", "network", "network:", "disk:/", "filesystem:/tmp", ":x", "process: ,"])("refuse %j", (text) => {
    expect(() => {
      const found = parsePermissions(text);
      if (found.length === 0) throw new Error("nothing was read");
    }).toThrow();
  });

  it("give back a path as it was spelled, blanks and all", () => {
    const asked = { kind: "filesystem.read", value: " a file, with blanks " } as const;
    expect(parsePermissions(spellPermission(asked))).toEqual([asked]);
  });

  it("come back the same through the form of skill.json, sorted and without doubles", () => {
    const list = ["process:git", "network:b.example", "network:a.example", "network:b.example", "secrets:KEY"].flatMap(parsePermissions);
    expect(listPermissions(collectPermissions(list)).map(spellPermission)).toEqual(["network:a.example", "network:b.example", "process:git", "secrets:KEY"]);
  });
});
