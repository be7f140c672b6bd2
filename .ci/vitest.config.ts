import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { CountReporter } from "./count-reporter.ts";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["temporary.ts", "built.ts"].map((name) => new URL(name, import.meta.url).pathname),
    pool: "forks",
    // its own default leaves one core to the screen, which on two cores doubles the time
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: [process.env.CI === "true" ? "dot" : "default", new CountReporter()],
    // what a test prints is the only sign of a check that was skipped for want of a tool
    silent: false,
    env: { NO_COLOR: "1", SKILL_FORGE_HOME: "", OPENCLAW_STATE_DIR: "", OPENCLAW_HOME: "", OPENCLAW_PROFILE: "", OPENCLAW_WORKSPACE_DIR: "" },
  },
});
