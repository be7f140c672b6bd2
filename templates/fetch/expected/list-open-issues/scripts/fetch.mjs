#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { parseArgs } from "node:util";

function isGranted(address, hosts) {
  const found = /^https:\/\/([a-z0-9.-]+)([/?#][!-[\]-~]*)?$/.exec(address);
  return found !== null && hosts.some((host) => host === found.at(1));
}

function getText(address, use) {
  const first = String(address);
  if (!isGranted(first, ["api.tracker.example", ])) throw new Error(`not an https address at a granted host: ${first}`);
  const limit = AbortSignal.timeout(20000);
  const receive = async (place, hops) => {
    const headers = { accept: "application/json, text/csv, text/plain;q=0.9, text/*;q=0.8" };
    const answer = await fetch(place, { method: "GET", redirect: "manual", credentials: "omit", headers, signal: limit });
    const target = answer.headers.get("location");
    if (answer.status >= 300 && answer.status < 400 && target !== null) {
      await answer.body?.cancel();
      const next = new URL(target, place).href;
      if (hops === 0) throw new Error("it leads from one address to the next without an end");
      if (!isGranted(next, ["api.tracker.example", ])) throw new Error(`it leads to an address that is not granted: ${next}`);
      return receive(next, hops - 1);
    }
    const kind = String(answer.headers.get("content-type")).split(";").at(0).trim().toLowerCase();
    const readable = /^(application\/([a-z0-9.-]+\+)?(json|jsonl|x-ndjson|ndjson|csv)|text\/(csv|plain|markdown|tab-separated-values))$/.test(kind);
    if (!answer.ok || !readable) await answer.body?.cancel();
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    if (!readable) throw new Error(`it answered with ${kind}, which is no JSON, CSV or plain text`);
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let text = "";
    let bytes = 0;
    for await (const chunk of answer.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > 5000000) throw new Error("the answer is larger than 5 MB");
      text += decoder.decode(chunk, { stream: true });
    }
    return [text + decoder.decode(), kind];
  };
  const tell = async () => {
    let got = ["", "", ""];
    try {
      got = ["", ...(await receive(first, 5))];
    } catch (error) {
      got = [`${error.message}${error.cause === undefined ? "" : `: ${error.cause.message}`}` || "unknown reason", "", ""];
    }
    use(got.at(0), got.at(1), got.at(2));
  };
  tell();
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

const ADDRESSES = [
  "https://api.tracker.example/repos/{repo}/issues?state=open",
];

const HELP = [
  "Usage: node scripts/fetch.mjs [--set NAME=VALUE ...] [options]",
  "       node scripts/fetch.mjs --number 1 --set NAME=VALUE --out json",
  "       cat answer.json | node scripts/fetch.mjs --saved",
  "",
  "Gets JSON, CSV or text from the addresses of this skill and prints a report. It sends nothing but the address.",
  "",
  "  --set NAME=VALUE  value of a name in braces in an address (repeatable)",
  "  --number N        only the address with this number, counted from 1",
  "  --address URL     this https address at one of the granted hosts, instead of the addresses below",
  "  --saved           read an answer from stdin instead of the network",
  "  --from FORM       csv, tsv, json, jsonl or text; default: by what the answer says it is",
  "  --columns A,B     only these columns",
  "  --match TEXT      only rows that hold the text (upper and lower case are the same)",
  "  --group COLUMN    count the rows for each value of the column",
  "  --total COLUMN    with --group: add up this column, too",
  "  --sort COLUMN     order the rows, numbers by size",
  "  --limit N         show at most N rows, default 20",
  "  --out FORM        markdown (default) or json",
  "  --help            show this text",
  "",
  "Addresses:",
  ...ADDRESSES.map((address, at) => `  ${at + 1}  ${address}`),
].join("\n");

/* NAME=VALUE, ... as a map. */
function settings(list) {
  const pairs = list.map((part) => ({ cut: part.indexOf("="), part }));
  const bad = pairs.find((one) => one.cut < 1);
  if (bad !== undefined) throw new Error(`--set takes NAME=VALUE, not ${bad.part}`);
  return new Map(pairs.map((one) => [one.part.substring(0, one.cut), one.part.substring(one.cut + 1)]));
}

/* A value becomes a part of the path or query and nothing else; one that is the whole address stays as it is. */
function filledAddress(address, given) {
  const names = [...address.matchAll(/\{([a-z][a-z0-9_]*)\}/g)].map((found) => found.at(1));
  const missing = names.filter((name) => !given.has(name));
  if (missing.length > 0) throw new Error(`${address} needs --set ${missing.map((name) => `${name}=VALUE`).join(" --set ")}`);
  if (address === `{${names.at(0)}}`) return given.get(names.at(0));
  const climbing = names.find((name) => given.get(name).split("/").includes(".."));
  if (climbing !== undefined) throw new Error(`the value of ${climbing} must not hold ..`);
  return names.reduce((whole, name) => whole.replaceAll(`{${name}}`, encodeURIComponent(given.get(name)).replaceAll("%2F", "/")), address);
}

function addressesFor(options) {
  const own = options.get("address");
  if (own !== undefined) return [own];
  const number = options.get("number");
  const chosen = number === undefined ? ADDRESSES : ADDRESSES.filter((_address, at) => String(at + 1) === number);
  if (chosen.length === 0) throw new Error(number === undefined ? "this skill has no address: use --saved" : `--number takes a number from 1 to ${ADDRESSES.length}, not ${number}`);
  const given = settings(options.get("set") ?? []);
  return chosen.map((address) => filledAddress(address, given));
}

/* What an answer says it is -> a file name whose ending says the same to the reader of tables. */
function placeOf(kind) {
  const ending = [
    ["jsonl", ".jsonl"],
    ["ndjson", ".jsonl"],
    ["json", ".json"],
    ["tab-separated", ".tsv"],
    ["csv", ".csv"],
  ].find((pair) => kind.includes(pair.at(0)));
  return ending === undefined ? "-" : `answer${ending.at(1)}`;
}

function fail(error) {
  console.error(`fetch: ${error.message}`);
  process.exitCode = 1;
}

/* One address after the other; the report is of all of them or none. */
function getAll(addresses, got, use) {
  const [address, ...rest] = addresses;
  if (address === undefined) {
    use(got);
    return;
  }
  getText(address, (problem, text, kind) => {
    try {
      if (problem !== "") throw new Error(`${address}: ${problem}`);
      getAll(rest, [...got, { place: placeOf(kind), text }], use);
    } catch (error) {
      fail(error);
    }
  });
}

function main() {
  const text = { type: "string" };
  const given = parseArgs({
    options: {
      set: { type: "string", multiple: true },
      number: text,
      address: text,
      saved: { type: "boolean" },
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
  limitOf(options.get("limit"));
  const print = (inputs) => console.log(shown(reportOf("List the open issues of a repo", inputs, options)));
  if (options.get("saved") === true) print([{ place: "-", text: readStdin() }]);
  else getAll(addressesFor(options), [], print);
}

try {
  main();
} catch (error) {
  fail(error);
}
