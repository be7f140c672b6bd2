import { type Random, randomOf } from "../fuzz/random.ts";

/** A program whose every argument is seen, by the scan as by the shell that runs it. */
export const PROBE = "probe";
const NAMES = ["a", "b", "c", "d"] as const;
const LISTS = ["l", "m"] as const;
const TEXTS = ["x", "one two", "k=v", "a.tar.gz", "p/q/r.txt", "AbC", "0", "7", "  pad ", "a:b:c", "-n", "--", "it's", "1,2,3", "", "yes", ",,x: y,"] as const;
const FILE = "f.txt";
const PATTERNS = ["*", "a*", "*.*", "?", "*/", "[a-c]*", "x", "*o*", "one*", ".*", "/*", ":*", "*:"] as const;

/** What a generator of one script knows: its chance, how deep it may still go, and which functions it has defined. */
type Maker = Readonly<{ random: Random; functions: string[]; inFunction: boolean }>;

/** Seed -> a script of bash that ends by itself, starts nothing but the probe and tools that only turn texts into texts, and what it is started with. */
export function shellProgram(seed: number): Readonly<{ text: string; args: readonly string[] }> {
  const random = randomOf(seed);
  const maker: Maker = { random, functions: [], inFunction: false };
  const lines: string[] = [];
  if (random.chance(0.3)) lines.push(random.pick(["set -u +u", "set -o pipefail", "set -uo pipefail; set +u", "shopt -s extglob", "set +e"]));
  const count = 3 + random.below(8);
  for (let at = 0; at < count; at++) lines.push(statement(maker, 2));
  lines.push(probe(maker));
  const args = Array.from({ length: random.below(4) }, () => random.pick(TEXTS));
  return { text: `${lines.join("\n")}\n`, args };
}

function statements(maker: Maker, depth: number): string {
  return Array.from({ length: 1 + maker.random.below(3) }, () => statement(maker, depth)).join("\n");
}

function probe(maker: Maker): string {
  const { random } = maker;
  const words = Array.from({ length: 1 + random.below(3) }, () => word(maker, 1)).join(" ");
  return random.weighted([
    [12, `${PROBE} ${words}`],
    [1, `command ${PROBE} ${words}`],
    [1, `env ${PROBE} ${words}`],
    [1, `"${PROBE}" ${words}`],
    [1, `eval ${quote(`${PROBE} ${random.pick(TEXTS.filter((one) => /^\w+$/.test(one)))} "$a"`)}`],
    [1, `sh -c '${PROBE} "$1" "$0"' ${word(maker, 0)} ${word(maker, 0)}`],
    [1, `printf '%s\\n' ${word(maker, 0)} ${word(maker, 0)} | xargs ${random.pick(["", "-n1 ", "-I{} "])}${PROBE} {}`],
    [1, `nohup ${PROBE} ${words} 2>/dev/null`],
    [1, `${random.pick(["timeout 5", "nice", "env X=1", "setsid -w", "time", "!", "exec 3>&1;", "X=1", "stdbuf -o0"])} ${PROBE} ${words}`],
    [1, `bash -c '${PROBE} "$@"' ${word(maker, 0)} ${words}`],
    [1, `sh -c "${PROBE} $a \\"\\$b\\" x"`],
    [1, `bash -s ${words} <<< '${PROBE} "$1" "$#"'`],
    [1, `bash <<'EOF'\n${PROBE} in "$a" ${random.pick(["x", '"$1"'])}\nEOF`],
    [1, `printf '%s\\n' ${word(maker, 0)} ${word(maker, 0)} | xargs ${random.pick(["-I{} sh -c '", "-n 1 sh -c '"])}${PROBE} "$0" {}'`],
    [1, `source <(echo '${PROBE} s "$a"')`],
    [1, `eval ${PROBE} ${random.pick(['\\"\\$a\\"', '"$(echo w)"', "'\"$c\"'", "x\\ y"])}`],
  ]);
}

