import { isKept, isSecretPath } from "../javascript/places.ts";

/** Values that Windows and PowerShell give to names of their own: an attacker knows them, too, and takes letters out of them. */
export const SET_BY_SYSTEM: ReadonlyMap<string, string> = new Map(
  Object.entries({
    home: "~",
    "env:userprofile": "~",
    "env:homepath": "~",
    "env:home": "~",
    "env:appdata": "~\\AppData\\Roaming",
    "env:localappdata": "~\\AppData\\Local",
    "env:temp": "~\\AppData\\Local\\Temp",
    "env:tmp": "~\\AppData\\Local\\Temp",
    "env:programdata": "C:\\ProgramData",
    "env:allusersprofile": "C:\\ProgramData",
    "env:public": "C:\\Users\\Public",
    "env:programfiles": "C:\\Program Files",
    "env:systemroot": "C:\\Windows",
    "env:windir": "C:\\Windows",
    "env:systemdrive": "C:",
    "env:homedrive": "",
    "env:comspec": "C:\\Windows\\system32\\cmd.exe",
    "env:os": "Windows_NT",
    "env:pathext": ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC",
    pshome: "C:\\Windows\\System32\\WindowsPowerShell\\v1.0",
    profile: "~\\Documents\\PowerShell\\profile.ps1",
    psscriptroot: ".",
    pwd: ".",
    "env:cd": ".",
    true: "True",
    false: "False",
    null: "",
    shellid: "Microsoft.PowerShell",
    verbosepreference: "SilentlyContinue",
    debugpreference: "SilentlyContinue",
    errorview: "NormalView",
    psculture: "en-US",
  }),
);

