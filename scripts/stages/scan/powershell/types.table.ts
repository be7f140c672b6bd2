const words = (text: string): readonly string[] => text.split(/\s+/).filter((one) => one !== "");

/** Classes of .NET, without `System.`, that make and change values and reach nothing: all that they have may be used. */
export const PLAIN_TYPES: ReadonlySet<string> = new Set(
  words(`string int int16 int32 int64 long short uint16 uint32 uint64 uint ushort ulong sbyte byte single float double decimal bool boolean char datetime datetimeoffset timespan
    dayofweek datetimekind timezoneinfo math mathf guid version semver bigint numerics.biginteger regex text.regularexpressions.regex text.regularexpressions.regexoptions
    text.regularexpressions.match text.regularexpressions.matchcollection text.regularexpressions.group text.regularexpressions.matchevaluator convert bitconverter uri uribuilder urikind
    stringcomparison stringsplitoptions stringcomparer text.encoding text.utf8encoding text.asciiencoding text.unicodeencoding text.utf32encoding text.stringbuilder text.normalizationform
    io.path io.filemode io.fileaccess io.fileshare io.fileattributes io.searchoption io.seekorigin io.memorystream io.stringreader io.stringwriter io.compression.compressionlevel io.compression.compressionmode
    collections.arraylist collections.hashtable collections.queue collections.stack collections.sortedlist collections.idictionary collections.ilist collections.ienumerable
    collections.icollection collections.dictionaryentry collections.bitarray collections.specialized.ordereddictionary collections.specialized.namevaluecollection
    collections.generic.list collections.generic.dictionary collections.generic.hashset collections.generic.queue collections.generic.stack collections.generic.sortedset
    collections.generic.sorteddictionary collections.generic.sortedlist collections.generic.keyvaluepair collections.generic.linkedlist collections.generic.ienumerable collections.generic.ilist
    collections.generic.idictionary collections.generic.comparer collections.concurrent.concurrentdictionary collections.concurrent.concurrentbag collections.concurrent.concurrentqueue
    array hashtable pscustomobject psobject psnoteproperty  psprimitivedictionary management.automation.psobject management.automation.pscustomobject management.automation.psnoteproperty ordered switch
    switchparameter management.automation.switchparameter void nullable object valuetype enum tuple xml xml.xmldocument xml.xmlelement xml.xmlnode
    xml.xmlattribute xml.xmlnamespacemanager xml.linq.xelement xml.linq.xname ipaddress net.ipaddress cultureinfo globalization.cultureinfo globalization.numberstyles globalization.datetimestyles
    globalization.numberformatinfo globalization.textinfo globalization.calendar web.httputility net.webutility net.mail.mailaddress mailaddress security.cryptography.sha256 security.cryptography.sha1 security.cryptography.sha384
    security.cryptography.sha512 security.cryptography.md5 security.cryptography.hashalgorithm security.cryptography.hmacsha256 security.cryptography.hmacsha1 security.cryptography.hmacsha512 security.cryptography.randomnumbergenerator
    security.cryptography.sha256managed security.cryptography.md5cryptoserviceprovider security.cryptography.sha1managed security.securestring securestring pscredential management.automation.pscredential
    diagnostics.stopwatch consolecolor consolekey consolekeyinfo console random gc threading.thread threading.monitor threading.mutex threading.cancellationtokensource
    runtime.interopservices.runtimeinformation runtime.interopservices.osplatform runtime.interopservices.architecture environment+specialfolder environmentvariabletarget operatingsystem
    exception argumentexception argumentnullexception argumentoutofrangeexception invalidoperationexception notsupportedexception notimplementedexception io.ioexception io.filenotfoundexception
    io.directorynotfoundexception unauthorizedaccessexception timeoutexception formatexception overflowexception outofmemoryexception applicationexception systemexception dividebyzeroexception aggregateexception operationcanceledexception
    net.webexception net.http.httprequestexception net.webheadercollection net.networkcredential net.cookie net.cookiecontainer net.httpstatuscode net.securityprotocoltype microsoft.powershell.commands.webrequestmethod
    microsoft.powershell.commands.httpresponseexception net.mime.mediatypenames microsoft.powershell.commands.webrequestsession management.automation.errorrecord management.automation.errorcategory management.automation.runtimeexception
    management.automation.itemnotfoundexception management.automation.commandnotfoundexception management.automation.parameterbindingexception management.automation.actionpreference actionpreference
    management.automation.psargumentexception management.automation.methodinvocationexception management.automation.host.choicedescription management.automation.host.size management.automation.host.coordinates management.automation.host.rectangle
    management.automation.validationmetadataexception management.automation.language.codegeneration management.automation.wildcardpattern wildcardpattern management.automation.confirmimpact management.automation.informationrecord
    management.automation.completionresult management.automation.completionresulttype management.automation.pathinfo  management.automation.warningrecord
    drawing.color drawing.size drawing.point drawing.rectangle drawing.font drawing.fontstyle drawing.solidbrush drawing.pen drawing.brushes drawing.imaging.imageformat drawing.imaging.pixelformat
    security.principal.windowsidentity security.principal.windowsprincipal security.principal.windowsbuiltinrole security.principal.securityidentifier security.principal.ntaccount security.principal.windowsbuiltinrole
    security.accesscontrol.filesystemaccessrule security.accesscontrol.filesystemrights security.accesscontrol.filesecurity security.accesscontrol.directorysecurity security.accesscontrol.accesscontroltype
    serviceprocess.servicecontrollerstatus func action predicate comparison linq.enumerable threading.tasks.task data.datatable data.datarow data.datacolumn dbnull ref text.json.jsonserializer text.json.jsondocument
    net.networkinformation.networkinterface net.networkinformation.ipstatus net.dnsendpoint intptr uintptr index range half char[] consolemodifiers base64formattingoptions midpointrounding typecode dayofweek
    microsoft.powershell.commands.matchinfo microsoft.powershell.commands.filehashinfo io.filesysteminfo io.fileinfo io.directoryinfo io.driveinfo diagnostics.processwindowstyle diagnostics.fileversioninfo
    timezone buffer stringinfo globalization.stringinfo text.rune cimsession ciminstance microsoft.management.infrastructure.ciminstance`),
);