function statement(maker: Maker, depth: number): string {
  const { random } = maker;
  const name = random.pick(NAMES);
  const list = random.pick(LISTS);
  if (depth <= 0) return simple(maker, name, list);
  return random.weighted([
    [14, () => simple(maker, name, list)],
    [2, () => `if ${condition(maker)}; then\n${statements(maker, depth - 1)}\n${random.chance(0.5) ? `else\n${statements(maker, depth - 1)}\n` : ""}fi`],
    [
      2,
      () =>
        `case ${word(maker, 0)} in\n${random.pick(PATTERNS)}) ${simple(maker, name, list)} ${random.pick([";;", ";;", ";&"])}\n${random.pick(PATTERNS)}|z) ${probe(maker)} ;;\n*) ${simple(maker, random.pick(NAMES), list)} ;;\nesac`,
    ],
    [2, () => `for ${name} in ${word(maker, 1)} ${word(maker, 1)}; do\n${statements(maker, depth - 1)}\n${random.pick(["", "break\n", "continue\n", ""])}done`],
    [1, () => `for ${name}; do\n${statements(maker, depth - 1)}\ndone`],
    [
      1,
      () =>
        `while [ $# -gt 0 ] && ((turns++ < 9)); do\n${simple(maker, name, list)}\ncase "$1" in\n--) shift; break ;;\n-*) ${name}="$1" ;;\n*) ${list}+=("$1") ;;\nesac\nshift\ndone`,
    ],
    [1, () => `for ((i = 0; i < ${String(1 + random.below(3))}; i++)); do\n${statements(maker, depth - 1)}\n${PROBE} "$i"\ndone`],
    [
      1,
      () =>
        `printf '%s\\n' ${word(maker, 0)} ${word(maker, 0)} | while ${random.pick(["", "IFS= ", "IFS=: "])}read -r ${name} rest; do\n${probe(maker)}\n${PROBE} "$${name}" "$rest"\ndone`,
    ],
    [1, () => `while read -r ${name}; do\n${statements(maker, 0)}\ndone <<< ${word(maker, 0)}`],
    [1, () => `{ ${statement(maker, 0)}; ${statement(maker, 0)}; }`],
    [
      1,
      () =>
        `while ${random.pick(["true", ":"])}; do\n${statements(maker, depth - 1)}\n${random.pick([`${condition(maker)} && break\n`, ""])}${simple(maker, name, list)}\nbreak\ndone`,
    ],
    [
      1,
      () =>
        `for ${name} in ${word(maker, 0)} ${word(maker, 0)}; do\n${condition(maker)} ${random.pick(["&&", "||"])} ${random.pick(["break", "continue"])}\n${simple(maker, random.pick(NAMES), list)}\n${random.chance(0.5) ? `if ${condition(maker)}; then ${simple(maker, random.pick(NAMES), list)}; ${random.pick(["break", "continue"])}; fi\n` : ""}${simple(maker, random.pick(NAMES), list)}\ndone`,
    ],
    [1, () => `until ${condition(maker)}; do\n${simple(maker, name, list)}\nbreak\ndone`],
    [1, () => `{ read -r ${name}; read -r ${random.pick(NAMES)}; } <<EOF\n${random.pick(TEXTS)}\n$${name} ${random.pick(TEXTS)}\nEOF`],
    [
      1,
      () =>
        `while IFS=${random.pick(["", ":", ","])} read -r ${name} && ((turns++ < 9)); do\n${simple(maker, random.pick(NAMES), list)}\n${PROBE} "$${name}"\ndone < ${FILE}`,
    ],
    [
      1,
      () =>
        `set -- ${word(maker, 0)} ${word(maker, 0)} -b v\nOPTIND=1\nwhile getopts "ab:" o; do\ncase $o in\na) ${simple(maker, name, list)} ;;\nb) ${name}=$OPTARG ;;\nesac\ndone\nshift $((OPTIND - 1))`,
    ],
    [
      1,
      () => `if ${condition(maker)}; then ${simple(maker, name, list)}; elif ${condition(maker)}; then ${simple(maker, name, list)}; else ${probe(maker)}\nfi`,
    ],
    [1, () => `( ${statement(maker, 0)}; ${statement(maker, 0)} )`],
    [2, () => definition(maker, depth)],
    [1, () => `${condition(maker)} && ${simpleOne(maker, name)} || ${simpleOne(maker, random.pick(NAMES))}`],
  ])();
}

