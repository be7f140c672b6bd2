/** Where the address stands: an argument, or a name of one; `url` is parsed, `host` is taken as it is. */
export type Address = Readonly<{ at: number; names: readonly string[]; kind: "url" | "host" }>;

const url = (at: number): Address => ({ at, names: ["url", "uri"], kind: "url" });
const host = (at: number): Address => ({ at, names: ["host", "hostname", "server", "mailhost"], kind: "host" });
const list = (names: string, address: Address): readonly (readonly [string, Address])[] => names.split(" ").map((name) => [name, address] as const);
const verbs = "get post put patch delete head options";
const clients =
  "requests requests.Session() requests.session() httpx httpx.Client() httpx.AsyncClient() aiohttp.ClientSession() curl_cffi.requests curl_cffi.requests.Session() cloudscraper.create_scraper() requests_html.HTMLSession() niquests grequests requests_cache.CachedSession() httpx_sse";

/** Function -> where its address stands. */
export const NETWORK_FUNCTIONS: ReadonlyMap<string, Address> = new Map<string, Address>([
  ...clients.split(" ").flatMap((client) => verbs.split(" ").map((verb) => [`${client}.${verb}`, url(0)] as const)),
  ...clients.split(" ").flatMap((client) => ["request", "stream"].map((verb) => [`${client}.${verb}`, url(1)] as const)),
  ...list(
    "urllib.request.urlopen urllib.request.Request urllib.request.urlretrieve urllib.request.URLopener().open urllib.request.build_opener().open urllib.request.OpenerDirector().open webbrowser.open webbrowser.open_new webbrowser.open_new_tab webbrowser.get().open os.startfile xmlrpc.client.ServerProxy websocket.create_connection websocket.WebSocketApp websockets.connect websockets.client.connect websockets.sync.client.connect wget.download feedparser.parse urllib3.request mechanize.Browser().open httplib2.Http().request pytube.YouTube aiohttp.request trafilatura.fetch_url newspaper.Article pandas.read_html gdown.download scrapy.Request socketio.Client().connect sseclient.SSEClient httpx_ws.connect_ws",
    url(0),
  ),
  ...list(
    "requests.Request httpx.Request urllib3.PoolManager().request urllib3.PoolManager().urlopen urllib3.ProxyManager().request aiohttp.ClientSession().ws_connect aiohttp.ClientSession().request",
    url(1),
  ),
  ...list(
    "http.client.HTTPConnection http.client.HTTPSConnection smtplib.SMTP smtplib.SMTP_SSL smtplib.LMTP ftplib.FTP ftplib.FTP_TLS telnetlib.Telnet telnetlib3.open_connection poplib.POP3 poplib.POP3_SSL imaplib.IMAP4 imaplib.IMAP4_SSL nntplib.NNTP paramiko.SSHClient().connect paramiko.Transport aiosmtplib.send asyncssh.connect pymysql.connect mysql.connector.connect psycopg2.connect psycopg.connect asyncpg.connect redis.Redis redis.StrictRedis redis.from_url pymongo.MongoClient paho.mqtt.client.Client().connect pika.ConnectionParameters ldap3.Server pysftp.Connection aioftp.Client telethon.TelegramClient imapclient.IMAPClient yagmail.SMTP smtplib.SMTP().connect ftplib.FTP().connect logging.handlers.HTTPHandler logging.handlers.SMTPHandler logging.handlers.SocketHandler logging.handlers.DatagramHandler",
    host(0),
  ),
  // the address of a database names its kind first (RFC 3986, SQLAlchemy "Database URLs")
  ...list(
    "sqlalchemy.create_engine sqlalchemy.engine.create_engine sqlalchemy.ext.asyncio.create_async_engine sqlmodel.create_engine databases.Database dataset.connect records.Database playhouse.db_url.connect",
    url(0),
  ),
  ...list(
    "aiomysql.connect aiomysql.create_pool asyncmy.connect asyncpg.create_pool psycopg.AsyncConnection.connect psycopg_pool.ConnectionPool MySQLdb.connect mariadb.connect pymssql.connect redis.asyncio.Redis redis.asyncio.from_url aioredis.from_url motor.motor_asyncio.AsyncIOMotorClient clickhouse_driver.Client clickhouse_connect.get_client cassandra.cluster.Cluster neo4j.GraphDatabase.driver opensearchpy.OpenSearch trino.dbapi.connect",
    host(0),
  ),
  ["logging.handlers.SysLogHandler", { at: 0, names: ["address"], kind: "host" }],
]);

