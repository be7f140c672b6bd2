import { join } from "node:path";
import { openclaw } from "#adapters/openclaw/adapter";
import { adapterContract } from "../../contracts/adapter-contract.ts";
import { DATABASE, powersFor } from "./home.ts";
import { openclawSample } from "./sample.ts";

adapterContract("openclaw", () => ({
  adapter: openclaw,
  powers: powersFor("/nonexistent"),
  unknownKind: { type: "hologram", id: "h1", parentId: null, timestamp: "2026-03-02T09:00:00.000Z", payload: { deep: [1] } },
  writeSample: openclawSample,
  database: (root) => join(root, DATABASE),
}));
