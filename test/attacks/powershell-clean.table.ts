const ps = String.raw;

/** Good programs that need nothing. */
export const POWERSHELL_CLEAN: readonly (readonly [string, string])[] = [
  [
    "values, loops and tables",
    ps`$rows = 1..5 | ForEach-Object { [pscustomobject]@{ Number = $_; Square = $_ * $_ } }
foreach ($row in $rows) { if ($row.Square -gt 9) { Write-Output "$($row.Number): $($row.Square)" } else { continue } }
for ($i = 0; $i -lt 3; $i++) { $total += $i }
$rows | Sort-Object Square -Descending | Select-Object -First 2 | Format-Table -AutoSize`,
  ],
  [
    "texts that are put together",
    ps`$name = 'World'
$line = "Hello, {0}! It is {1:yyyy}." -f $name, (Get-Date)
$line.ToUpper().Replace('HELLO', 'Hi').Split(' ') -join '-'
@"
Dear $name,
 the total is $([math]::Round(3.14159, 2)).
"@`,
  ],
  [
    "a function with a block of parameters",
    ps`function Get-Area {
    [CmdletBinding()]
    [OutputType([double])]
    param(
        [Parameter(Mandatory = $true, Position = 0)][ValidateRange(0, 1000)][double]$Width,
        [Parameter(Mandatory)][ValidateScript({ $_ -gt 0 })][double]$Height = 1
    )
    begin { Write-Verbose 'start' }
    process { $Width * $Height }
    end { }
}
Get-Area -Width 2 -Height 3`,
  ],
  [
    "a class and an enum",
    ps`enum Level { Low = 1; High = 2 }
class Note {
    [string] $Text
    hidden [Level] $Level = [Level]::Low
    static [int] $Count = 0
    Note([string] $text) { $this.Text = $text; [Note]::Count++ }
    [string] Show() { return "$($this.Level): $($this.Text)" }
}
$n = [Note]::new('x'); $n.Show()`,
  ],
  [
    "errors and their ends",
    ps`try { throw [InvalidOperationException]::new('no') }
catch [InvalidOperationException], [IO.IOException] { Write-Error $_.Exception.Message }
finally { exit 1 }`,
  ],
  [
    "a block that is kept in a variable",
    ps`$double = { param($x) $x * 2 }
& $double 4
$double.Invoke(5)
1..3 | ForEach-Object $double`,
  ],
  [
    "a block that is handed over",
    ps`function Invoke-Twice([scriptblock]$Action) { & $Action; & $Action }
Invoke-Twice { Write-Host 'hi' }`,
  ],
  [
    "files of its own",
    ps`$data = Get-Content -Path (Join-Path $PSScriptRoot 'data.txt') -Raw
$data | ConvertFrom-Json | ConvertTo-Json -Depth 5`,
  ],
  [
    "the words eval and exec",
    ps`# Invoke-Expression is never used here; iex neither.
$text = 'Do not run Invoke-Expression on it'
Write-Output $text.Contains('iex')`,
  ],
  [
    "comments at the end of a command",
    ps`Write-Output 'x' -NoEnumerate # it's the user's "own" text
Write-Output 'y' |
  # the first only
  Select-Object -First 1`,
  ],
  [
    "patterns",
    ps`if ('a-1' -match '^(?<k>\w)-(\d)$') { $Matches['k'] }
[regex]::Matches('a1b2', '\d').Value
'x' -replace '(\w)', '<$1>'
switch -Regex ('abc') { '^a' { 'begins'; break } default { 'other' } }`,
  ],
  [
    "classes of its own",
    ps`class Shape { [double]$Width; Shape([double]$w) { $this.Width = $w } [double] Area() { return $this.Width * $this.Width } [void] Run() { Write-Output $this.Area() } }
class Named : Shape { [string]$Name; Named([string]$n) : base(2) { $this.Name = $n } }
class BuildError : System.Exception { BuildError([string]$text) : base($text) { } }
class Kinds : System.Management.Automation.IValidateSetValuesGenerator { [string[]] GetValidValues() { return @('a', 'b') } }
$shape = [Named]::new('x')
$shape.Area()
$shape.Run()`,
  ],
];

/** Good programs that are a matter of permissions. */
export const POWERSHELL_GRANTED: readonly (readonly [string, string, readonly string[]])[] = [
  ["a file that is named", ps`Get-Content ./in.txt | Set-Content ./out.txt`, ["filesystem.read:in.txt", "filesystem.write:out.txt"]],
  [
    "a path that is given",
    ps`param([string]$Path)
Get-Content $Path`,
    ["filesystem.read:*"],
  ],
  [
    "a host that is named",
    ps`$base = 'https://api.example.com/v1'
Invoke-RestMethod -Uri "$base/items?q=$([uri]::EscapeDataString($args[0]))" -Headers @{ Authorization = "Bearer $env:EXAMPLE_TOKEN" }`,
    ["network:api.example.com", "secrets:EXAMPLE_TOKEN"],
  ],
  [
    "a table that is spread",
    ps`$request = @{ Uri = 'https://api.example.com/items'; Method = 'Get' }
$request.TimeoutSec = 10
Invoke-RestMethod @request`,
    ["network:api.example.com"],
  ],
  [
    "a program that is named",
    ps`git status --short
if ($LASTEXITCODE -ne 0) { throw 'git failed' }`,
    ["process:git"],
  ],
  [
    "a program of two that is found",
    ps`$tool = if (Get-Command pnpm -ErrorAction SilentlyContinue) { 'pnpm' } else { 'npm' }
& $tool --version`,
    ["process:npm", "process:pnpm"],
  ],
  [
    "a folder of this project",
    ps`New-Item -ItemType Directory -Force -Path build | Out-Null
Remove-Item build/old -Recurse -Force -ErrorAction SilentlyContinue`,
    ["filesystem.write:build", "filesystem.write:build/old"],
  ],
  ["commands of a module", ps`Get-AzVM -Name web01 | Stop-AzVM -Force`, ["process:get-azvm", "process:stop-azvm"]],
];
