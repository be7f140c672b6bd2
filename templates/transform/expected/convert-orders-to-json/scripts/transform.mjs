#!/usr/bin/env node
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, extname, join, resolve, sep } from "node:path";
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
  if (!isInside(real, ["~/orders", ])) throw new Error(`not in a granted folder: ${path}`);
  return readFileSync(real, "utf8");
}

function listInputs(folder) {
  const real = realpathSync(resolve(folder));
  if (!isInside(real, ["~/orders", ])) throw new Error(`not in a granted folder: ${folder}`);
  return readdirSync(real, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(real, entry.name))
    .sort();
}

function writeOutput(path, text) {
  const target = resolve(path);
  const real = join(realpathSync(dirname(target)), basename(target));
  if (!isInside(real, ["~/orders/json", ])) throw new Error(`not in a granted folder: ${path}`);
  const facts = lstatSync(real, { throwIfNoEntry: false });
  if (facts !== undefined && (!facts.isFile() || facts.nlink > 1)) throw new Error(`not a plain file: ${path}`);
  writeFileSync(real, String(text), "utf8");
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
  "Usage: node scripts/transform.mjs [--in PATH ...] [--to FORM] [options]",
  "       node scripts/transform.mjs --in FILE --to json --columns name,total",
  "       cat data.json | node scripts/transform.mjs --to csv",
  "",
  "Converts CSV, TSV, JSON, JSON lines or text from files, folders or stdin.",
  "",
  "  --in PATH          file or folder to read (repeatable); without it stdin is read",
  "  --from FORM        csv, tsv, json, jsonl or text; default: by file name or content",
  "  --to FORM          csv, tsv, json, jsonl, markdown or text",
  "  --columns A,B      only these columns, in this order",
  "  --rename OLD=NEW   other column names, comma separated",
  "  --match TEXT       only rows that hold the text (upper and lower case are the same)",
  "  --sort COLUMN      order the rows, numbers by size",
  "  --out PATH         write this file instead of printing; an existing file is kept",
  "  --overwrite        replace an existing file",
  "  --help             show this text",
].join("\n");

function delimitedField(value, delimiter) {
  const text = cellText(value);
  return [delimiter, '"', "\n", "\r"].some((mark) => text.includes(mark)) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asDelimited(columns, rows, delimiter) {
  const line = (values) => values.map((value) => delimitedField(value, delimiter)).join(delimiter);
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row.get(column))))].join("\n");
}

function converted(columns, rows, form) {
  if (form === "csv") return asDelimited(columns, rows, ",");
  if (form === "tsv") return asDelimited(columns, rows, "\t");
  if (form === "json") return JSON.stringify(asObjects(rows), null, 2);
  if (form === "jsonl") return asObjects(rows).map((one) => JSON.stringify(one)).join("\n");
  if (form === "markdown") return markdownTable(columns, rows);
  if (form === "text") return rows.map((row) => columns.map((column) => cellText(row.get(column))).join(" ")).join("\n");
  throw new Error(`unknown form: ${form}`);
}

/* OLD=NEW,... as a map; a pair that names no column of the data is an error, not silence. */
function renames(text, columns) {
  const pairs = listOption(text).map((part) => part.split("="));
  const bad = pairs.find((pair) => pair.length !== 2 || pair.at(1) === "" || !columns.includes(pair.at(0)));
  if (bad !== undefined) throw new Error(`--rename takes OLD=NEW with a column of the data, not ${bad.join("=")}`);
  return new Map(pairs);
}

function transformed(options) {
  const inputs = sources(options.get("in") ?? []);
  const rows = inputs.flatMap((source) => rowsOf(withoutMark(source.text), options.get("from") ?? guessForm(source.place, source.text)));
  const wanted = (options.get("match") ?? "").toLowerCase();
  const matching = rows.filter((row) => wanted === "" || [...row.values()].some((value) => cellText(value).toLowerCase().includes(wanted)));
  const by = options.get("sort");
  pickColumns(rows, by === undefined ? [] : [by]);
  const columns = pickColumns(rows, listOption(options.get("columns")));
  const ordered = by === undefined ? matching : matching.toSorted((a, b) => compareCells(a.get(by), b.get(by)));
  const called = renames(options.get("rename"), columns);
  const header = columns.map((column) => called.get(column) ?? column);
  if (new Set(header).size < header.length) throw new Error("--rename gives two columns the same name");
  const output = ordered.map((row) => new Map(columns.map((column) => [called.get(column) ?? column, row.get(column) ?? null])));
  return { header, output };
}

/* Nothing that is there is replaced unless it is asked for. */
function save(path, text, overwrite) {
  const there = listInputs(dirname(path)).some((file) => basename(file) === basename(path));
  if (there && !overwrite) throw new Error(`${path} is there already; --overwrite replaces it`);
  writeOutput(path, text);
  console.log(JSON.stringify({ written: path }));
}

function main() {
  const text = { type: "string" };
  const given = parseArgs({
    options: {
      in: { type: "string", multiple: true },
      from: text,
      to: text,
      columns: text,
      rename: text,
      match: text,
      sort: text,
      out: text,
      overwrite: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const options = new Map(Object.entries(given.values));
  if (options.get("help") === true) {
    console.log(HELP);
    return;
  }
  const table = transformed(options);
  const result = converted(table.header, table.output, options.get("to") ?? "json");
  const path = options.get("out");
  if (path === undefined) console.log(result);
  else save(path, `${result}\n`, options.get("overwrite") === true);
}

try {
  main();
} catch (error) {
  console.error(`transform: ${error.message}`);
  process.exitCode = 1;
}
