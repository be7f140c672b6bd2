/**
 * A realistic family of requests. `{name}` in a wording or command is a parameter; every wording asks for the same thing, several with other
 * verbs or abbreviations. Commands starting with `read ` and `write ` are file tools, the rest are shell lines. `check` shows success.
 */
export type Family = Readonly<{
  id: string;
  domain: "home" | "development" | "office" | "media";
  params: Readonly<Record<string, readonly string[]>>;
  wordings: Readonly<Record<"en", readonly string[]> & Partial<Record<"de" | "es", readonly string[]>>>;
  commands: readonly string[];
}>;

const REPOS = ["acme/website", "acme/api", "bolt/sensor", "bolt/dash", "tern/maps", "tern/core", "wren/cli"];
const CODE = ["~/code/website", "~/code/api", "~/src/sensor", "~/src/dash", "~/work/maps", "~/work/core"];
const MONTHS = ["january", "february", "march", "april", "may", "june", "july"];
const DATES = ["2026-01-12", "2026-01-19", "2026-02-02", "2026-02-16", "2026-03-02", "2026-03-09"];
const HOSTS = ["web1.lan", "nas.lan", "pi4.lan", "db2.lan", "cam3.lan", "hub.lan"];
const CITIES = ["Lyon", "Porto", "Graz", "Ghent", "Turin", "Malmo"];