/** Classes for files: what their members are given is a path, and whether it is changed. */
export const FILE_TYPES: ReadonlyMap<string, "read" | "write" | "both"> = new Map([
  ["io.file", "both"],
  ["io.directory", "both"],
  ["io.streamreader", "read"],
  ["io.streamwriter", "write"],
  ["io.filestream", "both"],
  ["io.filesystemwatcher", "read"],
  ["io.compression.zipfile", "both"],
  ["io.compression.ziparchive", "both"],
  ["io.compression.zipfileextensions", "both"],
  ["io.compression.gzipstream", "both"],
  ["io.compression.deflatestream", "both"],
  ["drawing.image", "both"],
  ["drawing.bitmap", "both"],
  ["drawing.graphics", "read"],
  ["xml.xmlwriter", "write"],
  ["xml.xmlreader", "read"],
  ["xml.linq.xdocument", "both"],
  ["xml.xmltextwriter", "write"],
]);
export const READING = /^(?:read\w*|open(?:read|text)|exists|get\w*|enumerate\w*|fromfile|load|parse|new|copy)$/;

/** Classes that talk to others. */
export const NETWORK_TYPES: ReadonlySet<string> = new Set(
  words(
    "net.webclient net.http.httpclient net.http.httpclienthandler net.http.stringcontent net.http.multipartformdatacontent net.http.formurlencodedcontent net.http.bytearraycontent net.http.streamcontent net.http.httprequestmessage net.http.httpmethod net.http.headers.mediatypewithqualityheadervalue net.http.headers.authenticationheadervalue net.http.headers.mediatypeheadervalue net.webrequest net.httpwebrequest net.ftpwebrequest net.dns net.networkinformation.ping net.mail.smtpclient net.mail.mailmessage net.mail.attachment",
  ),
);

/** Classes that no grant covers, by the rule that says why. */
export const REFUSED_TYPES: readonly (readonly [RegExp, "dynamic-code" | "process-creation" | "raw-socket" | "listening-server" | "native-code"])[] = [
  [/^(?:management\.automation\.)?scriptblock$|^(?:management\.automation\.)?powershell$|automation\.runspaces|codedom|^microsoft\.csharp/, "dynamic-code"],
  [/^diagnostics\.process(?:startinfo)?$|^wmiclass$|^wmi(?:searcher)?$|management\.management/, "process-creation"],
  [/^net\.sockets\.(?:tcp|udp)?listener|^net\.httplistener/, "listening-server"],
  [/^net\.sockets\.|^net\.websockets|^net\.security\.sslstream/, "raw-socket"],
];

/** Members of other classes that may be used as they stand. */
export const MEMBERS: Readonly<Record<string, ReadonlySet<string>>> = {
  environment: new Set(
    words(`newline machinename username userdomainname osversion processorcount is64bitoperatingsystem is64bitprocess currentdirectory version tickcount tickcount64 systemdirectory
      getfolderpath getlogicaldrives userinteractive processid commandline exit exitcode getcommandlineargs hasshutdownstarted systempagesize workingset`),
  ),
  "net.servicepointmanager": new Set(words("securityprotocol defaultconnectionlimit expect100continue")),
  appdomain: new Set(words("basedirectory friendlyname")),
  "diagnostics.process": new Set(words("getcurrentprocess getprocesses getprocessbyid getprocessesbyname")),
  activator: new Set(),
};

