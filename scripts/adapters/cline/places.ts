import { dirname, join } from "node:path";
import { textOrNull } from "#adapters/common/fields";
import type { LogRoot } from "#adapters/contract";
import type { HostFacts } from "#kernel/powers";

/** Extensions of one family: they keep tasks alike. */
export const EXTENSIONS: Readonly<Record<string, string>> = {
  "saoudrizwan.claude-dev": "cline",
  "rooveterinaryinc.roo-cline": "roo-code",
  "kilocode.kilo-code": "kilo-code",
  "zoocodeorganization.zoo-code": "zoo-code",
};

const EDITORS = ["Code", "Code - Insiders", "VSCodium", "Cursor", "Windsurf", "Trae"];
const SERVERS = [".vscode-server", ".vscode-server-insiders", ".cursor-server", ".windsurf-server"];

/** Machine -> the storage of each extension in each editor, and Cline's own folder. */
export function rootsOf(host: HostFacts): readonly LogRoot[] {
  const storages = [...editorFolders(host), ...SERVERS.map((server) => join(host.home, server, "data"))].map((folder) => join(folder, "User/globalStorage"));
  const extensions = storages.flatMap((storage) => Object.entries(EXTENSIONS).map(([id, name]) => ({ path: join(storage, id), why: `${name} extension` })));
  return [...ownFolders(host), ...extensions].map(({ path, why }) => ({ adapter: "cline", path, why }));
}

function editorFolders({ env, home, platform }: HostFacts): readonly string[] {
  const base = platform === "darwin" ? join(home, "Library/Application Support") : (textOrNull(env["XDG_CONFIG_HOME"]) ?? join(home, ".config"));
  return EDITORS.map((editor) => join(base, editor));
}

/** `CLINE_SESSION_DATA_DIR` names the folder of sessions, `CLINE_DATA_DIR` the one above it, `CLINE_DIR` the one above that. */
function ownFolders({ env, home }: HostFacts): readonly Readonly<{ path: string; why: string }>[] {
  const [sessions, data, dir] = ["CLINE_SESSION_DATA_DIR", "CLINE_DATA_DIR", "CLINE_DIR"].map((name) => textOrNull(env[name]));
  const main = data ?? join(dir ?? join(home, ".cline"), "data");
  const why = data !== null && data !== undefined ? "CLINE_DATA_DIR" : dir !== null && dir !== undefined ? "CLINE_DIR" : "~/.cline";
  const folders = [
    { path: main, why },
    { path: join(home, ".vscode-mock", "global-storage"), why: "Roo Code's command line" },
    { path: join(home, ".kilocode", "cli", "global"), why: "Kilo Code's command line before 7" },
  ];
  return sessions === null || sessions === undefined || dirname(sessions) === main ? folders : [...folders, { path: sessions, why: "CLINE_SESSION_DATA_DIR" }];
}
