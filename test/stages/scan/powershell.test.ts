import { describe, expect, it } from "vitest";
import { parsePowerShell } from "#stages/scan/windows/statements";
import { rulesOf, scanOf } from "./samples.ts";

const blocked = (files: Readonly<Record<string, string>>): readonly string[] => rulesOf(scanOf(files, "imported"), "block");
const permissions = (files: Readonly<Record<string, string>>): readonly string[] => scanOf(files, "imported").permissions.required.map((one) => one.permission);

describe("several programs of PowerShell", () => {
  it("one that is taken in may change what a name stands for", () => {
    const main = "$tool = 'git'\n. \"$PSScriptRoot/b.ps1\"\n& $tool status\n";
    expect(blocked({ "scripts/a.ps1": main, "scripts/b.ps1": "$count = 1\n" })).toEqual([]);
    expect(blocked({ "scripts/a.ps1": main, "scripts/b.ps1": "$tool = Get-Content ./x.txt\n" })).toContain("process-creation");
  });

  it("one that is taken in has to lie in the skill", () => {
    expect(blocked({ "scripts/a.ps1": '. "$PSScriptRoot/b.ps1"\n' })).toEqual(["remote-module"]);
    expect(blocked({ "scripts/a.ps1": '. "$PSScriptRoot/../../b.ps1"\n', "scripts/b.ps1": "1\n" })).toEqual(["remote-module"]);
    expect(blocked({ "scripts/a.ps1": 'Import-Module "$PSScriptRoot/lib/b.psm1"\n', "scripts/lib/b.psm1": "function Get-B { 1 }\n" })).toEqual([]);
  });

  it("a first line says that it is one, whatever it is called", () => {
    expect(blocked({ "scripts/b": "#!/usr/bin/env pwsh\niex (Get-Content ./x.txt -Raw)\n" })).toContain("dynamic-code");
  });

  it("a function or a class of another program stands for nothing that was there before", () => {
    const joined = { "scripts/b.ps1": "function curl { }\nclass Activator { }\n", "scripts/c.ps1": '. "$PSScriptRoot/d.ps1"\n', "scripts/d.ps1": "1\n" };
    expect(permissions({ ...joined, "scripts/a.ps1": "Write-Output 1\ncurl https://files.example/a\n" })).toContain("network:files.example");
    expect(blocked({ ...joined, "scripts/a.ps1": "[Activator]::CreateInstance($type)\n" })).toContain("native-code");
  });

  it("the description of a module names what is loaded with it", () => {
    const described = (field: string): readonly string[] =>
      blocked({ "lib/m.psd1": `@{\n  ModuleVersion = '1.0'\n  ${field}\n}\n`, "lib/m.psm1": "function Get-M { 1 }\n" });
    expect(described("RootModule = 'm.psm1'")).toEqual([]);
    expect(described("RootModule = 'C:\\Users\\Public\\m.psm1'")).toEqual(["remote-module"]);
    expect(described("ScriptsToProcess = @('..\\..\\x.ps1')")).toEqual(["remote-module"]);
    expect(described("TypesToProcess = 'm.types.ps1xml'")).toEqual(["remote-module"]);
  });
});

describe("a program of more statements than are read", () => {
  it("says so", () => {
    expect(parsePowerShell("1;".repeat(90_000)).complete).toBe(true);
    expect(parsePowerShell(`${"1;".repeat(100_000)}iex $x`).complete).toBe(false);
  });
});

describe("what a script of PowerShell needs", () => {
  const needs = (code: string): readonly string[] => permissions({ "scripts/a.ps1": code });

  it("is told where each way of a value is known, and is any where one is not", () => {
    expect(needs("$f = if ($args) { 'a.txt' } else { 'b.txt' }\nGet-Content $f")).toEqual(["filesystem.read:a.txt", "filesystem.read:b.txt"]);
    expect(needs("$f = 'a.txt'\nif ($args) { $f = $args[0] }\nGet-Content $f")).toEqual(["filesystem.read:*", "filesystem.read:a.txt"]);
    expect(needs("foreach ($f in 'a.txt', 'b.txt') { Remove-Item $f }")).toEqual(["filesystem.write:a.txt", "filesystem.write:b.txt"]);
    expect(needs("Get-Content (Join-Path (Split-Path $PSScriptRoot -Parent) 'x.txt')")).toEqual([]);
  });

  it("begins at a drive of Windows as at any other root", () => {
    expect(needs("Get-Content C:\\data\\a.txt")).toEqual(["filesystem.read:/C:/data/a.txt"]);
  });

  it("is a host for each address, and any for one that is put together", () => {
    expect(needs("irm 'https://a.example/x'; iwr -Uri https://b.example/y")).toEqual(["network:a.example", "network:b.example"]);
    expect(needs('irm "https://$($args[0]).example/x"')).toEqual(["network:*"]);
    expect(needs("(New-Object Net.WebClient).DownloadString('https://c.example/x')")).toEqual(["network:c.example"]);
  });
});