/** Methods of objects that neither run anything nor reach further than what was given to make the object. */
export const METHODS: ReadonlySet<string> = new Set(
  words(`add addrange addfirst addlast addhours adddays addminutes addseconds addmilliseconds addmonths addyears addticks append appendformat appendline appendchild asenumerable average binarysearch clear clone close
    combine compare compareto concat contains containskey containsvalue convert copy copyto count createattribute createcdatasection createcomment createdocumentfragment createelement createnode createtextnode
    dequeue distinct dispose divide endswith enqueue ensurecapacity equals escapedatastring except exists fill find findall findindex first flush format foreach getattribute getawaiter getbytes getchars
    getdirectories getelementsbytagname getenumerator getfiles getfilesysteminfos gethashcode getlength getlowerbound getnames getrange getresult getstring gettype getupperbound getvalue getvalueordefault
    gethostname getnetworkcredential getlastwritetime hasflag hasattribute importnode indexof indexofany insert insertafter insertbefore insertrange intersect intersectwith exceptwith unionwith isassignablefrom isdaylightsavingtime isinrole
    ismatch isnullorempty isnullorwhitespace issubsetof issupersetof join keys last lastindexof loadxml makereadonly match matches max min multiply nextdouble next nextbytes normalize overlaps padleft padright
    parse parseexact peek pop push read readbyte readline readtoend readchar readtoendasync refresh remove removeall removeat removeattribute removechild removerange replace replacechild reset restart reverse round
    select selectnodes selectsinglenode sequenceequal setattribute setequals single skip sort split startnew startswith stop subtract substring sum take toarray tobase64string tobytearray tochararray todatetime
    todouble toint32 toint64 tolist tolocaltime tolongdatestring tolongtimestring tolower tolowerinvariant tostring totitlecase toshortdatestring toshorttimestring tofiletime tofiletimeutc tooadate touniversaltime toupper toupperinvariant
    trim trimend trimstart trimtosize tryadd trygetvalue tryparse tryparseexact trydequeue trypeek trypop union unescapedatastring values wait waitforexit waitone where write writeline writebyte writeasync writelineasync zip computehash
    transformblock transformfinalblock release writeobject writeverbose writewarning writedebug writeerror writeinformation writeprogress shouldprocess
    shouldcontinue throwterminatingerror promptforchoice prompt readkey readlineassecurestring setcursorposition getoffset getdatetimeformats
    isleapyear daysinmonth getfilenamewithoutextension changeextension getinvalidfilenamechars getcurrent isinrole getaccessrules setaccessruleprotection addaccessrule setaccessrule removeaccessrule setowner translate
    getnamespaceofprefix addnamespace lookupnamespace writestartelement writeendelement writestartdocument writeenddocument writeelementstring writeattributestring writestring writecdata writeraw
    getrawtext enumeratearray enumerateobject  try getint32 getdouble getboolean deserialize serialize seek setlength readbytes readtoendasync drawstring fillrectangle drawrectangle drawline drawimage fillellipse
    drawellipse measurestring setpixel getpixel rotateflip getthumbnailimage scaletransform translatetransform rotatetransform setresolution newrow acceptchanges
    getresponsestream getresponse ensuresuccessstatuscode readasstringasync readasbytearrayasync readasstreamasync configureawait cancel getcommandname endconnect waitall waitany dispose`),
);

/** Methods that change files: the object they belong to says which, and nobody follows that. */
export const WRITING_METHODS: ReadonlySet<string> = new Set(
  words(
    "delete moveto createsubdirectory createtext appendtext save extracttofile extracttodirectory createentryfromfile createentry encrypt decrypt setaccesscontrol openwrite open setlastwritetime",
  ),
);
/** Methods that ask or tell an address. */
export const NETWORK_METHODS =
  /^(?:download|upload)(?:string|data|file|values)(?:async|taskasync)?$|^get(?:string|bytearray|stream)?async$|^(?:post|put|patch|delete|send|sendping|sendmail)(?:async)?$|^sendpingasync$|^load$|^gethost(?:addresses|entry|byname)(?:async)?$|^getrequeststream$|^(?:begin)?connect(?:async)?$/;

/** Methods by which a class of the skill's own could be a cover for those of others. */
export const TELLING_METHODS: ReadonlySet<string> = new Set(
  words(`invoke invokereturnasis invokewithcontext invokemember invokescript invokeasync begininvoke start create execute exec run open shellexecute load loadfile loadfrom eval evaluate addscript addcommand
    expandstring getmethod getfield createinstance call callback dynamicinvoke createdelegate compile getdelegateforfunctionpointer newscriptblock set setvariable define`),
);

/** Assemblies of .NET whose loading brings classes that are judged by their names. */
export const ASSEMBLIES: ReadonlySet<string> = new Set(
  words(`system.web system.net.http system.io.compression system.io.compression.filesystem system.windows.forms system.drawing presentationframework presentationcore windowsbase system.security
    system.core system.xml system.xml.linq system.data system.runtime system.collections system.numerics system.speech system.servicemodel system.configuration system.text.json system.drawing.common`),
);

/** Attributes of parameters and functions that only say how they are bound. */
export const ATTRIBUTES: ReadonlySet<string> = new Set(
  words(`parameter cmdletbinding alias validateset validaterange validatelength validatepattern validatecount validatenotnull validatenotnullorempty validatenotnullorwhitespace validatescript allownull
    allowemptystring allowemptycollection outputtype supportswildcards argumentcompleter argumentcompletions psdefaultvalue credential validatedrive validateuserdrive diagnostics.codeanalysis.suppressmessage
    system.diagnostics.codeanalysis.suppressmessage suppressmessage flags dscresource dscproperty experimental system.management.automation.credential management.automation.credential management.automation.pscredential system.management.automation.cmdletbinding`),
);
