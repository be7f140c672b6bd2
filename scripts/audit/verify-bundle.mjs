#!/usr/bin/env node
// Checks an evidence bundle of Skill-Forge without Skill-Forge: plain JavaScript, no package, no network, and not a line of the program.
//   node verify-bundle.mjs BUNDLE.json [--key NAME+ID+BASE64] [--skill FOLDER]
// Exit 0 when everything holds, 1 when anything does not. `--key` is the public key as you know it from elsewhere; without it the one in the
// bundle is used, which proves only that the bundle agrees with itself. `--skill` compares the files of an installed skill with the statement.
import { createHash, createPublicKey, verify } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const sha = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest();
const fail = (why) => {
  throw new Error(why);
};
const need = (fact, why) => (fact ? undefined : fail(why));
/** RFC 8785, as far as the log needs it: keys in the order of their code units. */
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
    .join(",")}}`;
};

/** C2SP signed note, Ed25519 -> its text. */
function opened(note, spelled) {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(spelled) ?? fail("the key is not NAME+ID+BASE64");
  const raw = Buffer.from(base64, "base64");
  need(raw.length === 33 && raw[0] === 1, "the key is not Ed25519");
  const keyId = sha(`${name}\n`, raw).subarray(0, 4);
  need(keyId.toString("hex") === id, "the id of the key is not its own");
  const key = createPublicKey({ key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw.subarray(1)]), format: "der", type: "spki" });
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const signed = note
    .slice(end + 2)
    .split("\n")
    .map((line) => /^\u2014 (\S+) (\S+)$/.exec(line))
    .filter((one) => one !== null && one[1] === name)
    .map((one) => Buffer.from(one[2], "base64"))
    .filter((one) => one.length === 68 && one.subarray(0, 4).equals(keyId));
  need(
    end > 0 && signed.length > 0 && signed.every((one) => verify(null, Buffer.from(text), key, one.subarray(4))),
    "the signature of the checkpoint does not fit the key",
  );
  return text;
}

/** RFC 9162 section 2.1.3.2: leaf, its place and its proof -> root. */
function rootBy(leaf, index, size, proof) {
  need(Number.isInteger(index) && index >= 0 && index < size, "an event stands outside of the signed log");
  let [at, last, root] = [index, size - 1, leaf];
  for (const one of proof) {
    const sibling = Buffer.from(one, "base64");
    need(last > 0 && sibling.length === 32 && sibling.toString("base64") === one, `the proof of event ${index} is none of this place`);
    if (at % 2 === 1 || at === last) {
      root = sha(Buffer.of(1), sibling, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    } else root = sha(Buffer.of(1), root, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  need(last === 0, `the proof of event ${index} is none of this place`);
  return root;
}

/** A stored line is the canonical JSON of its record, carries its own checksum, and stands where it says. */
function eventOf({ index, line }) {
  const event = JSON.parse(line);
  need(canonical(event) === line, `event ${index} is not written canonically`);
  const { checksum, ...rest } = event;
  need(sha(`skill-forge/event/v1\n${canonical(rest)}`).toString("hex") === checksum, `the checksum of event ${index} does not fit`);
  need(event.seq === index, `event ${index} says that it is event ${event.seq}`);
  return event;
}

/** Digest over path, mode and content of every file; what hosts note beside a skill is no part of it. */
function treeDigest(folder) {
  const entries = [];
  const walk = (below) => {
    for (const name of readdirSync(join(folder, below))) {
      const path = below === "" ? name : `${below}/${name}`;
      const facts = lstatSync(join(folder, path));
      if (facts.isDirectory()) below === "" && [".openclaw", ".clawhub"].includes(name) ? undefined : walk(path);
      else need(facts.isFile(), `${path} is no plain file`) ?? entries.push([path, facts.mode & 0o777, sha(readFileSync(join(folder, path))).toString("hex")]);
    }
  };
  walk("");
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return sha(JSON.stringify(["skill-forge/tree/v1", entries])).toString("hex");
}

function check(args) {
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const bundle = JSON.parse(readFileSync(args[0] ?? fail("usage: node verify-bundle.mjs BUNDLE.json [--key KEY] [--skill FOLDER]"), "utf8"));
  need(bundle.schemaVersion === 1, "the bundle is of a version that this program does not know");
  const key = option("--key") ?? bundle.key;
  const [origin, length, root, chain] = opened(bundle.checkpoint, key).split("\n");
  const size = Number(length);
  const events = bundle.events.map((one) => {
    const leaf = sha(Buffer.of(0), one.line);
    need(rootBy(leaf, one.index, size, one.proof).toString("base64") === root, `event ${one.index} is not part of the signed log`);
    return eventOf(one);
  });
  need(events[0]?.type === "log.created" && origin === `skill-forge/${events[0].data.log}`, "the checkpoint is of another log");
  need(events.at(-1).seq < size - 1 || chain === `chain ${events.at(-1).checksum}`, "the checkpoint names another last event");

  const { _type, subject, predicate } = bundle.statement;
  need(_type === "https://in-toto.io/Statement/v1" && subject.length === 1, "the statement is no in-toto statement about one skill");
  const [{ name, digest }] = subject;
  const { capsule, decision, scan, files } = predicate;
  const listed = files.map(({ path, mode, sha256 }) => [path, mode, sha256]).sort(([one], [other]) => (one < other ? -1 : 1));
  need(sha(JSON.stringify(["skill-forge/tree/v1", listed])).toString("hex") === digest.sha256, "the listed files do not make up the subject");
  const newest = (type) => events.findLast((one) => one.type === type && one.data.capsule === capsule) ?? fail(`no event ${type} stands behind the statement`);
  const decided = newest(`capsule.${decision.kind}`);
  need(decided.data.skill === name && decided.data.tree === digest.sha256 && decision.treeDigest === digest.sha256, "the decision was about other files");
  need(decided.actor === decision.by && decided.data.how === decision.how, "the decision was another person's, or given in another way");
  if (decision.kind === "approved") {
    need(canonical(decided.data.grants) === canonical(decision.grants.map((one) => one.permission)), "other permissions were granted");
    need(decided.data.policy === decision.policyDigest, "it was decided under another policy");
    need(decided.data.report === scan?.report && decided.data.verdict === scan.verdict, "the decision stands on another scan");
    need(["pass", "warn", "deny"].includes(scan.verdict), "it was approved though the scan blocked it");
  }
  const folder = option("--skill");
  if (folder !== undefined) need(treeDigest(folder) === digest.sha256, `the files in ${folder} are not the ones that were ${decision.kind}`);
  const trust = option("--key") === undefined ? "; the key came with the bundle: compare it with one you know (--key)" : "";
  return `OK: ${name} (${digest.sha256}) was ${decision.kind} by ${decision.by} at ${decided.ts}; ${events.length} events are part of the log of ${size} signed by ${key}${trust}`;
}

try {
  console.log(check(process.argv.slice(2)).replace(/\p{C}/gu, "?"));
} catch (error) {
  console.error(`NOT OK: ${String(error?.message ?? error).replace(/\p{C}/gu, "?")}`);
  process.exitCode = 1;
}
