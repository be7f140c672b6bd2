#!/usr/bin/env node
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { extname, join, resolve, sep } from "node:path";
import { parseArgs } from "node:util";

function rootFolder(root) {
  if (root === "~") return homedir();
  if (root.startsWith("~/")) return join(homedir(), root.slice(2));
  return resolve(import.meta.dirname, "..", root);
}

function isInside(real, roots) {
  return roots.some((root) => {
    const folder = rootFolder(root);
    if (!existsSync(folder)) return false;
    const base = realpathSync(folder);
    return real === base || real.startsWith(base.endsWith(sep) ? base : base + sep);
  });
}

function readInput(path) {
  const real = realpathSync(resolve(path));
  if (!isInside(real, ["~/sales", ])) throw new Error(`not in a granted folder: ${path}`);
  return readFileSync(real, "utf8");
}

function listInputs(folder) {
  const real = realpathSync(resolve(folder));
  if (!isInside(real, ["~/sales", ])) throw new Error(`not in a granted folder: ${folder}`);
  return readdirSync(real, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(real, entry.name))
    .sort();
}

function readStdin() {
  return readFileSync(0, "utf8");
}

/* Quoted fields, doubled quotes, line breaks inside quotes, LF and CRLF. */
function parseDelimited(text, delimiter) {
  const records = [];
  let record = [];
  let field = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const one = text.at(at);
    if (quoted) {
      if (one !== '"') field += one;
      else if (text.at(at + 1) === '"') {
        field += one;
        at += 1;
      } else quoted = false;
    } else if (one === '"' && field === "") quoted = true;
    else if (one === delimiter) {
      record.push(field);
      field = "";
    } else if (one === "\n" || one === "\r") {
      if (one === "\r" && text.at(at + 1) === "\n") at += 1;
      record.push(field);
      records.push(record);
      record = [];
      field = "";
    } else field += one;
  }
  if (quoted) throw new Error("a quoted field is not closed");
  if (field !== "" || record.length > 0) records.push([...record, field]);
  return records.filter((fields) => fields.length > 1 || fields.at(0) !== "");
}

function delimiterOf(text) {
  const line = text.split("\n", 1).join("");
  const counts = [",", ";", "\t"].map((mark) => ({ mark, times: line.split(mark).length }));
  return counts.toSorted((a, b) => b.times - a.times).at(0).mark;
}

/* A second column of the same name gets a number, so that no value is lost. */
function uniqueNames(fields) {
  const taken = new Set();
  return fields.map((field, at) => {
    const wanted = field.trim() === "" ? `column ${at + 1}` : field.trim();
    let chosen = wanted;
    for (let next = 2; taken.has(chosen); next += 1) chosen = `${wanted} ${next}`;
    taken.add(chosen);
    return chosen;
  });
}

function rowsOfRecords(records) {
  const widest = records.reduce((most, fields) => Math.max(most, fields.length), 0);
  const first = records.at(0) ?? [];
  const header = uniqueNames([...first, ...Array.from({ length: widest - first.length }, () => "")]);
  return records.slice(1).map((fields) => new Map(header.map((column, at) => [column, fields.at(at) ?? ""])));
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/* A list, or an object around one list, or one object. */
function rowsOfJson(value) {
  if (isRecord(value)) {
    const lists = Object.values(value).filter((part) => Array.isArray(part));
    return lists.length === 1 ? rowsOfJson(lists.at(0)) : [new Map(Object.entries(value))];
  }
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => (isRecord(item) ? new Map(Object.entries(item)) : new Map([["value", item]])));
}

function linesOf(text) {
  return text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
}

