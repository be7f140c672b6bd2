import type { RuleId } from "../rules.table.ts";

/** Names under which hosts offer the global object. */
export const GLOBAL_NAMES: ReadonlySet<string> = new Set(["globalThis", "window", "self", "global", "frames", "top", "parent", "opener"]);

/** Globals that are known to the analysis. Everything else on the global object is unknown and harmless by name. */
export const KNOWN_GLOBALS: ReadonlySet<string> = new Set([
  ..."eval Function AsyncFunction ShadowRealm Compartment WebAssembly Worker SharedWorker ServiceWorker importScripts execScript ActiveXObject WScript".split(
    " ",
  ),
  ..."setTimeout setInterval setImmediate requestAnimationFrame queueMicrotask".split(" "),
  ..."process require module exports __non_webpack_require__ __dirname __filename Deno Bun Buffer".split(" "),
  ..."fetch XMLHttpRequest WebSocket EventSource WebTransport RTCPeerConnection Image navigator document location open caches".split(" "),
  ..."Object Array String Number Boolean Symbol BigInt Date RegExp Error TypeError RangeError SyntaxError Map Set WeakMap WeakSet WeakRef Promise Proxy Reflect JSON Math Intl Atomics".split(
    " ",
  ),
  ..."atob btoa decodeURIComponent decodeURI unescape escape encodeURIComponent parseInt parseFloat isNaN isFinite structuredClone URL URLSearchParams TextDecoder TextEncoder console crypto".split(
    " ",
  ),
  ..."ArrayBuffer DataView Uint8Array Uint16Array Uint32Array Int8Array Float32Array Float64Array Iterator FinalizationRegistry AbortController Event EventTarget Blob File FormData Headers Request Response".split(
    " ",
  ),
]);

/** Things that are objects, not functions: their `constructor` is Object, whose own is Function. */
export const PLAIN_THINGS: ReadonlySet<string> = new Set([
  "JSON",
  "Math",
  "Reflect",
  "Intl",
  "Atomics",
  "console",
  "process",
  "process.env",
  "module",
  "exports",
  "navigator",
  "document",
  "location",
  "crypto",
  "Deno",
  "Bun",
  "WebAssembly",
]);

type Refused = Readonly<{ rule: RuleId; why: string }>;
const refuse = (rule: RuleId, why: string, names: string): readonly (readonly [string, Refused])[] =>
  names.split(" ").map((name) => [name, { rule, why }] as const);

