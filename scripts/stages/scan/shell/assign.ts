import { type Machine, type Place, refuse, shown, step } from "./machine.ts";
import { fewLists, getVariable, listsIn, putVariable, type State, type Variable } from "./state.ts";
import { bitsOf } from "./held.ts";
import { withItem } from "./items.ts";
import { alternatives, FROM, has, HOLE, isKnown, known, type Text, unknown } from "./text.ts";
import { HIJACKS, TUNING } from "./variables.table.ts";

/** Gives a variable its value. References are followed; a variable by which other programs load code is a finding. */
export function setVariable(machine: Machine, state: State, name: string, variable: Variable, place: Place): void {
  if (!/^[A-Za-z_]\w*$/.test(name) || !step(machine)) return;
  const old = getVariable(state, name);
  if (old?.reference != null && variable.reference === null && old.reference !== name) {
    putVariable(state, old.reference, variable);
    return;
  }
  const shape = variable.shape ?? old?.shape;
  const shaped = shape === undefined ? variable : reshaped(variable, shape);
  putVariable(state, name, { ...withOldItems(shaped, old), values: alternatives(shaped.values) });
  if (!machine.isPrivate && bitsOf(variable) !== 0) machine.isPrivate = true;
  checkHijack(machine, name, variable.values, place);
}

/** A text given to an array is its first element (bash manual, "Arrays"). */
function withOldItems(variable: Variable, old: Variable | undefined): Variable {
  if (old?.keys !== undefined && variable.keys === undefined && variable.reference === null)
    return { ...variable, keys: new Map([...old.keys, ["0", variable.values]]) };
  const lists = old === undefined || variable.elements !== null || variable.keys !== undefined ? null : listsIn(old);
  if (lists === null) return variable;
  const [elements = [], ...others] = fewLists(
    lists.flatMap((list) => variable.values.map((one) => (list[0]?.many === true ? [one, ...list] : [one, ...list.slice(1)]))),
  );
  return { ...variable, elements, others };
}

/** What `declare -u`, `-l`, `-c` or `-i` make of every value. */
function reshaped(variable: Variable, shape: string): Variable {
  const one = (text: Text): Text => (isKnown(text) ? { ...text, text: SHAPES[shape]?.(text.text) ?? HOLE } : shape === "i" ? unknown(FROM.plain) : text);
  const { elements, others = [] } = variable;
  return { ...variable, values: variable.values.map(one), elements: elements?.map(one) ?? null, others: others.map((list) => list.map(one)), shape };
}

const SHAPES: Readonly<Record<string, ((text: string) => string) | undefined>> = {
  u: (text) => text.toUpperCase(),
  l: (text) => text.toLowerCase(),
  i: (text) => (/^(?:0|-?[1-9]\d{0,14})$/.test(text) ? text : HOLE),
};

export function setText(machine: Machine, state: State, name: string, values: readonly Text[], place: Place): void {
  const [, base, index] = /^([A-Za-z_]\w*)\[([^]*)\]$/.exec(name) ?? [];
  if (base === undefined || index === undefined) setVariable(machine, state, name, { values, elements: null, reference: null }, place);
  // `printf -v a[1]`, `read a[1]`: the name is one element.
  else setVariable(machine, state, base, withItem(getVariable(state, base), [/[$`]/.test(index) ? unknown(FROM.data) : known(index)], values, false), place);
}

export function forget(machine: Machine, state: State, name: string, from: number = FROM.data): void {
  if (step(machine)) putVariable(state, name, { values: [unknown(from)], elements: null, reference: null });
}

/** Sets PATH, LD_PRELOAD and the like: what runs later under a known name is then what the script chose. */
export function checkHijack(machine: Machine, name: string, values: readonly Text[], place: Place): void {
  if (name === "PATH") {
    if (values.some(takesOverPath)) refuse(machine, "command-persist", place, { text: shown(machine, place) }, ["PATH leads to a place that others can write"]);
    return;
  }
  if (!HIJACKS.has(name)) return;
  const harmless = TUNING.get(name);
  const isProxy = /proxy$/i.test(name) || /_URL$|registry$/.test(name);
  if (isProxy) {
    if (
      values.every(
        (one) =>
          one.text === "" ||
          !isKnown(one) ||
          /^(?:https?|socks5h?):\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)|^https:\/\/(?:registry\.npmjs\.org|pypi\.org|api\.openai\.com|api\.anthropic\.com)\//.test(
            one.text,
          ),
      )
    )
      return;
    if (machine.mode === "told" || !/registry|INDEX|BASE_URL/.test(name)) return;
  }
  if (machine.mode === "told" && isOrdinary(name, values)) return;
  if (values.every((one) => one.text === "" || (harmless?.test(one.text) ?? false))) return;
  refuse(machine, "command-persist", place, { text: shown(machine, place) }, [`${name} makes other programs load or run something`]);
}

const LOADERS = /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES|NODE_OPTIONS|BASH_ENV|PROMPT_COMMAND|PYTHONSTARTUP|GIT_SSH_COMMAND)$/;

/** Documents tell of pagers, library folders and sanitizers; what loads code from the skill's own or a shared folder is another thing. */
function isOrdinary(name: string, values: readonly Text[]): boolean {
  if (!LOADERS.test(name)) return values.every((one) => !has(one, FROM.network | FROM.decoded | FROM.crafted));
  if (!/^(?:LD_PRELOAD|DYLD_INSERT_LIBRARIES)$/.test(name)) return false;
  return values.every(
    (one) => !has(one, FROM.network | FROM.decoded | FROM.crafted) && (one.text === HOLE || /^\/(?:usr|opt|nix)\/(?!.*\.\.\/)/.test(one.text)),
  );
}

/** A folder before the known ones that is relative, shared, hidden or unknown; what the person installs in their home or a project's own tools are ordinary. */
function takesOverPath(value: Text): boolean {
  if (has(value, FROM.network | FROM.decoded)) return true;
  const before = value.text.split(/:?\u0001/)[0] ?? "";
  // A folder that `mktemp` just made belongs to nobody else.
  if (value.text.startsWith(HOLE) || /^\/tmp\/mktemp-[\w-]+(?:\/|$)/.test(before)) return false;
  return before.split(":").some((one) => one === "." || one === "" || /^(?:\/tmp|\/var\/tmp|\/dev\/shm)(?:\/|$)/.test(one)) && before !== "";
}
