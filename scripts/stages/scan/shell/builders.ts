import { type Call, type Judge, optionsOf, words } from "./call.ts";
import { embedShell } from "./evaluate.ts";
import { type Field, type Machine, refuse, shown } from "./machine.ts";
import { needProgram } from "./permissions.ts";
import { isSecretRead } from "./reads.ts";
import { ownFiles } from "./run-file.ts";
import { FROM, isKnown, type Text } from "./text.ts";
import { ANY, block } from "./tools.ts";
import { pathIn } from "./writes.ts";

const BUILT = words(
  "-f --file -t --tag --build-arg --target --platform --secret --ssh --cache-from --cache-to -o --output --network --label --progress --builder --iidfile --add-host --build-context -m",
);

/** Containers: a way to the whole machine when they are given its root, its devices or the socket. */
export const judgeDocker: Judge = (machine, call) => {
  const line = ` ${call.args.map((one) => one.text).join(" ")} `;
  needProgram(machine, call.around.place, call.program);
  if (
    /\s--privileged(?:=true)?\s|\s--(?:pid|userns|cgroupns)[= ]host\s|docker\.sock|\s--cap-add[= ](?:ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|DAC_READ_SEARCH|NET_ADMIN)|\s--device[= ]\/dev\/(?:sd|nvme|mem|kmem)|\s(?:-v|--volume)[= ]?(?:\/|\/(?:etc|root|home|var|usr|proc|sys)|~|\/var\/run)\/?:|\s--mount[= ][^ ]*(?:source|src)=(?:\/|\/etc|\/root|\/home|~)\/?(?:,|\s)|\s--security-opt[= ](?:seccomp|apparmor)[=:]unconfined|\s(?:-v|--volume)[= ]?[^ ]*(?:\.ssh|\.aws|\.gnupg|\.docker\/config)[^ ]*:/i.test(
      line,
    )
  )
    block(machine, call, "command-hidden", "a container with the rights of the machine");
  const verb = call.args.find((one) => !one.text.startsWith("-"))?.text;
  if (verb === "build" || verb === "buildx" || verb === "bud") readBuild(machine, call);
  if (verb !== "run" && verb !== "exec") return ANY;
  const at = call.args.findIndex((one) => /^(?:ba|da|z|a)?sh$|\/(?:ba|da|a)?sh$/.test(one.text));
  const code = at >= 0 && /^-[a-z]*c$/.test(call.args[at + 1]?.text ?? "") ? call.args[at + 2] : undefined;
  if (code !== undefined && /\b(?:curl|wget)\b[^\n;]{0,400}\|\s*(?:ba|z|da)?sh\b/.test(code.text))
    block(machine, call, "fetch-and-run", "inside of a container");
  if (call.around.stdin !== null && (call.around.stdin.from & (FROM.network | FROM.decoded)) !== 0 && at >= 0)
    block(machine, call, "fetch-and-run", "inside of a container");
  return ANY;
};

/** What a build is told of, and what it gets. */
function readBuild(machine: Machine, call: Call): void {
  const { options, operands } = optionsOf(call.args, BUILT);
  const files = options.flatMap(({ name, value }) => (/^(?:-f|--file)$/.test(name) && value !== null ? [value] : []));
  const folder = operands.at(-1);
  // What a build is lent (`--secret`, `--ssh`) is gone at its end; a folder that it gets is in what it makes.
  const folders = [
    ...(folder === undefined ? [] : [folder]),
    ...options.flatMap(({ name, value }) => (name === "--build-context" && value !== null ? [value] : [])),
  ];
  if (folders.some((one) => isOfKeys({ ...one, text: one.text.replace(/^[\w.-]+=/, "") })))
    block(machine, call, "command-exfiltrate", "keys become a part of what is built");
  if (folder?.text === "-") readGiven(machine, call, "docker", folder);
  for (const one of files) readGiven(machine, call, "docker", one);
  if (files.length === 0 && folder !== undefined && folder.text !== "-")
    for (const name of ["Dockerfile", "Containerfile"])
      readGiven(machine, call, "docker", { ...folder, text: folder.text === "." ? name : `${folder.text.replace(/\/$/, "")}/${name}` });
}

