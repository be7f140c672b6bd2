import { type Call, optionsOf, type Parsed, valueOf, words } from "./call.ts";
import type { Field } from "./machine.ts";

const PATTERN_FIRST = words("grep egrep fgrep rg ag zgrep sed gsed awk gawk mawk nawk jq yq gojq xq look fd fdfind fx htmlq pup dasel mlr");
const READER_VALUED = words(
  "-e -f -m -A -B -C -n -c -d -k -t -s -w -o -F -v -L -I --arg --argjson --slurpfile --rawfile --indent -g -T -j -P -b --include --exclude --exclude-dir --max-depth --type --glob --color --lines --bytes",
);

const PROBE_VALUED = words(
  "-of -print_format -output_format -show_entries -select_streams -v -loglevel -sections -read_intervals -analyzeduration -probesize -f",
);

/** Arguments of jq -> the same without the names and values it is handed (`--arg name value`, all that follows `--args`): a file among them is one that it reads. */
function withoutNamed(args: readonly Field[]): readonly Field[] {
  const left: Field[] = [];
  const files: Field[] = [];
  let isRest = false;
  for (let at = 0; at < args.length; at++) {
    const text = args[at]?.text ?? "";
    if (/^--(?:arg|argjson|slurpfile|rawfile)$/.test(text)) {
      if (/file$/.test(text)) files.push(...args.slice(at + 2, at + 3));
      at += 2;
    } else if (/^--(?:json)?args$/.test(text)) isRest = true;
    else if (!isRest || text.startsWith("-") || left.every((one) => one.text.startsWith("-"))) left.push(...args.slice(at, at + 1));
  }
  return [...left, ...files];
}

/** Call of a program that reads -> its options, and the files it names: where the first operand is a pattern or a program it names none. */
export function namedBy({ program, args: given }: Call): Readonly<{ parsed: Parsed; files: readonly Field[] }> {
  const args = /^(?:jq|gojq|xq|yq)$/.test(program) ? withoutNamed(given) : given;
  const parsed = optionsOf(args, program === "ffprobe" ? PROBE_VALUED : READER_VALUED);
  // `tr` takes two sets of characters, and those that look at processes words of theirs.
  if (/^(?:tr|ps|pgrep)$/.test(program)) return { parsed, files: [] };
  const isGiven = parsed.options.some((one) => /^(?:-e|-f|--file|--expression|--regexp|--from-file)$/.test(one.name));
  const files = parsed.operands.slice(PATTERN_FIRST.has(program) && !isGiven ? 1 : 0);
  const script = program === "cut" || program === "stat" ? null : valueOf(parsed, "-f", "--from-file", "--file");
  return { parsed, files: script === null ? files : [...files, script] };
}
