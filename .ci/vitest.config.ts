import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { CountReporter } from "./count-reporter.ts";

const IS_CI = process.env.CI === "true";
if (!IS_CI) console.info("Tests named *.long.test.ts are left out; CI=true runs them too.\n");

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["test/**/*.test.ts"],
    exclude: IS_CI ? [] : ["test/**/*.long.test.ts"],
    globalSetup: ["temporary.ts", "built.ts"].map((name) => new URL(name, import.meta.url).pathname),
    pool: "forks",
    // modules of ours are loaded anew for each file in any case, and a process for each takes a fifth of the run
    isolate: false,
    // it hands its memory to the first who loads it, so it is loaded anew as well
    server: { deps: { inline: ["web-tree-sitter"] } },
    // its own default leaves one core to the screen, which on two cores doubles the time
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: [IS_CI ? "dot" : "default", new CountReporter()],
    // what a test prints is the only sign of a check that was skipped for want of a tool
    silent: false,
    env: { NO_COLOR: "1", SKILL_FORGE_HOME: "", OPENCLAW_STATE_DIR: "", OPENCLAW_HOME: "", OPENCLAW_PROFILE: "", OPENCLAW_WORKSPACE_DIR: "" },
  },
});