/** Things that no grant allows: a reference is enough, because what is referenced can be called out of sight. Longest prefix wins. */
export const REFUSED_THINGS: ReadonlyMap<string, Refused> = new Map<string, Refused>([
  ...refuse("dynamic-code", "runs text as code", "eval Function execScript ShadowRealm Compartment Deno.eval"),
  ...refuse(
    "worker-code",
    "runs code elsewhere",
    "Worker SharedWorker ServiceWorker navigator.serviceWorker module:worker_threads module:vm module:inspector module:inspector/promises module:repl module:trace_events module:v8.setFlagsFromString module:v8.deserialize module:v8.Deserializer module:v8.DefaultDeserializer module:v8.startupSnapshot Bun.Worker Deno.bench module:vm2 module:isolated-vm",
  ),
  ...refuse(
    "dynamic-code",
    "runs text as code",
    "module:safe-eval module:notevil module:static-eval module:require-from-string module:node-eval module:eval module:vm-browserify module:jiti module:esm module:ts-node module:tsx module:@swc-node/register module:esbuild-register module:@esbuild-kit/cjs-loader module:@babel/register module:sval module:eval5 module:interpretjs module:node-serialize module:serialize-to-js",
  ),
  ...refuse("wasm-code", "compiled code", "WebAssembly module:wasi"),
  ...refuse(
    "process-creation",
    "starts programs",
    "module:child_process module:cluster module:execa module:shelljs module:cross-spawn module:zx module:node-pty module:npm-run module:spawn-sync module:foreground-child module:tinyexec module:nano-spawn module:sudo-prompt module:simple-git module:open module:opn module:node-cmd module:exec-sh module:spawndamnit module:npm-run-all module:shx module:dax-sh module:@lydell/node-pty module:child-process-promise module:child-process-ext module:pm2 module:nodemon module:concurrently Deno.Command Deno.run Deno.spawn Deno.spawnSync Deno.spawnChild Bun.spawn Bun.spawnSync Bun.$ ActiveXObject WScript",
  ),
  ...refuse(
    "native-code",
    "native code",
    "process.dlopen module:ffi-napi module:ref-napi module:koffi module:node-gyp-build module:bindings module:ffi module:node-ffi module:edge-js module:nbind module:bun:ffi module:ffi-rs Deno.dlopen Deno.UnsafePointer Deno.UnsafeFnPointer Deno.UnsafeCallback Bun.FFI Bun.dlopen Bun.cc module:sqlite module:better-sqlite3 module:bun:sqlite module:crypto.setEngine module:sea",
  ),
  ...refuse(
    "process-escape",
    "the inside of the process",
    "process.binding process._linkedBinding process._kill process.kill process.reallyExit process.abort process.mainModule process._debugProcess process._debugEnd process._startProfilerIdleNotifier process.constructor process.__proto__ process._rawDebug process._tickCallback process._getActiveHandles process._getActiveRequests process.setuid process.setgid process.seteuid process.setegid process.setgroups process.initgroups process.execve process.setUncaughtExceptionCaptureCallback process.moduleLoadList process.permission process.report process.debugPort process.getBuiltinModule process._preload_modules process._events process.loadEnvFile Deno.core Deno.internal Deno.kill Deno.permissions Bun.unsafe Bun.plugin",
  ),
  ...refuse(
    "computed-module",
    "changes how modules are loaded",
    "module:require-hacker module:module-alias module:pirates module:proxyquire module:import-fresh require.cache require.extensions require.main module.constructor module.arguments module.children module.parent module._load module._compile module.paths module.__proto__ module.prototype __non_webpack_require__ importScripts process.mainModule.require module:test.mock.module",
  ),
  ...refuse(
    "raw-socket",
    "raw connections",
    "module:net module:tls module:dgram module:dns module:dns/promises module:quic module:ssh2 module:node-ssh module:raw-socket module:socks module:native-dns module:dns2 module:dns-packet RTCPeerConnection Deno.connect Deno.connectTls Deno.startTls Deno.resolveDns Bun.connect Bun.udpSocket Bun.dns module:bun:dns module:cloudflare:sockets",
  ),
  ...refuse(
    "listening-server",
    "listens",
    "module:http.createServer module:https.createServer module:http2.createServer module:http2.createSecureServer module:http.Server module:https.Server module:http-proxy module:express module:fastify module:koa module:localtunnel module:ngrok module:ws.Server module:ws.WebSocketServer module:socket.io module:hono/node-server Deno.serve Deno.listen Deno.listenTls Deno.listenDatagram Deno.serveHttp Bun.serve Bun.listen",
  ),
  ...refuse(
    "template-engine",
    "compiles templates",
    "module:ejs module:pug module:jade module:nunjucks module:dot module:doT module:lodash.template module:underscore.template module:lodash/template module:eta module:swig module:handlebars.compile module:art-template module:squirrelly module:twig module:velocityjs module:lodash.template",
  ),
  ...refuse("stack-introspection", "the call stack", "Error.prepareStackTrace"),
]);

/** Node's own modules, without `node:`, that reach nothing by themselves. */
export const HARMLESS_MODULES: ReadonlySet<string> = new Set(
  "path path/posix path/win32 url util util/types crypto events stream stream/promises stream/web stream/consumers string_decoder querystring buffer assert assert/strict os zlib readline readline/promises timers timers/promises perf_hooks async_hooks diagnostics_channel punycode tty test test/reporters constants sys process module console domain v8 bun".split(
    " ",
  ),
);

