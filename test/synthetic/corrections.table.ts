/** Family -> the program that people use for the same work elsewhere, and the one its first command starts. A correction names both. */
export const OTHER_PROGRAMS: Readonly<Record<string, Readonly<{ use: string; avoid: string }>>> = {
  "dependency-audit": { use: "npm", avoid: "yarn" },
  "docker-logs": { use: "docker", avoid: "podman" },
  "todo-scan": { use: "rg", avoid: "ack" },
  "run-tests": { use: "make", avoid: "ninja" },
  "invoice-csv": { use: "pdftotext", avoid: "pdf2txt" },
  "merge-pdf": { use: "qpdf", avoid: "pdftk" },
  "contact-lookup": { use: "khard", avoid: "abook" },
  "spell-check": { use: "aspell", avoid: "hunspell" },
  "photo-resize": { use: "magick", avoid: "gm" },
  "audio-mp3": { use: "ffmpeg", avoid: "sox" },
  "video-trim": { use: "ffmpeg", avoid: "mencoder" },
  "exif-strip": { use: "exiftool", avoid: "exiv2" },
  backup: { use: "restic", avoid: "borg" },
  weather: { use: "curl", avoid: "wget" },
  "git-digest": { use: "git", avoid: "jj" },
};

/** How people correct the choice of a tool. The first sentences name both; written from how people speak, in the languages of the catalogue too. */
export const CORRECTIONS = [
  "use {use}, not {avoid}",
  "no, use {use} instead of {avoid} please",
  "not {avoid}, use {use}",
  "don't use {avoid}, use {use}",
  "I told you: {use} instead of {avoid}",
  "please take {use} rather than {avoid}",
  "nicht {avoid}, nimm {use}",
  "usa {use} en vez de {avoid}",
] as const;

/** Orders that stand from then on, about no tool. */
export const STANDING = [
  "always show me the result before you go on",
  "please never touch the files in my archive",
  "always keep a copy of the original file",
  "never send anything of this to other people",
] as const;

/** What only looks like an order: others say it, it is quoted, it is asked, or it is told about. */
export const NO_ORDERS = [
  "the readme says: use {avoid}, not {use}",
  'my colleague wrote "use {avoid}, not {use}", funny',
  "would you rather use {avoid} instead of {use}?",
  "they always use {avoid} at work, I do not care",
] as const;
