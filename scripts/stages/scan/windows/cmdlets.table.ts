/** Short names that PowerShell has from the start. Those of programs that Windows also has are left to the programs. */
export const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "invoke-expression": "iex",
    "invoke-restmethod": "irm",
    "invoke-webrequest": "iwr",
    "start-process": "saps start",
    "get-content": "gc cat type",
    "get-childitem": "gci dir ls",
    "get-item": "gi",
    "get-itemproperty": "gp",
    "get-itempropertyvalue": "gpv",
    "add-content": "ac",
    "clear-content": "clc",
    "set-item": "si",
    "set-itemproperty": "sp",
    "new-item": "ni md mkdir",
    "remove-item": "ri rm rmdir del erase rd",
    "copy-item": "cpi cp copy",
    "move-item": "mi mv move",
    "rename-item": "rni ren",
    "invoke-item": "ii",
    "invoke-command": "icm",
    "start-job": "sajb",
    "import-module": "ipmo",
    "set-alias": "sal",
    "new-alias": "nal",
    "get-alias": "gal",
    "get-command": "gcm",
    "get-variable": "gv",
    "set-variable": "sv set",
    "new-variable": "nv",
    "get-clipboard": "gcb",
    "foreach-object": "% foreach",
    "where-object": "? where",
    "select-object": "select",
    "select-string": "sls",
    "sort-object": "sort",
    "tee-object": "tee",
    "write-output": "echo write",
    "set-location": "cd chdir sl",
    "push-location": "pushd",
    "new-psdrive": "ndr mount",
    "get-wmiobject": "gwmi",
    "get-ciminstance": "gcim",
    "invoke-wmimethod": "iwmi",
    "invoke-cimmethod": "icim",
    "remove-ciminstance": "rcim",
    "export-csv": "epcsv",
    "resolve-path": "rvpa",
  }).flatMap(([name, words]) => words.split(" ").map((word) => [word, name] as const)),
);

/** What changes what Windows starts or trusts, whatever it is given. */
export const KEEPING: ReadonlySet<string> = new Set(
  (
    "add-mppreference register-scheduledtask set-scheduledtask register-scheduledjob new-service new-localuser " +
    "set-wmiinstance register-wmievent register-cimindicationevent invoke-dscresource start-dscconfiguration publish-dscconfiguration set-dsclocalconfigurationmanager"
  ).split(" "),
);

export const DESTROYING: ReadonlySet<string> = new Set("format-volume clear-disk initialize-disk remove-partition".split(" "));

/** What hands on what comes in, some or all of it. */
export const PASSING: ReadonlySet<string> = new Set(
  (
    "out-string select-object sort-object where-object get-unique convertfrom-json convertto-json convertto-csv convertfrom-csv convertto-xml convertto-html select-string " +
    "format-list format-table format-hex format-wide group-object measure-object join-string convertfrom-stringdata convertfrom-securestring convertto-securestring select-xml write-output out-default"
  ).split(" "),
);

/** Commands of PowerShell whose names are worth hiding; others are what their names say. */
export const CMDLETS: ReadonlySet<string> = new Set([
  ...KEEPING,
  ...DESTROYING,
  ...(
    "invoke-expression invoke-restmethod invoke-webrequest start-process invoke-command invoke-item start-bitstransfer new-object import-module add-type " +
    "set-mppreference set-executionpolicy remove-item get-clipboard send-mailmessage set-itemproperty new-itemproperty invoke-wmimethod invoke-cimmethod clear-eventlog set-alias new-alias"
  ).split(" "),
]);
