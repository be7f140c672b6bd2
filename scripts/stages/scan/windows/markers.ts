import type { Language } from "./session.ts";

const POWERSHELL = /^(?:powershell|pwsh|ps1|psm1|posh|ps)$/;
const CMD = /^(?:cmd|bat|batch|batchfile|dos|winbatch|cmd\.exe|windows)$/;

/** The language that the label of a block names; null for any other. */
export function labelled(label: string): Language | null {
  return POWERSHELL.test(label) ? "powershell" : CMD.test(label) ? "cmd" : null;
}

const WORDS =
  /powershell|pwsh|-[A-Z]|iex|iwr|irm|\]::|cmd|\\\\|\/[a-z]|net|reg|sc|bits|mshta|vss|wev|bcd|dll|cipher|for|%\w|\^|invoke|wmic|vault|nslookup|finger|start/i;

const CMDLET =
  /(?:^|[|;({&=]|\n)[ \t]*(?:PS[^>\n]{0,80}>[ \t]*)?(?:(?:Get|Set|New|Add|Remove|Invoke|Start|Stop|Register|Import|Out|Copy|Move|Compress|Expand|Clear|Format|Send|Disable|Enable|Uninstall|Select|Where|ForEach)-[A-Z][A-Za-z]{2,}(?=[\s;|)]|$)|(?:iex|iwr|irm)(?=[\s(]+[$("'&[\w])|(?<=\|[ \t]*)(?:iex|invoke-expression)\b|(?<!&[ \t]*)[&.][ \t]*\([ \t]*(?:\[scriptblock\]|[\"'(]|gcm\b|get-command\b|gal\b)|\[(?:system\.)?(?:net|convert|text|io|reflection|environment|scriptblock|diagnostics)[\w.]*\]::)/i;
const LINE =
  /^[ \t]*(?:[A-Z]:\\[^>\n]{0,80}>|>[ \t]?)?[ \t]*@?(?:powershell(?:\.exe)?[ \t]+\S|pwsh(?:\.exe)?[ \t]+\S|cmd(?:\.exe)?[ \t]+\/[ckr]|for[ \t]+\/f|net1?[ \t]+(?:use|user|localgroup|stop)[ \t]|reg(?:\.exe)?[ \t]+(?:add|save|import|export|copy)[ \t]|sc(?:\.exe)?[ \t]+(?:create|config|stop|delete|failure)[ \t]|schtasks(?:\.exe)?[ \t]|start[ \t]+(?:\/|""|\\\\)|\\\\[\w.@-]+\\|(?:certutil|bitsadmin|mshta|wmic|vssadmin|wbadmin|wevtutil|bcdedit|netsh|rundll32|regsvr32|msiexec|wscript|cscript|nslookup|finger|cmdkey|vaultcmd|forfiles|pushd)(?:\.exe)?[ \t]+\S|cipher[ \t]+\/w|del[ \t]+\/|(?:rd|rmdir)[ \t]+\/|format[ \t]+[a-z]:|copy[ \t]+\S+[ \t]+"?%|\w\^\w|%\w+(?::[^%\n]+)?%)/im;

/** Words one of which stands in every such sentence. */
const SAID_WORDS =
  /powershell|pwsh|\bcmd|mshta|rundll32|regsvr32|msiexec|certutil|bitsadmin|wmic|nslookup|schtasks|vssadmin|wevtutil|bcdedit|netsh|finger|[wc]script|\bnet[ \t]+(?:use|user|localgroup)|\breg[ \t]+(?:add|save)|\bsc(?:\.exe)?[ \t]+create|\bfor[ \t]+\/f|\b(?:iex|iwr|irm)[ \t]|(?:Invoke|Set|Add|Remove|Register|New|Start)-[A-Z]|\\\\/i;

/** What a sentence says is to be run, from the first word of a command for Windows on. */
const SAID =
  /\b(?:run|runs|running|execute|executing|type|typing|paste|pasting|enter|launch|open|issue|use|using|call|invoke|start|with)\b[^\n]{0,60}?[\s"'\u201c:(`*](?=((?:powershell|pwsh|cmd|mshta|rundll32|regsvr32|msiexec|certutil|bitsadmin|wmic|nslookup|schtasks|vssadmin|wevtutil|bcdedit|netsh|cmdkey|finger|wscript|cscript)(?:\.exe)?[ \t]+\S|net[ \t]+(?:use|user|localgroup)[ \t]|reg[ \t]+(?:add|save)[ \t]|sc(?:\.exe)?[ \t]+create[ \t]|for[ \t]+\/f|(?:iex|iwr|irm)[ \t]+\S|(?:Invoke|Set|Add|Remove|Register|New|Start)-[A-Z][A-Za-z]{3,}[ \t]+\S|\\\\[\w.@-]+\\[^\s"`]+\.(?:exe|bat|cmd|ps1|msi|vbs|hta|js|lnk|scr)\b))/gi;

/** Sentence -> the pieces of it that may be commands for Windows, and where they begin. */
export function saidIn(text: string): readonly Readonly<{ text: string; at: number; language: Language }>[] {
  if (!SAID_WORDS.test(text)) return [];
  return [...text.matchAll(SAID)].slice(0, 8).map(({ index, 0: lead, 1: first = "" }) => {
    const at = index + lead.length;
    const end = /\n\s*\n|$/.exec(text.slice(at, at + 1_000))?.index ?? 0;
    return {
      text: text.slice(at, at + end).replaceAll("\n", " "),
      at,
      language: /^(?:i[ewr]|[a-z]+-)/i.test(first) && !/^(?:reg|net)/i.test(first) ? "powershell" : "cmd",
    };
  });
}

/** Languages of Windows that a text without such a label holds commands of, by how its lines begin. */
export function languagesIn(text: string): readonly Language[] {
  if (!WORDS.test(text)) return [];
  return [...(CMDLET.test(text) ? (["powershell"] as const) : []), ...(LINE.test(text) ? (["cmd"] as const) : [])];
}
