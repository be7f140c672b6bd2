import { anyOf, fewKeys, fewLists, type List, listsIn, type Variable } from "./state.ts";
import { alternatives, concat, EMPTY, FROM, HOLE, isKnown, marked, type Text, unknown } from "./text.ts";

/** Words of an array that nobody has counted. */
export const ANY = { ...unknown(FROM.data), many: true };

/** Lists -> the array that is one of them. */
export function listed(lists: readonly List[]): Variable {
  const [elements = [], ...others] = fewLists(lists);
  return { values: [elements[0]?.many === true ? unknown(FROM.data) : (elements[0] ?? EMPTY)], elements, others, reference: null };
}

/** `x[at]=value`. */
export function withItem(old: Variable | undefined, at: readonly Text[], given: readonly Text[], append: boolean): Variable {
  const only = at.length === 1 ? at[0] : undefined;
  // A key is in the table like what stands under it.
  const keyBits = at.reduce((bits, one) => bits | one.from, 0) & FROM.secret;
  const texts = keyBits === 0 ? given : given.map((one) => marked(one, keyBits));
  if (old?.keys !== undefined) {
    const key = only === undefined || !isKnown(only) ? HOLE : only.text;
    const before = append || key === HOLE ? (old.keys.get(key) ?? [EMPTY]) : [];
    const values = append ? before.flatMap((one) => texts.map((text) => concat(one, text))) : [...before, ...texts];
    return { ...old, keys: fewKeys(new Map([...old.keys, [key, alternatives(values)]])) };
  }
  const lists = old === undefined ? [[]] : (listsIn(old) ?? [old.values.every(isKnown) && old.values.length === 1 ? old.values : [ANY]]);
  const number = only !== undefined && /^-?\d{1,4}$/.test(only.text) ? Number(only.text) : null;
  return listed(lists.flatMap((list) => texts.map((text) => replaced(list, number, text, append))));
}

/** List, number (null: nobody knows which), text -> the list with the text there; a gap or a number that cannot be told leaves only what is in it. */
function replaced(list: List, number: number | null, text: Text, append: boolean): List {
  const at = number !== null && number < 0 ? list.length + number : number;
  const isCounted = list.every((one) => one.many !== true);
  if (at === null || at < 0 || at > list.length || !isCounted) return [anyOf([...list, text])];
  const before = list[at];
  return [...list.slice(0, at), append && before !== undefined ? concat(before, text) : text, ...list.slice(at + 1)];
}
