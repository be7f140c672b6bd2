/**
 * Rules that block a skill and that a person may approve for a plugin. A plugin is a program of the host: starting others,
 * listening, native code, bundled libraries that make functions are what plugins are made of. What hides, deceives, stays,
 * sends private data out or could not be read blocks a plugin as it blocks a skill.
 */
export const APPROVABLE_IN_PLUGINS: ReadonlySet<string> = new Set([
  "process-creation",
  "native-code",
  "process-escape",
  "raw-socket",
  "listening-server",
  "computed-module",
  "global-escape",
  "worker-code",
  "wasm-code",
  "dynamic-code",
  "string-timer",
  "package-entry",
  "active-document",
]);
