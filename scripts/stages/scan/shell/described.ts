import { type Call, optionsOf } from "./call.ts";
import type { Machine } from "./machine.ts";
import { ownFiles } from "./run-file.ts";
import { pathIn } from "./writes.ts";

/** How a program is told of the file that says what it runs: by an option, or (null) as its first word; `language`: what stands in it, "jobs" for commands line by line. */
type Way = Readonly<{ option: RegExp | null; verb?: RegExp; language: string }>;

const JOBS = "jobs";
const PLAYBOOK: Way = { option: null, language: JOBS };
const BUILT: Way = { option: /^(?:-f|--file)$/, verb: /^(?:build|buildx|bake)$/, language: "Docker" };
const COMPOSED: Way = { option: /^(?:-f|--file)$/, verb: /^compose$/, language: JOBS };
const APPLIED: Way = { option: /^(?:-f|--filename|-k)$/, verb: /^(?:apply|create|replace|run)$/, language: JOBS };

const WAYS: Readonly<Record<string, readonly Way[]>> = {
  "ansible-playbook": [PLAYBOOK],
  "docker-compose": [{ ...COMPOSED, verb: /^/ }],
  buildah: [BUILT],
  docker: [BUILT, COMPOSED],
  podman: [BUILT, COMPOSED],
  nerdctl: [BUILT, COMPOSED],
  kubectl: [APPLIED],
  oc: [APPLIED],
  make: [{ option: /^(?:-f|--file|--makefile)$/, language: "Make" }],
  gmake: [{ option: /^(?:-f|--file|--makefile)$/, language: "Make" }],
  bats: [{ option: null, language: "Bats" }],
  just: [{ option: /^(?:-f|--justfile)$/, language: "Just" }],
  task: [{ option: /^(?:-t|--taskfile)$/, language: JOBS }],
  "go-task": [{ option: /^(?:-t|--taskfile)$/, language: JOBS }],
  tox: [{ option: /^(?:-c|--conf)$/, language: JOBS }],
  nox: [{ option: /^(?:-f|--noxfile)$/, language: "Python" }],
  snakemake: [{ option: /^(?:-s|--snakefile)$/, language: "Snakemake" }],
  act: [{ option: /^(?:-W|--workflows)$/, language: JOBS }],
  "pre-commit": [{ option: /^(?:-c|--config)$/, language: JOBS }],
  logrotate: [{ option: null, language: JOBS }],
};
const VALUED: ReadonlySet<string> = new Set(
  "-f --file --filename -k -c --conf --config -t --taskfile -s --snakefile --noxfile --justfile -W --workflows -i --inventory -e --extra-vars -l --limit -u --user -p --project-name -n --namespace -d --dir".split(
    " ",
  ),
);

/** A program that is told of a file of the skill which says what it runs: that file is a program, too, whatever it is called. */
export function readDescribed(machine: Machine, { program, args, around }: Call): void {
  const ways = Object.hasOwn(WAYS, program) ? (WAYS[program] ?? []) : [];
  if (ways.length === 0) return;
  const { options, operands } = optionsOf(args, VALUED);
  for (const { option, verb, language } of ways) {
    if (verb !== undefined && !verb.test(operands[0]?.text ?? "")) continue;
    const named = option === null ? operands : options.flatMap(({ name, value }) => (option.test(name) && value !== null ? [value] : []));
    for (const one of named) for (const path of ownFiles(machine, pathIn(around.state, one))) machine.loaded.push({ path, language });
  }
}
