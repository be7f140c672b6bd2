#!/usr/bin/env node
// Checks an evidence bundle of Skill-Forge without Skill-Forge, its packages or a network: node verify-bundle.mjs BUNDLE.json [--key NAME+ID+BASE64] [--skill FOLDER]
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
/** Ed25519, 32 bytes as base64 (RFC 8410, as a JSON Web Key of RFC 8037). */
const ed25519 = (base64) => createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(base64, "base64").toString("base64url") }, format: "jwk" });
/** RFC 8785, as far as the log needs it: keys in the order of their code units. */
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
};

/** C2SP signed note, Ed25519 -> its text. */
function opened(note, spelled) {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(spelled) ?? fail("the key is not NAME+ID+BASE64");
  const raw = Buffer.from(base64, "base64");
  need(raw.length === 33 && raw[0] === 1, "the key is not Ed25519");
  const keyId = sha(`${name}\n`, raw).subarray(0, 4);
  need(keyId.toString("hex") === id, "the id of the key is not its own");
  const key = ed25519(raw.subarray(1));
  const end = note.lastIndexOf("\n\n");
  const text = note.slice(0, end + 1);
  const lines = [...note.slice(end + 2).matchAll(/^\u2014 (\S+) (\S+)$/gm)].filter(([, who]) => who === name);
  const signed = lines.map((one) => Buffer.from(one[2], "base64")).filter((one) => one.length === 68 && one.subarray(0, 4).equals(keyId));
  const holds = end > 0 && signed.length > 0 && signed.every((one) => verify(null, Buffer.from(text), key, one.subarray(4)));
  need(holds, "the signature of the checkpoint does not fit the key");
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

/** An approval -> who signed it, by the approvers and the rule of that time. */
function signersOf({ name, capsule, decision }, decided, events) {
  const kept = events[0].data.approval ?? { mode: "open", approvers: [] };
  const before = events.filter((one) => one.seq < decided.seq);
  const rule = before.findLast((one) => one.type === "approval.mode")?.data ?? kept;
  need(rule.mode === "open" || decision.how === rule.mode, `it was approved in another way than the ${rule.mode} that was asked for`);
  if (decision.how !== "signature") return [];
  const keys = new Map(kept.approvers.filter((one) => one.revokedAt === null).map(({ id, key }) => [id, key]));
  for (const { type, data } of before)
    type === "approver.added" ? keys.set(data.approver, data.key) : type === "approver.revoked" && keys.delete(data.approver);
  const { treeDigest: tree, policyDigest: policy, approval } = decision;
  const { mode, threshold, log, round, signatures } = approval;
  need(log === events[0].data.log && before.some((one) => one.checksum === round), "it was signed for another log, or another time");
  const [grants, accepted] = [decision.grants.map((one) => one.permission), decision.accepted.map((one) => one.fingerprint)];
  const ask = { v: 1, log, round, rule: { mode, threshold }, what: { act: "approve", skill: name, capsule, tree, policy, grants, accepted } };
  const text = ({ key, at }) => Buffer.from(`skill-forge/approval/v1\n${canonical({ ...ask, key, at })}`);
  const revoked = new Set(events.filter((one) => one.type === "approver.revoked").map((one) => one.data.approver));
  const isSigned = (one) => keys.has(one.key) && verify(null, text(one), ed25519(keys.get(one.key)), Buffer.from(one.signature, "base64"));
  need(signatures.every(isSigned), "a signature does not fit what was approved, or is not of an approver");
  const signed = new Set(signatures.map((one) => one.key).filter((one) => !revoked.has(one)));
  need(threshold >= rule.threshold && signed.size >= threshold, "fewer approvers signed it than were asked for, or the key of one was revoked since");
  return signatures.map((one) => one.name);
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
  return sha(JSON.stringify(["skill-forge/tree/v1", entries.sort(([one], [other]) => (one < other ? -1 : 1))])).toString("hex");
}

function check(args) {
  const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const bundle = JSON.parse(readFileSync(args[0] ?? fail("usage: node verify-bundle.mjs BUNDLE.json [--key KEY] [--skill FOLDER]"), "utf8"));
  need(bundle.schemaVersion === 1, "the bundle is of a version that this program does not know");
  const key = option("--key") ?? bundle.key;
  const [origin, length, root, chain] = opened(bundle.checkpoint, key).split("\n");
  const size = Number(length);
  const events = bundle.events.map((one) => {
    need(rootBy(sha(Buffer.of(0), one.line), one.index, size, one.proof).toString("base64") === root, `event ${one.index} is not part of the signed log`);
    return eventOf(one);
  });
  need(events[0]?.type === "log.created" && origin === `skill-forge/${events[0].data.log}`, "the checkpoint is of another log");
  const last = events.at(-1);
  const who = events.filter((one) => /^(?:approval\.mode|approver\.(?:added|revoked))$/.test(one.type)).map((one) => one.checksum);
  need(last.seq === size - 1 && chain === `chain ${last.checksum}`, "the checkpoint names another last event");
  need(last.type === "evidence.given" && canonical(last.data.who) === canonical(who), "changes of who may approve were left out of the bundle");
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
  need(canonical(decided.data.approval ?? null) === canonical(decision.approval ?? null), "the signatures are not the ones of the log");
  const signers = decision.kind === "approved" ? signersOf({ name, capsule, decision }, decided, events) : [];
  if (decision.kind === "approved") {
    need(canonical(decided.data.grants) === canonical(decision.grants.map((one) => one.permission)), "other permissions were granted");
    need(decided.data.policy === decision.policyDigest, "it was decided under another policy");
    need(decided.data.report === scan?.report && decided.data.verdict === scan.verdict, "the decision stands on another scan");
    need(["pass", "warn", "deny"].includes(scan.verdict), "it was approved though the scan blocked it");
  }
  const folder = option("--skill");
  if (folder !== undefined) need(treeDigest(folder) === digest.sha256, `the files in ${folder} are not the ones that were ${decision.kind}`);
  return `OK: ${name} (${digest.sha256}) was ${decision.kind} by ${decision.by}${signers.map((one) => `, signed by ${one}`).join("")} at ${decided.ts}; ${events.length} events are part of the log of ${size} signed by ${key}${option("--key") === undefined ? "; the key came with the bundle: compare it with one you know (--key)" : ""}`;
}
try {
  console.log(check(process.argv.slice(2)).replace(/\p{C}/gu, "?"));
} catch (error) {
  console.error(`NOT OK: ${String(error?.message ?? error).replace(/\p{C}/gu, "?")}`);
  process.exitCode = 1;
}