/** Path -> as others write it: one kind of separator, no quotation marks, in small letters. */
export function tidy(path: string): string {
  return path
    .trim()
    .replace(/^["']|["']$/g, "")
    .replaceAll("/", "\\")
    .replace(/(?<=.)\\{2,}/g, "\\")
    .replace(/^(?:\.\\)+/, "")
    .toLowerCase();
}

const STARTS =
  /start menu\\programs\\startup|^shell:(?:common )?startup|\\(?:windows)?powershell\\(?:[\w.]*profile\.ps1|v1\.0\\[\w.]*profile\.ps1)|\\system32\\tasks(?:\\|$)|\\system32\\grouppolicy\\|\\drivers\\etc\\hosts$|\\system32\\(?:sethc|utilman|osk|magnify|narrator)\.exe$|windows terminal[^\\]*\\(?:localstate\\)?settings\.json$/i;

/** Is what is written here run or obeyed later? */
export function isStart(path: string): boolean {
  const plain = tidy(path);
  if (STARTS.test(plain)) return true;
  // Files of a project are reviewed like any other; what the skill itself is installed to is told by its instructions.
  return (
    isKept(path.replaceAll("\\", "/"), true) &&
    !/(?:^|\/)(?:SKILL\.md|\.github\/|\.vscode\/|\.husky\/|\.devcontainer|\.gitattributes|\.gitmodules|\.npmrc|\.envrc|known_hosts|\.pre-commit-config)|\/skills(?:\/|$)/i.test(
      path.replaceAll("\\", "/"),
    )
  );
}

const STORES =
  /\\(?:login data|web data|local state|cookies|key4\.db|logins\.json|cookies\.sqlite|consolehost_history\.txt|ntds\.dit|wallet\.dat|sitemanager\.xml|winscp\.ini|applicationhost\.config|web\.config|machine\.config)(?:-journal)?$|\\microsoft\\(?:credentials|protect|vault)(?:\\|$)|\\(?:exodus|electrum|atomic|bitcoin|ethereum|ledger live|metamask)\\|\\system32\\config\\(?:sam|security|system)$|\\user data\\(?:default|profile \d+)$|\\(?:telegram desktop\\tdata|discord\\local storage)|\\mozilla\\firefox\\profiles/i;

/** Does this path hold credentials of the person or the machine? */
export function isStore(path: string): boolean {
  return STORES.test(tidy(path)) || isSecretPath(path.replaceAll("\\", "/").replace(/[*"']+$/, ""));
}

/** A password store of another program or of Windows, which no program has to copy. */
export function isVault(path: string): boolean {
  return STORES.test(tidy(path));
}

const REGISTERED =
  /\\currentversion\\(?:run|runonce|runonceex|runservices|policies\\explorer\\run)(?:\\|$)|\\winlogon(?:\\|$)|image file execution options|silentprocessexit|\\appinit_dlls|\\windows nt\\currentversion\\windows(?:\\|$)|\\(?:ms-settings|mscfile|exefile|txtfile|batfile|folder|directory)\\shell\\|\\shell\\open\\command|inprocserver32|\\active setup\\|\\control\\(?:lsa|session manager|safeboot|print\\monitors)(?:\\|$)|\\windows defender(?:\\|$)|\\amsi\\providers|userinitmprlogonscript|\\system\\(?:currentcontrolset|controlset001)\\services\\|\\policies\\system(?:\\|$)(?!audit)|\\command processor|\\powershell\\1\\shellids/i;

/** Variables by which other programs load code, or ask somebody else. */
const STARTED_BY =
  /^(?:node_options|pythonstartup|pythonpath|perl5opt|rubyopt|java_tool_options|_java_options|jdk_java_options|bash_env|git_ssh_command|psmodulepath|comspec|cor_\w+|coreclr_\w+|complus_\w+|dotnet_startup_hooks|ld_preload|https?_proxy|all_proxy|userinitmprlogonscript)$/i;

/** Key of the registry, name of a value in it -> does Windows start or trust something by it? */
export function isRegisteredStart(key: string, name: string): boolean {
  const plain = tidy(key).replaceAll("\\\\", "\\");
  // What Windows logs of other programs starts none.
  if (/\\policies\\system\\audit$/.test(plain)) return false;
  if (/\\policies\\system$/.test(plain))
    return /^(?:enablelua|consentpromptbehavior\w*|localaccounttokenfilterpolicy|disabletaskmgr|disableregistrytools)$/i.test(name.trim());
  if (/\\control\\session manager$/.test(plain)) return !/^(?:$|protectionmode|heap\w*)/i.test(name.trim());
  if (/\\services\\/.test(plain)) return /^(?:imagepath|servicedll|start|failurecommand)$/i.test(name.trim());
  if (/(?:^|\\)environment$/.test(plain)) return STARTED_BY.test(name.trim());
  if (/\\command processor$/.test(plain)) return /^autorun$/i.test(name.trim());
  return REGISTERED.test(plain) || /^(?:userinitmprlogonscript|appinit_dlls|amsienable|scriptblocklogging|enablescriptblocklogging)$/i.test(name.trim());
}

/** A folder without which the person or the machine has lost more than what a skill made. */
export function isRoot(path: string): boolean {
  const plain = tidy(path)
    .replace(/(?<=^|\\|:)\*(?:\.\*)?$/, "")
    .replace(/\\$/, "");
  if (plain === "") return /^\s*["']?[\\/]/.test(path);
  return /^(?:[a-z]:|~|c:\\(?:users(?:\\[^\\*]+)?|windows(?:\\system32)?|program files(?: \(x86\))?|programdata)|~\\(?:documents|desktop|downloads|pictures|appdata(?:\\roaming|\\local)?|onedrive))$/.test(
    plain,
  );
}

/** A share of another machine: what lies there is what somebody else puts there. */
export function shareHost(path: string): string | null {
  const host =
    /^["']?(?:\\\\|\/\/)(?![?.]\\)([^\\/\s]+)[\\/]/.exec(path.trim())?.[1] ??
    /^["']?(?:microsoft\.powershell\.core\\)?filesystem::\\\\([^\\/\s]+)/i.exec(path.trim())?.[1];
  return host === undefined || /^(?:localhost|127\.\d+\.\d+\.\d+|wsl(?:\.localhost|\$)|tsclient|\.)$/i.test(host) ? null : host;
}
