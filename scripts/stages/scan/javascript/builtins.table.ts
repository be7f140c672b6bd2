import type { RuleId } from "../rules.table.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

type Listed = Readonly<{ known: ReadonlySet<string>; rule: RuleId; why: string }>;

/**
 * Built-ins with powerful members: what is known of each (Node 24, Deno 2, Bun 1). A member that is not on the list may
 * be anything a later version adds, so it counts as the worst one of its kind.
 */
export const LISTED: ReadonlyMap<string, Listed> = new Map<string, Listed>([
  [
    "process",
    {
      rule: "process-escape",
      why: "no known member of process",
      known: words(
        "version versions arch platform release domain exitCode exit config uptime getActiveResourcesInfo cpuUsage threadCpuUsage resourceUsage memoryUsage constrainedMemory availableMemory ref unref finalization hrtime openStdin getuid geteuid getgid getegid getgroups allowedNodeEnvironmentFlags features hasUncaughtExceptionCaptureCallback emitWarning nextTick sourceMapsEnabled setSourceMapsEnabled stdout stdin stderr umask chdir cwd env title argv execArgv pid ppid execPath argv0 setMaxListeners getMaxListeners emit addListener on prependListener once prependOnceListener removeListener off removeAllListeners listeners rawListeners listenerCount eventNames send connected disconnect channel noDeprecation throwDeprecation traceDeprecation browser type pkg resourcesPath defaultApp isBun revision default toString hasOwnProperty valueOf global globalThis",
      ),
    },
  ],
  [
    "module:module",
    {
      rule: "computed-module",
      why: "changes how modules are loaded",
      known: words(
        "createRequire isBuiltin builtinModules findPackageJSON findSourceMap SourceMap getSourceMapsSupport stripTypeScriptTypes constants default",
      ),
    },
  ],
  [
    "module:v8",
    {
      rule: "process-escape",
      why: "reaches the inside of the engine",
      known: words(
        "cachedDataVersionTag getHeapStatistics getHeapSpaceStatistics getHeapCodeStatistics getCppHeapStatistics serialize Serializer DefaultSerializer GCProfiler isStringOneByteRepresentation default",
      ),
    },
  ],
  [
    "module:test",
    {
      rule: "process-creation",
      why: "runs files as programs or replaces modules",
      known: words(
        "expectFailure skip todo only after afterEach before beforeEach describe getTestContext it suite test mock snapshot assert default reporters",
      ),
    },
  ],
  [
    "module:test.mock",
    { rule: "computed-module", why: "replaces modules", known: words("fn method getter setter property timers reset restoreAll call apply bind") },
  ],
  ...["http", "https", "http2"].map((name): readonly [string, Listed] => [
    `module:${name}`,
    {
      rule: "listening-server",
      why: "no known client of this module",
      known: words(
        "METHODS STATUS_CODES Agent ClientRequest IncomingMessage OutgoingMessage ServerResponse validateHeaderName validateHeaderValue get request setMaxIdleHTTPParsers setGlobalProxyFromEnv maxHeaderSize globalAgent WebSocket CloseEvent MessageEvent connect constants getDefaultSettings getPackedSettings getUnpackedSettings sensitiveHeaders Http2ServerRequest Http2ServerResponse default",
      ),
    },
  ]),
  [
    "Deno",
    {
      rule: "process-escape",
      why: "no known member of Deno",
      known: words(
        "args exit exitCode version build mainModule env cwd chdir inspect stdout stdin stderr noColor errors test bench pid ppid osRelease osUptime hostname loadavg memoryUsage systemMemoryInfo networkInterfaces uid gid addSignalListener removeSignalListener isatty consoleSize execPath refTimer unrefTimer readFile readFileSync readTextFile readTextFileSync readDir readDirSync readLink readLinkSync writeFile writeFileSync writeTextFile writeTextFileSync create createSync mkdir mkdirSync makeTempDir makeTempDirSync makeTempFile makeTempFileSync remove removeSync rename renameSync copyFile copyFileSync link linkSync symlink symlinkSync truncate truncateSync chmod chmodSync chown chownSync utime utimeSync umask open openSync stat statSync lstat lstatSync realPath realPathSync watchFs FsFile SeekMode FileInfo DirEntry createHttpClient HttpClient UnsafeWindowSurface",
      ),
    },
  ],
  [
    "module:bun:test",
    {
      rule: "process-escape",
      why: "no known part of a test",
      known: words("describe it test expect expectTypeOf beforeAll beforeEach afterAll afterEach setSystemTime"),
    },
  ],
  [
    "Bun",
    {
      rule: "process-escape",
      why: "no known member of Bun",
      known: words(
        "args argv env main version revision cwd inspect stdout stdin stderr file write sleep sleepSync nanoseconds hash password escapeHTML deepEquals deepMatch semver TOML YAML color stringWidth stripANSI peek randomUUIDv7 Glob gzipSync gunzipSync deflateSync inflateSync zstdCompressSync zstdDecompressSync readableStreamToText readableStreamToJSON readableStreamToBytes readableStreamToArray readableStreamToArrayBuffer readableStreamToBlob concatArrayBuffers fileURLToPath pathToFileURL fetch isMainThread indexOfLine which resolve resolveSync CryptoHasher SHA1 SHA256 SHA512 MD5 Cookie CookieMap",
      ),
    },
  ],
]);

/** Modules of a runtime that has no machine under it: classes of a service, its bindings, its tests. On this machine nothing loads them. */
export const OF_A_WORKER = /^cloudflare:(?:workers|workflows|email|test|pipelines)$/;

/** Schemes of modules that come with a runtime: one that no list here knows is not free. */
export const RUNTIME_SCHEME = /^(?:node|bun|deno|ext|internal|cloudflare|workerd|electron|sass|vscode):|^(?:internal\/|_(?:http|tls|stream)_)/;