/** Packages and modules that speak HTTP: the host is in the arguments. */
export const NETWORK_MODULES: ReadonlySet<string> = new Set(
  "http https http2 axios got node-fetch undici ky superagent request needle phin bent wretch cross-fetch isomorphic-fetch whatwg-fetch follow-redirects ws faye-websocket websocket eventsource node-fetch-native ofetch typed-rest-client urllib make-fetch-happen minipass-fetch nodemailer ftp basic-ftp mqtt imap imapflow puppeteer puppeteer-core playwright playwright-core @octokit/rest @slack/web-api openai @anthropic-ai/sdk aws-sdk @aws-sdk/client-s3 redis ioredis pg mysql mysql2 mongodb mongoose discord.js telegraf node-telegram-bot-api twilio octokit @octokit/core @octokit/request @octokit/graphql @octokit/plugin-rest-endpoint-methods @slack/bolt @slack/webhook @sendgrid/mail resend postmark mailgun.js emailjs @google-cloud/storage @google-cloud/firestore firebase-admin @azure/storage-blob @supabase/supabase-js @notionhq/client airtable dropbox box-node-sdk minio webdav ssh2-sftp-client node-ssh scp2 socket.io-client @sentry/node @sentry/browser posthog-node mixpanel @segment/analytics-node grammy discord-webhook-node eris matrix-js-sdk graphql-request @aws-sdk/lib-storage @aws-sdk/client-dynamodb @aws-sdk/client-sqs @aws-sdk/client-sns @aws-sdk/client-ses @aws-sdk/client-lambda @elastic/elasticsearch kafkajs amqplib nats pusher @influxdata/influxdb-client @gitbeaker/rest jira.js".split(
    " ",
  ),
);

/** Packages that read and write files. */
export const FILE_MODULES: ReadonlySet<string> = new Set(
  "fs fs/promises fs-extra graceful-fs memfs-or-fs rimraf del glob fast-glob globby mkdirp make-dir write-file-atomic tmp tempy klaw ncp cpy recursive-readdir chokidar jsonfile load-json-file write-json-file".split(
    " ",
  ),
);

export type FileMode = "read" | "write" | "flags";

/** Method of fs -> which argument is a path and what is done to it. */
export const FILE_METHODS: ReadonlyMap<string, readonly (readonly [number, FileMode])[]> = new Map<string, readonly (readonly [number, FileMode])[]>([
  ..."access exists existsSync accessSync readFile readFileSync readdir readdirSync stat statSync lstat lstatSync statfs statfsSync realpath realpathSync readlink readlinkSync createReadStream opendir opendirSync watch watchFile unwatchFile openAsBlob glob globSync readJson readJsonSync pathExists pathExistsSync realpathSync.native readJSON readJSONSync ReadStream"
    .split(" ")
    .map((name) => [name, [[0, "read"]] as const] as const),
  ..."writeFile writeFileSync appendFile appendFileSync mkdir mkdirSync mkdtemp mkdtempSync rm rmSync rmdir rmdirSync unlink unlinkSync truncate truncateSync chmod chmodSync lchmod lchmodSync chown chownSync lchown lchownSync utimes utimesSync lutimes lutimesSync createWriteStream ensureDir ensureDirSync ensureFile ensureFileSync outputFile outputFileSync writeJson writeJsonSync outputJson outputJsonSync remove removeSync emptyDir emptyDirSync mkdirp mkdirpSync writeJSON WriteStream"
    .split(" ")
    .map((name) => [name, [[0, "write"]] as const] as const),
  ..."copyFile copyFileSync cp cpSync copy copySync".split(" ").map(
    (name) =>
      [
        name,
        [
          [0, "read"],
          [1, "write"],
        ] as const,
      ] as const,
  ),
  ..."rename renameSync link linkSync symlink symlinkSync move moveSync".split(" ").map(
    (name) =>
      [
        name,
        [
          [0, "write"],
          [1, "write"],
        ] as const,
      ] as const,
  ),
  ..."open openSync".split(" ").map((name) => [name, [[0, "flags"]] as const] as const),
]);

/** Members of fs that touch no path (they work on what is open already, or are types and numbers). */
export const FILE_QUIET: ReadonlySet<string> = new Set(
  "constants close closeSync read readSync readv readvSync write writeSync writev writevSync fstat fstatSync fsync fsyncSync fdatasync fdatasyncSync ftruncate ftruncateSync fchmod fchmodSync fchown futimes Stats Dirent Dir promises F_OK R_OK W_OK X_OK native".split(
    " ",
  ),
);

/** Variables of the environment that hold no secret. */
export const PLAIN_VARIABLES: ReadonlySet<string> = new Set(
  "NODE_ENV NO_COLOR FORCE_COLOR COLORTERM TERM COLUMNS LINES LANG LC_ALL LC_CTYPE TZ DEBUG VERBOSE CI HOME USERPROFILE TMPDIR TEMP TMP PWD SHELL EDITOR PAGER XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME".split(
    " ",
  ),
);