/** Twenty-eight families in four domains. Written from how people speak, never from what a detector can do. */
export const CATALOGUE: readonly Family[] = [
  {
    id: "open-prs",
    domain: "development",
    params: { repo: REPOS },
    commands: ["gh pr list --repo {repo} --state open"],
    wordings: {
      en: ["list the open pull requests of {repo}", "which PRs are open in {repo}?", "show open PRs for {repo}", "any pull requests waiting in {repo}?"],
      de: ["zeig mir die offenen Pull Requests von {repo}", "welche PRs sind in {repo} offen?"],
    },
  },
  {
    id: "ci-status",
    domain: "development",
    params: { repo: REPOS },
    commands: ["gh run list --repo {repo} --limit 5"],
    wordings: {
      en: ["did CI pass for {repo}?", "check the build status of {repo}", "how is the pipeline of {repo} doing?", "show the last CI runs of {repo}"],
    },
  },
  {
    id: "release-notes",
    domain: "development",
    params: { repo: CODE, tag: ["v1.4.0", "v2.0.1", "v0.9.3", "v3.1.0", "v2.2.0"] },
    commands: ["git -C {repo} log {tag}..HEAD --oneline", "write {repo}/RELEASE.md", "wc -l {repo}/RELEASE.md"],
    wordings: {
      en: [
        "write release notes for {repo} since {tag}",
        "draft the changelog of {repo} from {tag} on",
        "release notes {repo} since {tag} please",
        "put together what changed in {repo} after {tag} as release notes",
      ],
    },
  },
  {
    id: "git-digest",
    domain: "development",
    params: { repo: CODE, since: DATES },
    commands: ["git -C {repo} log --since={since} --oneline", "git -C {repo} shortlog -sn --since={since}"],
    wordings: {
      en: [
        "what happened in {repo} since {since}?",
        "give me a digest of {repo} since {since}",
        "summarise the commits in {repo} since {since}",
        "commit digest for {repo} from {since}",
      ],
      de: ["was ist in {repo} seit {since} passiert?", "Zusammenfassung der Commits in {repo} seit {since}"],
    },
  },
  {
    id: "dependency-audit",
    domain: "development",
    params: { repo: CODE },
    commands: ["npm --prefix {repo} audit --json"],
    wordings: {
      en: [
        "audit the dependencies of {repo}",
        "check {repo} for vulnerable packages",
        "are there security advisories for the deps in {repo}?",
        "run a dependency audit on {repo}",
      ],
    },
  },
  {
    id: "run-tests",
    domain: "development",
    params: { repo: CODE },
    commands: ["make -C {repo} test"],
    wordings: { en: ["run the tests in {repo}", "do the tests of {repo} pass?", "execute the test suite for {repo}", "test {repo} please"] },
  },
  {
    id: "todo-scan",
    domain: "development",
    params: { repo: CODE },
    commands: ["rg -n TODO {repo}"],
    wordings: {
      en: ["list the TODOs in {repo}", "find todo comments in {repo}", "which TODOs are left in {repo}?", "show me all todo notes in {repo}"],
      es: ["lista los TODO en {repo}", "busca comentarios TODO en {repo}"],
    },
  },
  {
    id: "docker-logs",
    domain: "development",
    params: { name: ["api-worker", "mail-queue", "web-front", "cache-warm", "job-runner"] },
    commands: ["docker logs --tail 200 {name}"],
    wordings: {
      en: [
        "show the logs of the {name} container",
        "what does the {name} container say?",
        "tail the docker logs of {name}",
        "get me the last log lines of container {name}",
      ],
    },
  },
  {
    id: "sql-count",
    domain: "development",
    params: { table: ["orders", "customers", "invoices", "sessions", "refunds"], db: ["~/db/shop.sqlite", "~/db/crm.sqlite"] },
    commands: ["sqlite3 {db} 'SELECT count(*) FROM {table}'"],
    wordings: {
      en: [
        "how many rows are in {table} of {db}?",
        "count the rows of table {table} in {db}",
        "row count of {table} in {db}",
        "number of records in {table} ({db})?",
      ],
    },
  },
  {
    id: "invoice-csv",
    domain: "office",
    params: { month: MONTHS },
    commands: [
      "pdftotext -layout ~/invoices/{month}.pdf ~/invoices/{month}.txt",
      "awk -f ~/bin/rows.awk ~/invoices/{month}.txt > ~/invoices/{month}.csv",
      "wc -l ~/invoices/{month}.csv",
    ],
    wordings: {
      en: [
        "convert the {month} invoices to csv",
        "turn the invoice PDFs of {month} into a csv",
        "make a csv from the {month} invoices",
        "csv of the invoices for {month} please",
      ],
      de: ["wandle die Rechnungen vom {month} in csv um", "mach aus den {month}-Rechnungen eine csv"],
    },
  },
  {
    id: "csv-summary",
    domain: "office",
    params: { file: ["~/data/energy.csv", "~/data/water.csv", "~/data/fuel.csv", "~/data/rent.csv", "~/data/food.csv"] },
    commands: ["read {file}", "awk -F, '{s+=$2} END {print s}' {file}"],
    wordings: {
      en: ["summarise {file}", "give me the totals of {file}", "sum up the figures in {file}", "summary of {file} please"],
      es: ["resume {file}", "dame los totales de {file}"],
    },
  },
  {
    id: "merge-pdf",
    domain: "office",
    params: { folder: ["~/scans/tax", "~/scans/lease", "~/scans/school", "~/scans/club", "~/scans/car"] },
    commands: ["qpdf --empty --pages {folder}/*.pdf -- {folder}/all.pdf", "qpdf --check {folder}/all.pdf"],
    wordings: {
      en: ["merge the PDFs in {folder} into one", "combine all pdfs of {folder}", "join the pdf files in {folder}", "make a single PDF from {folder}"],
    },
  },
  {
    id: "word-count",
    domain: "office",
    params: { file: ["~/texts/thesis.md", "~/texts/essay.md", "~/texts/report.md", "~/texts/talk.md", "~/texts/blog.md"] },
    commands: ["wc -w {file}"],
    wordings: {
      en: ["how many words does {file} have?", "count the words in {file}", "word count of {file}", "how long is {file} in words?"],
      de: ["wie viele Wörter hat {file}?", "zähl die Wörter in {file}"],
    },
  },
  {
    id: "meeting-notes",
    domain: "office",
    params: { date: DATES },
    commands: ["read ~/meetings/{date}.txt", "write ~/meetings/{date}-actions.md", "wc -l ~/meetings/{date}-actions.md"],
    wordings: {
      en: [
        "pull the action items out of the meeting from {date}",
        "extract the to-dos from the {date} meeting notes",
        "what are the action items of the meeting on {date}?",
        "make an action list from the meeting notes of {date}",
      ],
    },
  },
  {
    id: "expense-report",
    domain: "office",
    params: { month: MONTHS },
    commands: ["read ~/expenses/{month}.csv", "write ~/expenses/{month}-report.md"],
    wordings: {
      en: ["prepare the expense report for {month}", "make my {month} expense report", "write up the expenses of {month}", "expense report {month} please"],
    },
  },
  {
    id: "contact-lookup",
    domain: "office",
    params: { name: ["Ines", "Marek", "Tove", "Luca", "Noor"] },
    commands: ["khard email {name}"],
    wordings: {
      en: ["what is the email address of {name}?", "look up {name}'s mail address", "find the email of {name} in my contacts", "give me {name}'s e-mail"],
    },
  },
  {
    id: "spell-check",
    domain: "office",
    params: { file: ["~/texts/offer.md", "~/texts/cover.md", "~/texts/bio.md", "~/texts/manual.md", "~/texts/flyer.md"] },
    commands: ["aspell list --mode=markdown < {file}"],
    wordings: { en: ["spell check {file}", "find typos in {file}", "check the spelling of {file}", "are there spelling mistakes in {file}?"] },
  },
  {
    id: "photo-resize",
    domain: "media",
    params: {
      folder: ["~/Pictures/garden", "~/Pictures/trip", "~/Pictures/cats", "~/Pictures/harbour", "~/Pictures/party"],
      width: ["800", "1024", "1200", "1600", "900"],
    },
    commands: ["magick mogrify -resize {width}x {folder}/*.jpg", "magick identify {folder}/*.jpg"],
    wordings: {
      en: [
        "resize the photos in {folder} to {width} px",
        "scale the pictures in {folder} down to {width} pixels",
        "make the images of {folder} {width} px wide",
        "shrink the pics in {folder} to {width} px",
      ],
      de: ["verkleinere die Fotos in {folder} auf {width} px", "skaliere die Bilder in {folder} auf {width} Pixel"],
    },
  },
  {
    id: "audio-mp3",
    domain: "media",
    params: { file: ["~/audio/talk.wav", "~/audio/choir.wav", "~/audio/memo.wav", "~/audio/band.wav", "~/audio/rain.wav"] },
    commands: ["ffmpeg -i {file} {file}.mp3", "ffprobe {file}.mp3"],
    wordings: { en: ["convert {file} to mp3", "make an mp3 from {file}", "turn {file} into an mp3", "{file} as mp3 please"] },
  },
  {
    id: "video-trim",
    domain: "media",
    params: {
      file: ["~/video/cat.mp4", "~/video/wedding.mp4", "~/video/demo.mp4", "~/video/drone.mp4", "~/video/race.mp4"],
      seconds: ["10", "15", "30", "45", "60"],
    },
    commands: ["ffmpeg -i {file} -t {seconds} -c copy {file}.cut.mp4"],
    wordings: {
      en: [
        "cut {file} to the first {seconds} seconds",
        "trim {file} down to {seconds} seconds",
        "keep only the first {seconds} s of {file}",
        "shorten {file} to {seconds} seconds",
      ],
    },
  },
  {
    id: "subtitles",
    domain: "media",
    params: { file: ["~/video/lecture.mp4", "~/video/interview.mp4", "~/video/tour.mp4", "~/video/clip.mp4", "~/video/course.mp4"] },
    commands: ["whisper {file} --output_format srt"],
    wordings: { en: ["make subtitles for {file}", "transcribe {file} to an srt", "create an srt file for {file}", "subtitles for {file} please"] },
  },
  {
    id: "exif-strip",
    domain: "media",
    params: { folder: ["~/Pictures/sale", "~/Pictures/flat", "~/Pictures/bike", "~/Pictures/boat", "~/Pictures/desk"] },
    commands: ["exiftool -all= -overwrite_original {folder}", "exiftool -gps:all {folder}"],
    wordings: {
      en: [
        "strip the exif data from {folder}",
        "remove the metadata of the photos in {folder}",
        "delete location data from the pictures in {folder}",
        "clean the EXIF out of {folder}",
      ],
    },
  },
  {
    id: "playlist",
    domain: "media",
    params: { folder: ["~/Music/jazz", "~/Music/piano", "~/Music/folk", "~/Music/ambient", "~/Music/rock"] },
    commands: ["find {folder} -name '*.flac' -print", "write {folder}/all.m3u"],
    wordings: {
      en: ["make a playlist of {folder}", "create an m3u from {folder}", "build a playlist from the tracks in {folder}", "playlist for {folder} please"],
    },
  },
  {
    id: "disk-usage",
    domain: "home",
    params: { host: HOSTS },
    commands: ["ssh {host} df -h"],
    wordings: {
      en: ["how full is the disk on {host}?", "check disk space on {host}", "free space of {host}?", "show the disk usage of {host}"],
      es: ["cuánto espacio libre hay en {host}?", "muestra el uso de disco de {host}"],
    },
  },
  {
    id: "host-ping",
    domain: "home",
    params: { host: HOSTS },
    commands: ["ping -c 3 {host}"],
    wordings: { en: ["is {host} reachable?", "ping {host}", "can you reach {host}?", "check whether {host} is up"] },
  },
  {
    id: "backup",
    domain: "home",
    params: { folder: ["~/Documents", "~/Pictures", "~/code", "~/Music", "~/mail"] },
    commands: ["restic backup {folder}", "restic snapshots --latest 1"],
    wordings: {
      en: ["back up {folder}", "make a backup of {folder}", "save {folder} to the backup drive", "run the backup for {folder}"],
      de: ["sichere {folder}", "mach ein Backup von {folder}"],
    },
  },
  {
    id: "weather",
    domain: "home",
    params: { city: CITIES },
    commands: ["curl -fsS https://wttr.example/{city}"],
    wordings: {
      en: ["what is the weather in {city}?", "weather forecast for {city}", "will it rain in {city} tomorrow?", "how is the weather going to be in {city}?"],
      de: ["wie wird das Wetter in {city}?", "Wetterbericht für {city}"],
    },
  },
  {
    id: "light-scene",
    domain: "home",
    params: { room: ["kitchen", "bedroom", "hallway", "office", "cellar"], percent: ["20", "40", "60", "80", "35"] },
    commands: ["hass-cli service call light.turn_on --arguments area={room},brightness={percent}"],
    wordings: {
      en: [
        "dim the {room} lights to {percent} percent",
        "set the lights in the {room} to {percent} %",
        "put the {room} light at {percent}%",
        "turn the {room} lamps down to {percent} percent",
      ],
    },
  },
];
