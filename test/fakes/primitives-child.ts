/** A process that does one of everything of the file power in a folder: `primitives-child.ts FOLDER`. strace listens, and the model has to say the same. */
import type { WriteFiles } from "#kernel/powers";
import { nodePowers } from "#platform/powers";

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Every write of the power, in cases that differ in what they find. */
export function oneOfEverything(files: WriteFiles, folder: string): void {
  files.makeFolder(`${folder}/a/b`, 0o700);
  files.makeFolder(`${folder}/a/b`, 0o700);
  files.makePart(`${folder}/a/p`, 0o755);
  files.writeNew(`${folder}/a/new.txt`, text("new"), 0o644);
  files.writePart(`${folder}/a/part.txt`, text("part"), 0o644);
  files.replace(`${folder}/a/state.json`, text("one"), 0o600);
  files.replace(`${folder}/a/state.json`, text("two"), 0o600);
  files.append(`${folder}/a/events.jsonl`, text("line\n"), 0o600);
  files.append(`${folder}/a/events.jsonl`, text("line\n"), 0o600);
  files.truncate(`${folder}/a/events.jsonl`, 5);
  files.setMode(`${folder}/a/events.jsonl`, 0o400);
  files.rename(`${folder}/a/new.txt`, `${folder}/a/b/moved.txt`);
  files.link(`${folder}/a/b`, `${folder}/a/link`, `${folder}/a/.via`);
  files.link(`${folder}/a`, `${folder}/a/link`, `${folder}/a/.via`);
  files.sync(`${folder}/a/b`);
  files.sync(`${folder}/a/state.json`);
  files.sync(`${folder}/not/there`);
  files.removeFile(`${folder}/a/link`);
  files.removeFile(`${folder}/a/link`);
  files.rename(`${folder}/a/b`, `${folder}/a/c`);
  files.removeTree(`${folder}/a/c`);
  files.removeTree(`${folder}/a/c`);
}

if (process.argv[1] === import.meta.filename) oneOfEverything(nodePowers().files, process.argv[2] ?? "");