function definition(maker: Maker, depth: number): string {
  const { random } = maker;
  const name = random.pick(["f", "g", "h"]);
  const body = statements({ ...maker, inFunction: true }, Math.min(1, depth - 1));
  if (!maker.functions.includes(name)) maker.functions.push(name);
  return `${random.pick([`${name}() {`, `function ${name} {`])}\n${random.chance(0.6) ? `local ${random.pick(NAMES)}=${word(maker, 0)}\n` : ""}${body}\n${random.chance(0.4) ? `${condition(maker)} && return ${random.pick(["", "0"])}\n${simple(maker, random.pick(NAMES), random.pick(LISTS))}\n` : ""}${random.chance(0.5) ? `echo ${word(maker, 0)}\n` : ""}}`;
}

function simpleOne(maker: Maker, name: string): string {
  return maker.random.chance(0.5) ? `${name}=${word(maker, 0)}` : (probe(maker).split("\n", 1)[0] ?? "");
}

function simple(maker: Maker, name: string, list: string): string {
  const { random } = maker;
  const other = random.pick(NAMES);
  return random.weighted([
    [8, () => `${name}=${word(maker, 1)}`],
    [5, () => probe(maker)],
    [2, () => `${name}+=${word(maker, 0)}`],
    [1, () => `${name}=${word(maker, 0)} ${other}=${word(maker, 0)}`],
    [2, () => `${list}=(${word(maker, 1)} ${word(maker, 1)})`],
    [1, () => `${list}+=(${word(maker, 1)})`],
    [1, () => `${list}[${random.pick(["0", "1", "2"])}]=${word(maker, 0)}`],
    [1, () => `read -r ${name} ${other} <<< ${word(maker, 0)}`],
    [1, () => `IFS=${random.pick([",", ":", "/"])} read -r${random.pick(["", "a"])} ${random.chance(0.5) ? name : list} <<< ${word(maker, 0)}`],
    [1, () => `IFS=${random.pick([",", ":", "$' \\t\\n'", "/", "', '", "''"])}`],
    [1, () => `printf -v ${name} ${random.pick(["'%s'", "'%s-%s'", "'%03d'", "'%q'"])} ${word(maker, 0)} ${random.pick(["5", "'x y'"])}`],
    [1, () => `mapfile -t ${list} < <(printf '%s\\n' ${word(maker, 0)} ${word(maker, 0)})`],
    [2, () => `set ${random.pick(["--", "--", "-u +u --", "-e +e --"])} ${word(maker, 1)} ${word(maker, 1)}`],
    [1, () => `shift ${random.pick(["", "1", "2"])} 2>/dev/null`],
    [1, () => `unset ${random.pick([name, list, `'${list}[0]'`])}`],
    [1, () => `export ${name}=${word(maker, 0)}`],
    [1, () => `declare ${random.pick(["", "-x ", "-l ", "-u ", "-i ", "-g "])}${name}=${word(maker, 0)}`],
    [1, () => (maker.inFunction ? `local ${name}=${word(maker, 0)} ${other}` : `r=${other}; ${PROBE} "\${!r}"`)],
    [1, () => `declare -n n=${other}; n=${word(maker, 0)}; unset -n n`],
    [1, () => `declare -A t=([k]=${word(maker, 0)} [x]=${word(maker, 0)}); ${PROBE} "\${t[k]}" "\${#t[@]}"`],
    [1, () => `((i = ${String(random.below(9))} ${random.pick(["+", "*", "%", "<<"])} ${String(1 + random.below(4))})); ${PROBE} "$i"`],
    [1, () => `[[ ${word(maker, 0)} =~ ${random.pick(["^([a-z]+)", "(.)$", "([0-9]+)", "(a|x)(.*)"])} ]] && ${PROBE} "\${BASH_REMATCH[1]}"`],
    [1, () => `read -r ${name} <<EOF\n${random.pick(TEXTS)} $${other} \${${name}:-d}\nEOF`],
    [1, () => `cat <<'EOF' | { read -r ${name}; ${PROBE} "$${name}"; }\n${random.pick(TEXTS)} $${other}\nEOF`],
    [1, () => (maker.functions.length === 0 ? `:` : `${random.pick(maker.functions)} ${word(maker, 1)} ${word(maker, 0)}`)],
    [1, () => (maker.functions.length === 0 ? `true` : `${name}=$(${random.pick(maker.functions)} ${word(maker, 0)})`)],
    [1, () => `p=${PROBE}; $p ${word(maker, 0)}`],
    [
      1,
      () =>
        `${random.pick(["declare", "export", "printf -v", "read -r"])} ${random.pick([`"$q${name}=v"`, `"${name}=$${other}"`, name, `"${name}"`])} ${random.pick(["", "<<< 'in put'"])}`,
    ],
    [1, () => `v=${name}; printf -v "$v" '%s' ${word(maker, 0)}; v=${other}; read -r "$v" <<< ${word(maker, 0)}`],
    [1, () => `eval "${name}=\\$${other}"`],
    [1, () => `${name}=$((${random.pick(["2 + 3", `\${#${other}} * 2`, "1 ? 4 : 5", "i++", "(i += 2) > 1"])}))`],
    [1, () => `let ${random.pick(["i=3", "i++", "'i = i * 2'"])}; ${PROBE} "$i"`],
    [
      2,
      () =>
        random.pick([
          `echo ${word(maker, 0)} > ${FILE}`,
          `printf '%s\\n' ${word(maker, 0)} ${word(maker, 0)} > ${FILE}`,
          `echo ${word(maker, 0)} >> ${FILE}`,
          `cat > ${FILE} <<EOF\n$${name} ${random.pick(TEXTS)}\nEOF`,
          `echo ${word(maker, 0)} | tee ${FILE} > /dev/null`,
          `: > ${FILE}`,
          `rm -f ${FILE}`,
          `cp ${FILE} f2.txt 2>/dev/null`,
          `mv ${FILE} f2.txt 2>/dev/null`,
        ]),
    ],
    [
      2,
      () =>
        random.pick([
          `${name}=$(cat ${FILE} 2>/dev/null)`,
          `${name}=$(< ${FILE})`,
          `read -r ${name} ${other} < ${FILE}`,
          `${name}=$(head -n 1 ${FILE} | tr a-z A-Z)`,
          `${name}=$(cat f2.txt 2>/dev/null)`,
          `mapfile -t ${list} < ${FILE}`,
        ]),
    ],
    [1, () => `echo '${PROBE} "$1" q' > f.sh; ${random.pick(["bash f.sh", ". ./f.sh", "sh ./f.sh"])} ${word(maker, 0)}`],
    [1, () => `${list}=($(echo ${word(maker, 0)}))`],
    [1, () => `${list}=("\${${list}[@]}" ${word(maker, 0)})`],
    [1, () => `${list}=("\${${list}[@]:1}")`],
    [1, () => `set -- "$@" ${word(maker, 0)}`],
    [1, () => `set -- $${name}`],
    [1, () => `${name}="$${other}"$'\\n'${word(maker, 0)}`],
    [1, () => `read -r ${name} < <(echo ${word(maker, 0)})`],
    [1, () => `read -r -d '' ${name} <<< ${word(maker, 0)}`],
    [1, () => `IFS=${random.pick([",", ":"])} ${PROBE} $${name}`],
    [1, () => `{ IFS=${random.pick([",", ":"])}; ${PROBE} $${name} "$*"; unset IFS; }`],
    [1, () => `shopt -s ${random.pick(["nocasematch", "nullglob", "lastpipe"])}`],
    [1, () => `echo ${word(maker, 0)} | read -r ${name}`],
    [1, () => `unset -f f; readonly ro${name}=${word(maker, 0)}; ${PROBE} "$ro${name}"`],
    [1, () => `${PROBE} "\${BASH_REMATCH[0]}" "\${!a*}"`],
    [1, () => `X=${word(maker, 0)} bash -c '${PROBE} "$X" "$a"'`],
    [1, () => `trap '${PROBE} t "$${name}"' EXIT`],
    [1, () => `while getopts "ab:" o ${random.chance(0.5) ? `-a -b ${word(maker, 0)}` : ""}; do ${PROBE} "$o" "$OPTARG"; done`],
  ])();
}

function condition(maker: Maker): string {
  const { random } = maker;
  return random.weighted([
    [2, () => `[ ${word(maker, 0, true)} ${random.pick(["=", "!="])} ${word(maker, 0, true)} ]`],
    [2, () => `[[ ${word(maker, 0, true)} == ${random.pick(PATTERNS)} ]]`],
    [1, () => `[ -${random.pick(["z", "n"])} ${word(maker, 0, true)} ]`],
    [1, () => random.pick(["true", "false", "! true", ":", "(( 1 > 2 ))", "[ $# -gt 1 ]"])],
    [1, () => `read -r ${random.pick(NAMES)} <<< ${word(maker, 0, true)}`],
  ])();
}

/** A word; `quoted`: one that is always one word. */
function word(maker: Maker, depth: number, quoted = false): string {
  const { random } = maker;
  const piece = random.weighted([
    [5, () => quote(random.pick(TEXTS))],
    [4, () => `"$${random.pick(NAMES)}"`],
    [quoted ? 0 : 3, () => `$${random.pick(NAMES)}`],
    [3, () => `"${parameter(maker)}"`],
    [quoted ? 0 : 2, () => parameter(maker)],
    [2, () => `"${substitution(maker, depth)}"`],
    [quoted ? 0 : 1, () => substitution(maker, depth)],
    [1, () => `"$${random.pick(["1", "2", "#", "*"])}"`],
    [quoted ? 0 : 2, () => random.pick(['"$@"', "$@", "$*", "$1", "$2", '"${@:2}"', '"${@:1:1}"', "${*:2}"])],
    [quoted ? 0 : 2, () => listed(random)],
    [quoted ? 0 : 1, () => random.pick(["{a,b}c", "x{1..3}", "{a,b}$a", "pre{,x}", "{1..2}{y,z}"])],
    [1, () => random.pick(["$'a\\tb'", "$'\\x41'", '"\\$a"', "a\\ b", "'$a'", '"`echo q`"', "$((3*4))", '"$((2**3))"', "\\*"])],
  ])();
  return depth > 0 && random.chance(0.25) ? `${piece}${word(maker, 0, quoted)}` : piece;
}

function listed(random: Random): string {
  const list = random.pick(LISTS);
  return random.pick([
    `"\${${list}[@]}"`,
    `\${${list}[@]}`,
    `"\${${list}[*]}"`,
    `\${${list}[0]}`,
    `"\${${list}[1]}"`,
    `"\${#${list}[@]}"`,
    `"\${!${list}[@]}"`,
    `"\${${list}[-1]}"`,
    `"\${${list}[@]:1}"`,
    `"\${${list}[@]:0:1}"`,
    `"\${${list}[@]#a}"`,
    `"\${${list}[@]/o/0}"`,
    `"\${${list}[@]^^}"`,
    `$${list}`,
  ]);
}

function parameter(maker: Maker): string {
  const { random } = maker;
  const name = random.pick([...NAMES, ...NAMES, "1", "2"]);
  const text = random.pick(["x", "d e", "$b", "${c:-z}", "'q'"]);
  return random.weighted([
    [2, () => `\${${name}:-${text}}`],
    [1, () => `\${${name}-${text}}`],
    [1, () => (/^\d/.test(name) ? `\${${name}}` : `\${${name}:=${text}}`)],
    [1, () => `\${${name}:+${text}}`],
    [1, () => `\${${name}+${text}}`],
    [1, () => `\${#${name}}`],
    [2, () => `\${${name}${random.pick(["#", "##", "%", "%%"])}${random.pick(PATTERNS)}}`],
    [
      2,
      () => `\${${name}${random.pick(["/", "//", "/#", "/%"])}${random.pick(["o", "a", "?", ":", "*b", ".", "[a-z]"])}/${random.pick(["Z", "", "$b", "--"])}}`,
    ],
    [2, () => `\${${name}:${random.pick(["0", "1", "2", " -2", "1:2", "0:1", "1:-1"])}}`],
    [1, () => `\${${name}${random.pick(["^", "^^", ",", ",,", "^^[a-m]"])}}`],
    [1, () => `\${${name}@${random.pick(["U", "L", "Q", "u", "E"])}}`],
    [1, () => `\${${name}${random.pick(["/o/<&>", "//[a-z]/&-", "/#/^", "/%/$", "//\\//_", "//:/,"])}}`],
  ])();
}

function substitution(maker: Maker, depth: number): string {
  const { random } = maker;
  const inner = depth > 0 ? word(maker, depth - 1) : `"$${random.pick(NAMES)}"`;
  const filter = random.weighted([
    [4, ""],
    [1, " | tr a-z A-Z"],
    [1, " | tr -d o"],
    [1, " | rev"],
    [1, " | cut -d: -f2"],
    [1, " | cut -c1-2"],
    [1, " | sed 's/o/0/g'"],
    [1, " | sed -e 's|a|b|' -e 's/^/>/'"],
    [1, " | head -1"],
    [1, " | head -c 3"],
    [1, " | tail -n 1"],
    [1, " | base64"],
    [1, " | base64 | base64 -d"],
    [1, " | awk '{print $1}'"],
    [1, " | grep -o '[a-z]*'"],
    [1, " | sort -u"],
    [1, " | wc -c"],
    [1, " | xxd -p"],
    [1, " | tr ' ' '_'"],
  ]);
  return random.weighted([
    [3, () => `$(echo ${inner}${filter})`],
    [2, () => `$(printf '%s\\n' ${inner}${filter})`],
    [1, () => `$(printf '%s' ${inner}${filter})`],
    [1, () => `$(basename ${inner})`],
    [1, () => `$(dirname ${inner})`],
    [1, () => `$(echo -n ${inner})`],
    [1, () => `$(echo -e ${inner})`],
    [1, () => `$(cat <<< ${inner})`],
    [1, () => `$(printf '${random.pick(["%5s", "%-4s|", "%.2s", "%b", "%x", "%s-%s", "%c", "%%%s", "\\\\x41%s"])}' ${inner})`],
    [1, () => `$(cat <(echo ${inner}))`],
    [1, () => `$(echo ${inner} | while read -r w; do echo "<$w>"; done)`],
    [1, () => `$(echo ${inner} | sed -n ${random.pick(["'s/a/b/gp'", "'1p'", "'$p'"])})`],
    [1, () => `$(echo ${inner} | tr ${random.pick(["-s ' '", "-cd 'a-z\\n'", "'a-c' 'x-z'", "-d '\\n'", "':' '\\n'"])})`],
    [1, () => `$(echo ${inner} | cut -d' ' -f${random.pick(["1", "2-", "1,2"])})`],
    [1, () => `$(echo ${inner} | awk ${random.pick(["'{print $NF}'", "-F: '{print $2}'", "'{print $2,$1}'", "'NR==1'", "'{print length($0)}'"])})`],
    [1, () => `$(echo ${inner} | grep ${random.pick(["a", "-v a", "-c a", "-q a && echo y", "-oE '[0-9]+'"])} || echo none)`],
    [1, () => `$(seq ${random.pick(["3", "2 4", "1 2 5"])} | tr '\\n' ,)`],
    [1, () => `$(expr ${random.pick(["2 + 3", "length abc", "substr hello 2 3", "xay : 'x\\(.\\)'"])})`],
    [1, () => `$(if true; then echo ${inner}; else echo no; fi)`],
    [1, () => `$(${random.pick(NAMES)}=sub; echo "$${random.pick(NAMES)}")`],
  ])();
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
