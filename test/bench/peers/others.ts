import { AstAnalyser, TsSourceParser } from "@nodesecure/js-x-ray";
import { Linter } from "eslint";
import noSecrets from "eslint-plugin-no-secrets";
import noUnsanitized from "eslint-plugin-no-unsanitized";
import security from "eslint-plugin-security";
import { parser as typescriptParser } from "typescript-eslint";

/** Another scanner of programs: JavaScript or TypeScript and its path -> alarms; null when it could not read the program. */
export type Peer = Readonly<{ name: string; counts: string; alarms: (path: string, code: string) => readonly string[] | null }>;

const isTypeScript = (path: string): boolean => /\.(?:[cm]?ts|tsx)$/.test(path);

const linter = new Linter({ configType: "flat" });
const RULES: Linter.RulesRecord = {
  ...security.configs.recommended.rules,
  ...noUnsanitized.configs.recommended.rules,
  "no-secrets/no-secrets": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
};
const plugins = { security, "no-unsanitized": noUnsanitized, "no-secrets": noSecrets } as unknown as NonNullable<Linter.Config["plugins"]>;

/** ESLint with its own four rules on code from text and three security plugins in their recommended settings; a comment in the code switches nothing off. */
const ESLINT: Peer = {
  name: "eslint",
  counts: "any message of eslint-plugin-security and no-unsanitized (recommended), no-secrets, and the core rules on eval; inline comments ignored",
  alarms: (path, code) => {
    const languageOptions: Linter.LanguageOptions = {
      sourceType: /\.c[jt]s$/.test(path) ? "commonjs" : "module",
      parserOptions: { ecmaFeatures: { jsx: true } },
      ...(isTypeScript(path) ? { parser: typescriptParser } : {}),
    };
    try {
      const messages = linter.verify(code, [{ files: ["**/*"], plugins, rules: RULES, languageOptions, linterOptions: { noInlineConfig: true } }], path);
      return messages.some((one) => one.fatal === true) ? null : messages.map((one) => one.ruleId ?? "unknown");
    } catch {
      return null;
    }
  },
};

const analyser = new AstAnalyser();

/** js-x-ray as it comes. */
const X_RAY: Peer = {
  name: "js-x-ray",
  counts: "any warning at the default settings",
  alarms: (path, code) => {
    try {
      const options = isTypeScript(path) ? { customParser: new TsSourceParser() } : {};
      return analyser.analyse(code, options).warnings.map((one) => one.kind);
    } catch {
      return null;
    }
  },
};

export const PEERS: readonly Peer[] = [ESLINT, X_RAY];

/** Does a peer read this file at all? Both are made for JavaScript and TypeScript. */
export function isRead(path: string): boolean {
  return /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path);
}
