import { hasOption, type Judge, optionsOf, type Option, valueOf, words } from "./call.ts";
import { type Machine, refuse, shown } from "./machine.ts";
import { needPath } from "./permissions.ts";
import { isPersonal, isSecretRead, readFiles } from "./reads.ts";
import { EMPTY, FROM, HOLE, known, marked, type Text, unknown } from "./text.ts";
import { isPersistent, pathIn, writeFile } from "./writes.ts";

const TAR = words(
  "-f -C -T -X -b -I -F -g -K -N -H -V --file --directory --files-from --exclude --exclude-from --transform --checkpoint-action --to-command --use-compress-program --info-script --new-volume-script --rsh-command --rmt-command --owner --group --mode --mtime --strip-components",
);

/** tar: options that start programs; what is unpacked keeps where the archive came from. */
export const judgeTar: Judge = (machine, { args, around, program }) => {
  const { place, state } = around;
  const first = args[0];
  // `tar xzf a.tgz`: the first word is a bundle of options without a dash.
  const spelled = first !== undefined && /^[a-zA-Z]+$/.test(first.text) ? [{ ...first, text: `-${orderLast(first.text)}` }, ...args.slice(1)] : args;
  const parsed = optionsOf(spelled, TAR);
  const launches = parsed.options.filter(
    (one) =>
      (one.name === "--checkpoint-action" && /exec/.test(one.value?.text ?? HOLE)) ||
      /^--(?:to-command|info-script|new-volume-script|rsh-command|rmt-command)$/.test(one.name) ||
      one.name === "-F" ||
      ((one.name === "-I" || one.name === "--use-compress-program") &&
        !/^(?:p?(?:gzip|igz|bzip2|xz)|zstd|lz4|lzop|pbzip2|brotli)(?: -[\w=]+)*$/.test(one.value?.text ?? HOLE)),
  );
  if (launches.length > 0) refuse(machine, "command-hidden", place, { text: shown(machine, place) }, ["tar that starts programs"]);
  const archive = valueOf(parsed, "-f", "--file");
  const folder = valueOf(parsed, "-C", "--directory");
  const target = folder === null ? state.cwd : pathIn(state, folder);
  if (hasOption(parsed, "-x", "--extract", "--get")) {
    const content = archive === null || archive.text === "-" ? (around.stdin ?? unknown(FROM.data)) : readFiles(machine, [pathIn(state, archive)]);
    if ((content.from & (FROM.network | FROM.decoded)) !== 0) machine.foreign.add(target.text);
    if (archive !== null && archive.text !== "-") needPath(machine, place, program, "read", pathIn(state, archive));
    if (isPersistent(machine, target)) refuse(machine, "command-persist", place, { text: shown(machine, place) });
    else needPath(machine, place, program, "write", target);
    return hasOption(parsed, "-O", "--to-stdout") ? marked(content, FROM.decoded) : EMPTY;
  }
  const packed = parsed.operands.map((one) => pathIn(state, one));
  const secret = packedBits(machine, packed);
  for (const one of packed) needPath(machine, place, program, "read", one);
  const content = unknown(FROM.data | secret);
  if (archive === null || archive.text === "-") return content;
  writeFile(machine, place, program, pathIn(state, archive), content);
  return EMPTY;
};

/** Is there anything in what is packed that nobody but its owner may see? */
function packedBits(machine: Machine, packed: readonly Text[]): number {
  return packed.some((one) => isSecretRead(one) || isPersonal(one) || (readFiles(machine, [one]).from & (FROM.secret | FROM.keys)) !== 0) ? FROM.secret : 0;
}

function orderLast(letters: string): string {
  return letters.includes("f") ? `${letters.replace("f", "")}f` : letters;
}

/** zip, unzip, 7z: like tar. */
export const judgeZip: Judge = (machine, { args, around, program }) => {
  const { place, state } = around;
  const parsed = optionsOf(args, words("-d -x -P -b -t -tt -TT -n -o_"));
  if (program === "zip" && (hasOption(parsed, "-TT", "--unzip-command") || parsed.options.some((one: Option) => one.name.startsWith("--unzip-c"))))
    refuse(machine, "command-hidden", place, { text: shown(machine, place) });
  const unpacks = program !== "zip" && !(/^7z/.test(program) && args[0]?.text === "a");
  const operands = (/^(?:7z|7za|7zz|unrar|ar)$/.test(program) ? parsed.operands.slice(1) : parsed.operands).map((one) => pathIn(state, one));
  const [archive, ...rest] = operands;
  if (archive === undefined) return EMPTY;
  if (unpacks) {
    needPath(machine, place, program, "read", archive);
    const target = valueOf(parsed, "-d") ?? { ...known(".") };
    const content = readFiles(machine, [archive]);
    const folder = pathIn(state, target);
    if ((content.from & (FROM.network | FROM.decoded)) !== 0) machine.foreign.add(folder.text);
    if (hasOption(parsed, "-p") && program === "unzip") return marked(content, FROM.decoded);
    needPath(machine, place, program, "write", folder);
    return EMPTY;
  }
  const secret = packedBits(machine, rest);
  for (const one of rest) needPath(machine, place, program, "read", one);
  if (archive.text === "-") return unknown(FROM.data | secret);
  writeFile(machine, place, program, archive, unknown(FROM.data | secret));
  return EMPTY;
};
