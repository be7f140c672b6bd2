/** A place that no word has: the parameter has to be named. */
export const NAMED_ONLY = -1;

const words = (text: string): readonly string[] => text.split(/\s+/).filter((one) => one !== "");

/** Short names besides those of the commands that fetch, write and start (`windows/cmdlets.table.ts`); a program of the same name is judged, too. */
export const MORE_ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "clear-host": "cls clear",
    "clear-history": "clhy",
    "clear-item": "cli",
    "clear-itemproperty": "clp",
    "clear-variable": "clv",
    "compare-object": "compare diff",
    "convert-path": "cvpa",
    "copy-itemproperty": "cpp",
    "enter-pssession": "etsn",
    "exit-pssession": "exsn",
    "export-alias": "epal",
    "format-custom": "fc",
    "format-hex": "fhx",
    "format-list": "fl",
    "format-table": "ft",
    "format-wide": "fw",
    "get-history": "ghy h history",
    "get-job": "gjb",
    "get-location": "gl pwd",
    "get-member": "gm",
    "get-module": "gmo",
    "get-process": "gps ps",
    "get-psdrive": "gdr",
    "get-service": "gsv",
    "get-timezone": "gtz",
    "get-unique": "gu",
    "group-object": "group",
    "import-alias": "ipal",
    "import-csv": "ipcsv",
    "import-pssession": "ipsn",
    "invoke-history": "ihy r",
    "measure-object": "measure",
    "move-itemproperty": "mp",
    "new-module": "nmo",
    "new-pssession": "nsn",
    "out-gridview": "ogv",
    "out-host": "oh",
    "out-printer": "lp",
    "pop-location": "popd",
    "receive-job": "rcjb",
    "remove-job": "rjb",
    "remove-itemproperty": "rp",
    "remove-module": "rmo",
    "remove-psdrive": "rdr",
    "remove-pssession": "rsn",
    "remove-variable": "rv",
    "remove-wmiobject": "rwmi",
    "rename-itemproperty": "rnp",
    "set-timezone": "stz",
    "set-wmiinstance": "swmi",
    "show-command": "shcm",
    "start-service": "sasv",
    "start-sleep": "sleep",
    "stop-job": "spjb",
    "stop-process": "spps kill",
    "stop-service": "spsv",
    "wait-job": "wjb",
    "set-content": "sc",
    "get-help": "help man",
  }).flatMap(([name, short]) => words(short).map((word) => [word, name] as const)),
);

/** Verbs of commands of PowerShell (about_Approved_Verbs, and the few of its own that are none): with one of them a name is no program's. */
export const VERBS: ReadonlySet<string> = new Set(
  words(`add approve assert backup block build checkpoint clear close compare complete compress confirm connect convert convertfrom convertto copy debug deny deploy
    disable disconnect dismount edit enable enter exit expand export find foreach format get grant group hide import initialize install invoke join limit lock measure
    merge mount move new open optimize out ping pop protect publish push read receive redo register remove rename repair request reset resize resolve restart restore
    resume revoke save search select send set show skip sort split start step stop submit suspend switch sync tee test trace unblock undo uninstall unlock unprotect
    unpublish unregister update use wait watch where write`),
);