function guessForm(path, text) {
  const ending = extname(path).toLowerCase();
  if (ending === ".csv") return "csv";
  if (ending === ".tsv") return "tsv";
  if (ending === ".json") return "json";
  if (ending === ".jsonl" || ending === ".ndjson") return "jsonl";
  if (ending !== "") return "text";
  const start = text.trimStart();
  if (start.startsWith("[") || start.startsWith("{")) return isJson(text) ? "json" : "jsonl";
  return text.split("\n", 1).join("").includes(",") ? "csv" : "text";
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function rowsOf(text, form) {
  if (form === "csv") return rowsOfRecords(parseDelimited(text, delimiterOf(text)));
  if (form === "tsv") return rowsOfRecords(parseDelimited(text, "\t"));
  if (form === "json") return rowsOfJson(JSON.parse(text));
  if (form === "jsonl") return linesOf(text).flatMap((line) => rowsOfJson(JSON.parse(line)));
  if (form === "text") return linesOf(text).map((line) => new Map([["line", line]]));
  throw new Error(`unknown form: ${form}`);
}

function cellText(value) {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/* What a table cell of Markdown cannot hold is escaped, so that data never changes the table or adds a link. */
function markdownCell(value) {
  return cellText(value)
    .replaceAll(/[\\|`*_<>&~#{}[\]!]/g, "\\$&")
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .trim();
}

function markdownTable(columns, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(columns.map(markdownCell)), line(columns.map(() => "---")), ...rows.map((row) => line(columns.map((column) => markdownCell(row.get(column)))))].join("\n");
}

function columnsOf(rows) {
  return [...new Set(rows.flatMap((row) => [...row.keys()]))];
}

function listOption(text) {
  return text === undefined ? [] : text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

function pickColumns(rows, wanted) {
  const known = columnsOf(rows);
  const missing = wanted.filter((column) => !known.includes(column));
  if (missing.length > 0 && rows.length > 0) throw new Error(`no such column: ${missing.join(", ")}; there are ${known.join(", ")}`);
  return wanted.length === 0 ? known : wanted;
}

function numberOf(value) {
  if (typeof value === "number") return value;
  const text = cellText(value).trim().replaceAll(",", "");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
}

function compareCells(a, b) {
  const difference = numberOf(a) - numberOf(b);
  if (Number.isFinite(difference)) return difference;
  const left = cellText(a);
  const right = cellText(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function asObjects(rows) {
  return rows.map((row) => Object.fromEntries(row));
}

function withoutMark(text) {
  return text.charCodeAt(0) === 65279 ? text.slice(1) : text;
}

function filesAt(path) {
  try {
    return listInputs(path);
  } catch {
    return [path];
  }
}

function sources(paths) {
  if (paths.length === 0) return [{ place: "-", text: readStdin() }];
  return paths.flatMap(filesAt).map((path) => ({ place: path, text: readInput(path) }));
}

const HELP = [
  "Usage: node scripts/report.mjs [--in PATH ...] [options]",
  "       node scripts/report.mjs --in FILE --group COLUMN --total COLUMN",
  "       cat data.csv | node scripts/report.mjs --out json",
  "",
  "Reads CSV, TSV, JSON, JSON lines or text from files, folders or stdin and prints a report.",
  "",
  "  --in PATH        file or folder to read (repeatable); without it stdin is read",
  "  --from FORM      csv, tsv, json, jsonl or text; default: by file name or content",
  "  --columns A,B    only these columns",
  "  --match TEXT     only rows that hold the text (upper and lower case are the same)",
  "  --group COLUMN   count the rows for each value of the column",
  "  --total COLUMN   with --group: add up this column, too",
  "  --sort COLUMN    order the rows, numbers by size",
  "  --limit N        show at most N rows, default 20",
  "  --out FORM       markdown (default) or json",
  "  --help           show this text",
].join("\n");

function describeColumn(rows, column) {
  const values = rows.map((row) => row.get(column)).filter((value) => cellText(value) !== "");
  const numbers = values.map(numberOf);
  const numeric = numbers.length > 0 && numbers.every((one) => Number.isFinite(one));
  const sum = numeric ? numbers.reduce((all, one) => all + one, 0) : null;
  return new Map([
    ["column", column],
    ["filled", values.length],
    ["distinct", new Set(values.map(cellText)).size],
    ["least", numeric ? numbers.reduce((all, one) => Math.min(all, one)) : null],
    ["most", numeric ? numbers.reduce((all, one) => Math.max(all, one)) : null],
    ["mean", numeric ? rounded(sum / numbers.length) : null],
    ["total", numeric ? rounded(sum) : null],
  ]);
}

/* Sums of decimal fractions without the noise of binary ones. */
function rounded(value) {
  return Number(value.toPrecision(12));
}

function groupsOf(rows, column, total) {
  const groups = [...Map.groupBy(rows, (row) => cellText(row.get(column))).entries()];
  return groups
    .map((pair) => {
      const members = pair.at(1);
      const numbers = members.map((row) => numberOf(row.get(total))).filter((one) => Number.isFinite(one));
      const base = [
        [column, pair.at(0)],
        ["rows", members.length],
      ];
      return new Map(total === undefined ? base : [...base, [`total of ${total}`, rounded(numbers.reduce((all, one) => all + one, 0))]]);
    })
    .toSorted((a, b) => b.get("rows") - a.get("rows") || compareCells(a.get(column), b.get(column)));
}

function asMarkdown(report) {
  const parts = [
    `# ${markdownCell(report.heading)}`,
    `${report.counted} rows from ${report.read} inputs, ${report.columns.length} columns.`,
    ...(report.summary.length === 0 ? [] : ["## Columns", markdownTable(columnsOf(report.summary), report.summary)]),
    ...(report.groups === null ? [] : ["## Groups", markdownTable(columnsOf(report.groups), report.groups)]),
    ...(report.shown.length === 0 ? [] : ["## Rows", markdownTable(report.columns, report.shown)]),
  ];
  const rest = report.counted - report.shown.length;
  return rest > 0 && report.groups === null ? [...parts, `${rest} more rows are not shown; use --limit.`].join("\n\n") : parts.join("\n\n");
}

function asJson(report) {
  const facts = {
    heading: report.heading,
    rows: report.counted,
    inputs: report.read,
    columns: asObjects(report.summary),
    groups: report.groups === null ? null : asObjects(report.groups),
    shown: asObjects(report.shown),
  };
  return JSON.stringify(facts, null, 2);
}

function limitOf(text) {
  const limit = text === undefined ? 20 : Number(text);
  if (!Number.isInteger(limit) || limit < 0) throw new Error(`--limit takes a whole number, not ${text}`);
  return limit;
}

/* Inputs as { place, text } -> what the options ask for. */
function reportOf(heading, inputs, options) {
  const rows = inputs.flatMap((source) => rowsOf(withoutMark(source.text), options.get("from") ?? guessForm(source.place, source.text)));
  const wanted = (options.get("match") ?? "").toLowerCase();
  const matching = rows.filter((row) => wanted === "" || [...row.values()].some((value) => cellText(value).toLowerCase().includes(wanted)));
  const by = options.get("sort");
  const group = options.get("group");
  const total = options.get("total");
  pickColumns(rows, [by, group, total].filter((column) => column !== undefined));
  const columns = pickColumns(rows, listOption(options.get("columns")));
  const ordered = by === undefined ? matching : matching.toSorted((a, b) => compareCells(a.get(by), b.get(by)));
  return {
    heading,
    read: inputs.length,
    counted: matching.length,
    columns,
    summary: columns.map((column) => describeColumn(matching, column)),
    groups: group === undefined ? null : groupsOf(matching, group, total),
    shown: group === undefined ? ordered.slice(0, limitOf(options.get("limit"))).map((row) => new Map(columns.map((column) => [column, row.get(column) ?? null]))) : [],
  };
}

function outOf(options) {
  const form = options.get("out") ?? "markdown";
  if (form !== "markdown" && form !== "json") throw new Error(`--out takes markdown or json, not ${form}`);
  return form === "json" ? asJson : asMarkdown;
}

function main() {
  const text = { type: "string" };
  const given = parseArgs({
    options: {
      in: { type: "string", multiple: true },
      from: text,
      columns: text,
      match: text,
      group: text,
      total: text,
      sort: text,
      limit: text,
      out: text,
      help: { type: "boolean" },
    },
  });
  const options = new Map(Object.entries(given.values));
  if (options.get("help") === true) {
    console.log(HELP);
    return;
  }
  const shown = outOf(options);
  console.log(shown(reportOf("Summarize a sales CSV by region", sources(options.get("in") ?? []), options)));
}

try {
  main();
} catch (error) {
  console.error(`report: ${error.message}`);
  process.exitCode = 1;
}
