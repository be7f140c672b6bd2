import type { ActionKind } from "#kernel/trace";

/** What a tool name means, whatever agent it comes from: the verb we give it and where its main argument stands. */
export type ToolFamily = Readonly<{ verb: string; kind: ActionKind; names: readonly string[]; argument: readonly string[] }>;

const PATH_KEYS = ["path", "file_path", "filePath", "filename", "file", "target_file", "absolute_path", "relative_workspace_path", "notebook_path", "AbsolutePath", "TargetFile", "uri"];

/** Names are compared in lower case without `_`, `-` and spaces. */
export const TOOL_FAMILIES: readonly ToolFamily[] = [
  {
    verb: "run",
    kind: "run",
    names: ["exec", "bash", "shell", "run", "runcommand", "executecommand", "runterminalcmd", "runterminalcommand", "runshellcommand", "runinterminal", "terminal", "localshell", "localshellcall", "shellcommand", "containerexec", "executebash", "developershell", "system.run", "bashexecution", "execcommand", "powershell", "cmd"],
    argument: ["command", "cmd", "script", "CommandLine", "commands", "args", "input", "code"],
  },
  { verb: "read", kind: "read", names: ["read", "readfile", "view", "viewfile", "openfile", "cat", "catfile", "fsread", "readmanyfiles", "getfile", "notebookread", "viewimage", "readtextfile"], argument: PATH_KEYS },
  { verb: "write", kind: "write", names: ["write", "writefile", "createfile", "writetofile", "fswrite", "savefile", "create", "newfile"], argument: PATH_KEYS },
  {
    verb: "edit",
    kind: "write",
    names: ["edit", "editfile", "multiedit", "strreplace", "strreplaceeditor", "strreplacebasededittool", "applypatch", "patch", "applydiff", "replaceinfile", "searchreplace", "insert", "insertcontent", "replace", "texteditor", "fileedit", "notebookedit", "insertedit", "replacefilecontent"],
    argument: [...PATH_KEYS, "input", "patch", "diff"],
  },
  { verb: "ls", kind: "read", names: ["ls", "list", "listdir", "listdirectory", "listfiles", "listfolder", "directorytree"], argument: [...PATH_KEYS, "dir", "directory", "DirectoryPath"] },
  { verb: "grep", kind: "read", names: ["grep", "greps", "grepsearch", "search", "searchfiles", "codebasesearch", "ripgrep", "searchfilecontent", "searchtext"], argument: ["pattern", "query", "regex", "Query"] },
  { verb: "find", kind: "read", names: ["glob", "find", "filesearch", "findfiles", "findbyname", "globfilesearch"], argument: ["pattern", "glob", "query", "glob_pattern"] },
  { verb: "web_fetch", kind: "network", names: ["webfetch", "fetch", "fetchurl", "urlfetch", "httprequest", "httpget", "http", "readurl", "openurl", "geturl", "browsernavigate", "readurlcontent", "webpage", "getpage"], argument: ["url", "uri", "href", "Url", "link"] },
  { verb: "web_search", kind: "network", names: ["websearch", "searchweb", "googlesearch", "googlewebsearch", "internetsearch", "bravesearch", "tavilysearch", "ddgsearch"], argument: ["query", "q", "search_term"] },
];

/** Arguments that choose what a many-sided tool does (`browser` {action: open}). */
export const CHOICE_KEYS = ["action", "operation", "op", "method", "subcommand", "command"] as const;