/** Commands that make, change or show values, and reach nothing but the session. */
export const PURE: ReadonlySet<string> = new Set(
  words(`add-member clear-host compare-object convert-path convertfrom-csv convertfrom-json convertfrom-markdown convertfrom-securestring convertfrom-stringdata
    convertto-csv convertto-html convertto-json convertto-securestring convertto-xml foreach-object format-custom format-hex format-list format-table format-wide
    get-command get-culture get-date get-error get-event get-eventsubscriber get-executionpolicy get-help get-host get-job get-location get-member get-module
    get-psbreakpoint get-pscallstack get-psdrive get-psprovider get-random get-securerandom get-runspace get-timezone get-typedata get-uiculture get-unique
    get-uptime get-variable get-verb group-object join-path join-string measure-command measure-object new-guid new-object new-timespan new-event out-default
    out-host out-null out-string out-gridview pop-location read-host receive-job remove-event remove-job remove-variable resolve-path select-object select-xml
    set-strictmode show-markdown sort-object split-path start-sleep stop-job tee-object test-json test-path wait-debugger wait-event wait-job where-object
    write-debug write-error write-host write-information write-output write-progress write-verbose write-warning unregister-event export-modulemember
    get-process get-service get-computerinfo get-hotfix get-wmiobject get-ciminstance get-cimclass get-counter get-eventlog get-winevent get-netipaddress
    get-netadapter get-nettcpconnection get-netroute get-netipconfiguration get-dnsclientserveraddress get-volume get-disk get-partition get-physicaldisk
    get-psdrive get-printer get-pnpdevice get-appxpackage get-scheduledtask get-localuser get-localgroup get-localgroupmember get-netfirewallrule
    get-netfirewallprofile get-mpcomputerstatus get-package get-installedmodule get-psrepository get-windowsoptionalfeature get-smbshare get-bitlockervolume
    get-formatdata get-alias get-history get-tracesource invoke-command start-job start-threadjob trace-command set-psdebug debug-job register-argumentcompleter
    register-engineevent register-objectevent new-variable set-variable clear-variable update-list set-alias new-alias set-location push-location
    get-filehash get-acl get-authenticodesignature`),
);

/** Parameters and places of the words that are paths, and what is done with them; `earlier`: parameters that take the words before where they are not named. */
type Spec = readonly [mode: "read" | "write", names: string, position: number, earlier?: string];
export const PATHS: Readonly<Record<string, readonly Spec[]>> = {
  "add-content": [["write", "path literalpath", 0]],
  "clear-content": [["write", "path literalpath", 0]],
  "clear-item": [["write", "path literalpath", 0]],
  "clear-itemproperty": [["write", "path literalpath", 0]],
  "compress-archive": [
    ["read", "path literalpath", 0],
    ["write", "destinationpath", 1, "path literalpath"],
  ],
  "copy-item": [
    ["read", "path literalpath", 0],
    ["write", "destination", 1, "path literalpath"],
  ],
  "copy-itemproperty": [["write", "destination", 1, "path literalpath"]],
  "expand-archive": [
    ["read", "path literalpath", 0],
    ["write", "destinationpath", 1, "path literalpath"],
  ],
  "export-clixml": [["write", "path literalpath", 0]],
  "export-csv": [["write", "path literalpath", 0]],
  "get-acl": [["read", "path literalpath", 0]],
  "get-authenticodesignature": [["read", "filepath literalpath", 0]],
  "get-childitem": [["read", "path literalpath", 0]],
  "get-content": [["read", "path literalpath", 0]],
  "get-filehash": [["read", "path literalpath", 0]],
  "get-item": [["read", "path literalpath", 0]],
  "get-itemproperty": [["read", "path literalpath", 0]],
  "get-itempropertyvalue": [["read", "path literalpath", 0]],
  "import-clixml": [["read", "path literalpath", 0]],
  "import-csv": [["read", "path literalpath", 0]],
  "import-localizeddata": [["read", "basedirectory", NAMED_ONLY]],
  "import-powershelldatafile": [["read", "path literalpath", 0]],
  "invoke-restmethod": [
    ["read", "infile", NAMED_ONLY],
    ["write", "outfile", NAMED_ONLY],
  ],
  "invoke-webrequest": [
    ["read", "infile", NAMED_ONLY],
    ["write", "outfile", NAMED_ONLY],
  ],
  "move-item": [
    ["write", "path literalpath", 0],
    ["write", "destination", 1, "path literalpath"],
  ],
  "move-itemproperty": [["write", "destination", 1, "path literalpath"]],
  "new-item": [["write", "path", 0]],
  "new-itemproperty": [["write", "path literalpath", 0]],
  "new-temporaryfile": [],
  "out-file": [["write", "filepath literalpath path", 0]],
  "remove-item": [["write", "path literalpath", 0]],
  "remove-itemproperty": [["write", "path literalpath", 0]],
  "rename-item": [["write", "path literalpath", 0]],
  "rename-itemproperty": [["write", "path literalpath", 0]],
  "select-string": [["read", "path literalpath", 1, "pattern"]],
  "select-xml": [["read", "path literalpath", 1, "xpath"]],
  "set-acl": [["write", "path literalpath", 0]],
  "set-content": [["write", "path literalpath", 0]],
  "set-item": [["write", "path literalpath", 0]],
  "set-itemproperty": [["write", "path literalpath", 0]],
  "start-transcript": [["write", "path literalpath outputdirectory", 0]],
  "stop-transcript": [],
  "tee-object": [["write", "filepath literalpath path", 0]],
  "unblock-file": [["write", "path literalpath", 0]],
};