function isOfKeys(path: Text): boolean {
  return isSecretRead(path) || /(?:^|\/)\.(?:ssh|aws|gnupg|kube|docker)\/?$/.test(path.text);
}

/** make and its relatives: what they are told of, and what is put into their recipes. */
export const judgeMake: Judge = (machine, call) => {
  needProgram(machine, call.around.place, call.program);
  const { options } = optionsOf(call.args, words("-f -C -j -I -o -W --file --directory --makefile --eval -E"));
  for (const { name, value } of options) if (/^(?:-f|--file|--makefile)$/.test(name) && value !== null) readGiven(machine, call, "make", value);
  for (const one of options)
    if (/^g?make$/.test(call.program) && (one.name === "--eval" || one.name === "-E")) block(machine, call, "command-hidden", "make rules given as text");
  if (/^g?make$/.test(call.program) && !options.some(({ name }) => /^(?:-f|--file|--makefile)$/.test(name)))
    for (const name of ["Makefile", "makefile", "GNUmakefile"]) readGiven(machine, call, "make", { text: name, from: 0, names: [] });
  if (/^g?make$/.test(call.program)) for (const one of call.args) overridden(machine, call, one);
  const folder = options.find((one) => one.name === "-C" || one.name === "--directory")?.value ?? null;
  const where: Text = folder === null ? call.around.state.cwd : pathIn(call.around.state, folder);
  if (machine.foreign.has(where.text)) {
    if (machine.mode === "told") machine.report({ rule: "unpinned-install", ...call.around.place, args: { text: shown(machine, call.around.place) } });
    else block(machine, call, "fetch-and-run", "builds what was just fetched");
  }
  return ANY;
};

/** A file that says what a program runs, or what is piped in for it: where the script made it, what it holds is read. */
function readGiven(machine: Machine, { around, program }: Call, language: "make" | "docker", file: Text): void {
  const path = pathIn(around.state, file);
  const isPiped = /^(?:-|\/dev\/(?:stdin|fd\/0))$/.test(file.text);
  const content = isPiped ? around.stdin : machine.files.get(path.text);
  if (!isPiped) machine.ran.push({ path: path.text, place: around.place });
  if (content === null || content === undefined) return;
  const { place } = around;
  if ((content.from & (FROM.network | FROM.decoded)) !== 0) refuse(machine, "fetch-and-run", place, { text: shown(machine, place) });
  else if (!isKnown(content)) {
    if (machine.mode !== "told") refuse(machine, "dynamic-code", place, { name: program, why: "what it is told to do cannot be told" });
  } else
    machine.context.embed?.(language, content.text, machine.path, (mark) => {
      if (machine.mode === "told" && (mark.rule.startsWith("unread-") || mark.permission !== undefined)) return;
      machine.report({ ...mark, ...place });
    });
}

/** `make NAME=value`: what stands there is in every recipe that names it, letter for letter. */
function overridden(machine: Machine, call: Call, word: Field): void {
  const [, name = "", value = ""] = /^([\w.]+)[:?+]*=([^]*)$/.exec(word.text) ?? [];
  if (name === "") return;
  if (/^(?:SHELL|\.SHELLFLAGS|MAKEFLAGS|MAKEFILES|GNUMAKEFLAGS)$/.test(name) && !/^(?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k)?sh$/.test(value))
    block(machine, call, "command-hidden", `${name} says what make runs`);
  else if (/[;|&`<>\n]|\$\(/.test(value)) embedShell(machine, { ...word, text: value }, call.around);
  for (const one of value.split(/\s+/))
    for (const path of ownFiles(machine, { ...word, text: one })) machine.loaded.push({ path, language: "shell", isGuess: true });
}
