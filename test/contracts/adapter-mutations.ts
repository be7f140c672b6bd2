import { DatabaseSync } from "node:sqlite";

/** What may stand where a program expects something else. */
const WRONG_VALUES: readonly unknown[] = [null, 0, -1, 1e308, true, "", "x", [], [null], {}, { type: 1 }, [[["a"]]]];

/** Record -> copies of it, each with one field (at any depth) of another type or missing. */
export function mutations(value: unknown, depth = 0): readonly unknown[] {
  if (typeof value !== "object" || value === null || depth > 4) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const put = (one: unknown): unknown => (Array.isArray(value) ? value.with(Number(key), one) : { ...value, [key]: one });
    const without = Array.isArray(value) ? value.toSpliced(Number(key), 1) : Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    return [without, ...WRONG_VALUES.map(put), ...mutations(inner, depth + 1).map(put)];
  });
}

/** List -> at most `limit` of its members, spread evenly over it. */
export function spread<T>(list: readonly T[], limit: number): readonly T[] {
  const step = Math.max(1, list.length / limit);
  return list.filter((_one, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/** Opens the sample's database as its program would, for one piece of work. */
export function withDatabase<T>(path: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(path);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Puts wrong types, and then half of a record, into each row of a column that holds JSON, and asks after each. Gives the number of rows. */
export function eachWrongRow(path: string, { table, column }: Readonly<{ table: string; column: string }>, check: (isCut: boolean) => void): number {
  const rows = withDatabase(path, (db) => db.prepare(`SELECT rowid AS at, ${column} AS record FROM ${table}`).all());
  for (const { at, record } of rows) {
    const put = (value: string): void =>
      withDatabase(path, (db) => void db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(value, Number(at)));
    for (const one of spread(mutations(JSON.parse(String(record))), 8)) {
      put(JSON.stringify(one));
      check(false);
    }
    put(String(record).slice(0, -1));
    check(true);
    put(String(record));
  }
  return rows.length;
}