/** Parameters and places of the words that name whom a command talks to. */
export const HOSTS: Readonly<Record<string, readonly [names: string, position: number, earlier?: string]>> = {
  "invoke-webrequest": ["uri", 0],
  "invoke-restmethod": ["uri", 0],
  "start-bitstransfer": ["source", 0],
  "test-connection": ["targetname computername", 0],
  "test-netconnection": ["computername", 0],
  "resolve-dnsname": ["name", 0],
  "send-mailmessage": ["smtpserver", 3, "to,subject,body"],
  "invoke-command": ["computername cn hostname connectionuri", 0],
  "enter-pssession": ["computername cn hostname connectionuri", 0],
  "new-pssession": ["computername cn hostname connectionuri", 0],
  "connect-pssession": ["computername connectionuri", 0],
  "new-cimsession": ["computername", 0],
};

/** Commands that make code of data, or run what this scan does not read: no grant covers them. */
export const REFUSED: ReadonlyMap<string, "dynamic-code" | "process-creation" | "native-code"> = new Map([
  ...words(
    "invoke-expression invoke-history import-alias export-alias import-pssession export-pssession update-typedata update-formatdata new-psbreakpoint set-psbreakpoint show-command new-module use-transaction",
  ).map((one) => [one, "dynamic-code"] as const),
  ...words("invoke-item invoke-wmimethod invoke-cimmethod invoke-wsmanaction start-workflow new-ciminstance set-ciminstance").map(
    (one) => [one, "process-creation"] as const,
  ),
  ...words("add-pssnapin new-psrolecapabilityfile register-pssessionconfiguration set-pssessionconfiguration").map((one) => [one, "native-code"] as const),
]);

/** Parameters that never take the next word, besides those that every reader of this language knows. */
export const SWITCHES: ReadonlySet<string> = new Set(
  words(`recurse force usebasicparsing raw passthru wait nonewline noprofile append asplaintext assecurestring asbytestream asjob verbose debug whatif confirm unique
    leaf parent leafbase extension qualifier noqualifier isabsolute resolve directory file hidden system readonly simplematch notmatch allmatches list autosize compress
    noclobber skipcertificatecheck skiphttperrorcheck notypeinformation includetypeinformation descending ascending asarray ashashtable noenumerate sum average
    maximum minimum line word character ignorewhitespace hidetableheaders wrap casesensitive culture utc asutc universal quiet delay count allstats shownewlines
    useculture nounit disablekeepalive resume followrellink preserveauthorizationonredirect allowunencryptedauthentication stable stream
    syncwindow includeequal excludedifferent exactmatch useabbreviation listavailable all syntax full detailed examples online oldest nonotify
    not exists isvalid literal asstring allowempty useserialized shownull ignorecase noheader nologo hideconsole includechain notruncate
    enumsasstrings usetransaction autoremovejob waitjob includeusername fileversioninfo nullterminated`),
);