/** Looks a name up: with a known name a matter of permission, with a computed one a way to carry data out. */
export const NAME_LOOKUPS: ReadonlySet<string> = new Set(
  "socket.gethostbyname socket.gethostbyname_ex socket.getaddrinfo socket.gethostbyaddr socket.getnameinfo socket.getfqdn dns.resolver.resolve dns.resolver.query dns.resolver.Resolver().resolve dns.resolver.Resolver().query aiodns.DNSResolver().query asyncio.get_event_loop().getaddrinfo asyncio.get_running_loop().getaddrinfo".split(
    " ",
  ),
);

/** Packages that speak to a service of their own: their host, or `*` for one that is configured. */
export const SERVICES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    openai: "api.openai.com",
    anthropic: "api.anthropic.com",
    boto3: "*.amazonaws.com",
    botocore: "*.amazonaws.com",
    slack_sdk: "slack.com",
    discord: "discord.com",
    telegram: "api.telegram.org",
    telebot: "api.telegram.org",
    twilio: "api.twilio.com",
    stripe: "api.stripe.com",
    github: "api.github.com",
    tweepy: "api.twitter.com",
    praw: "www.reddit.com",
    notion_client: "api.notion.com",
    huggingface_hub: "huggingface.co",
    playwright: "*",
    selenium: "*",
    pyppeteer: "*",
    googleapiclient: "*.googleapis.com",
    gspread: "*.googleapis.com",
    yt_dlp: "*",
    youtube_dl: "*",
    git: "*",
    paramiko: "*",
    pysftp: "*",
    yfinance: "*.yahoo.com",
    elasticsearch: "*",
    kubernetes: "*",
    docker: "*",
    litellm: "*",
    replicate: "api.replicate.com",
    elevenlabs: "api.elevenlabs.io",
    tavily: "api.tavily.com",
    exa_py: "api.exa.ai",
    firecrawl: "api.firecrawl.dev",
    supabase: "*",
    pinecone: "*",
    weaviate: "*",
    chromadb: "*",
    qdrant_client: "*",
    ccxt: "*",
    web3: "*",
    solana: "*",
    edge_tts: "speech.platform.bing.com",
    duckduckgo_search: "duckduckgo.com",
    ddgs: "duckduckgo.com",
    wikipedia: "en.wikipedia.org",
    arxiv: "export.arxiv.org",
    youtube_transcript_api: "www.youtube.com",
    dropbox: "*.dropboxapi.com",
    boxsdk: "api.box.com",
    azure: "*",
    google: "*.googleapis.com",
    firebase_admin: "*.googleapis.com",
    minio: "*",
    oss2: "*",
    b2sdk: "*",
    webdav3: "*",
    webdav4: "*",
    scp: "*",
    sentry_sdk: "*",
    posthog: "*",
    mixpanel: "api.mixpanel.com",
    wandb: "api.wandb.ai",
    datadog: "*.datadoghq.com",
    influxdb_client: "*",
    sendgrid: "api.sendgrid.com",
    resend: "api.resend.com",
    postmarker: "api.postmarkapp.com",
    exchangelib: "*",
    discord_webhook: "discord.com",
    nextcord: "discord.com",
    disnake: "discord.com",
    aiogram: "api.telegram.org",
    pyrogram: "*",
    slack_bolt: "slack.com",
    nio: "*",
    mastodon: "*",
    atproto: "bsky.social",
    apprise: "*",
    pusher: "*",
    nats: "*",
    kafka: "*",
    confluent_kafka: "*",
    gitlab: "*",
    github3: "api.github.com",
    ghapi: "api.github.com",
    jira: "*",
    atlassian: "*",
    airtable: "api.airtable.com",
    pyairtable: "api.airtable.com",
    motor: "*",
  }),
);

/** Packages of a service through which something else is worked with as well: a machine of its own, a browser, a repository. */
const OTHERWISE: ReadonlySet<string> = new Set("docker git kubernetes playwright selenium pyppeteer yt_dlp youtube_dl web3 solana ccxt".split(" "));

/** Packages by which a program speaks to others, the roots of their names. */
export const SPEAKERS: ReadonlySet<string> = new Set(
  [...SERVICES.keys(), ...[...NETWORK_FUNCTIONS.keys()].flatMap((name) => name.split(".")[0] ?? [])].filter(
    (root) => !OTHERWISE.has(root) && !/^(?:logging|os|pandas|webbrowser|urllib|http|xmlrpc)$/.test(root),
  ),
);
