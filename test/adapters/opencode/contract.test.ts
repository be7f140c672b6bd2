import { readFileSync } from "node:fs";
import { join } from "node:path";
import { opencode } from "#adapters/opencode/adapter";
import { nodePowers } from "#platform/powers";
import { adapterContract } from "../../contracts/adapter-contract.ts";
import { withDatabase } from "../../contracts/adapter-mutations.ts";
import { addMessage, other, type Session, text, user, writeJson } from "./home.ts";
import { databaseSample, exportSample, treeSample } from "./sample.ts";

const powers = nodePowers({ home: "/nonexistent", cwd: "/nonexistent", env: {} });
const hologram = user("msg_05", 40, other("hologram"), text("and the full cart", { synthetic: true }));

adapterContract("opencode, database", () => ({
  adapter: opencode,
  powers,
  storage: "database",
  writeSample: databaseSample,
  database: (root) => join(root, "opencode.db"),
  jsonColumn: { table: "part", column: "data" },
  unknownKind: (transcript) => withDatabase(transcript, (db) => addMessage(db, "ses_01cart", hologram)),
  grow: ({ transcript }) => withDatabase(transcript, (db) => addMessage(db, "ses_01cart", user("msg_06", 50, text("one more")))),
}));

adapterContract("opencode, messages of a database", () => ({
  adapter: opencode,
  powers,
  storage: "database",
  writeSample: databaseSample,
  database: (root) => join(root, "opencode.db"),
  jsonColumn: { table: "message", column: "data" },
  unknownKind: null,
  grow: ({ transcript }) =>
    withDatabase(transcript, (db) => {
      db.exec('UPDATE session SET revert = \'{"messageID":"msg_04"}\'');
    }),
}));

adapterContract("opencode, tree", () => ({
  adapter: opencode,
  powers,
  storage: "document",
  writeSample: treeSample,
  database: (root) => join(root, "opencode.db"),
  unknownKind: (transcript) => {
    writeJson(join(transcript, "..", "..", "..", "part", "msg_04", "prt_9999.json"), { type: "hologram", id: "prt_9999" });
  },
}));

adapterContract("opencode, export", () => ({
  adapter: opencode,
  powers,
  storage: "document",
  writeSample: exportSample,
  database: () => null,
  unknownKind: (transcript) => {
    const { info, messages } = JSON.parse(readFileSync(transcript, "utf8")) as Session;
    writeJson(transcript, { info, messages: [...messages, hologram] });
  },
}));
