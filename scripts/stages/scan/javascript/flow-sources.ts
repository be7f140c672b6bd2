import { AST_NODE_TYPES as T, type TSESTree } from "@typescript-eslint/types";
import { carriedIn, isReader, isUnknownCall } from "./flow-carried.ts";
import type { Taint } from "./flow-taint.ts";
import { isTapped, SENT_BY_OTHERS } from "./flow-taps.ts";
import { spellPath } from "./paths.ts";
import { isSecretPath } from "./places.ts";
import type { Node } from "./tree.ts";
import { calledName, isAsking } from "./flow-calls.ts";
import { within } from "./tree.ts";
import type { Resolver } from "./value.ts";

/**
 * One piece of private data: what it is, where it was read. `whole`: a credential file or the whole environment, private in every
 * part. `file`: a settings file of which one named part is an ordinary key. `name`: one variable.
 * `import` (`./file.mjs#name`) and `parameter` (`function#place`) stand for what only another file can tell. `path`: no data yet, but where some lies.
 */
export type Source = Readonly<{
  kind: "whole" | "file" | "name" | "import" | "parameter" | "path";
  what: string;
  node: Node;
  /** The keys that lead to it in the value, outermost first; none: the value is the data. */
  at?: readonly (string | null)[];
  /** It stands in a header, where a service is shown its key. */
  inHeader?: true;
}>;

/** Files that hold the keys of one program among its settings: a part of them is like a variable of the environment. */
export const SETTINGS = /(?:^|[/\\])(?:\.env(?:\.[a-z]+)?|credentials\.json|secrets?\.(?:json|ya?ml|toml)|auth-profiles\.json)$/i;

/** Folders in which other programs keep keys: what is found there by listing them is one. */
const KEYS = /(?:^|[/\\])\.(?:ssh|aws|azure|gnupg|kube|docker|password-store|electrum|bitcoin|ethereum|solana)$|[/\\](?:gcloud|solana|keyrings|keystores)$/;

const SECRET_NAME = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|PRIVATE|MNEMONIC|SEED_?PHRASE/i;

const KEYCHAIN = /^module:(?:keytar|@napi-rs\/keyring|keychain|clipboardy)\.|^navigator\.clipboard\.read/;

/** Expression -> the private data it reads by itself, not through its parts; or the path of some, where it is said. */
export function sourceOf(resolver: Resolver, node: Node, taint: Taint): Source | null {
  if (node.type === T.MemberExpression || node.type === T.Identifier) return named(resolver, node);
  if (node.type === T.Literal) return typeof node.value === "string" ? pathSaid(node.value, node) : null;
  if (node.type === T.TemplateElement) return pathSaid(node.value.cooked ?? "", node);
  if (node.type === T.BinaryExpression) return pathPutTogether(resolver, node);
  if (node.type !== T.CallExpression && node.type !== T.NewExpression) return null;
  for (const callee of resolver.valuesOf(node.callee)) {
    if (callee.kind !== "thing") continue;
    if (callee.name === "require") return required(resolver, node);
    if (KEYCHAIN.test(callee.name)) return { kind: "whole", what: "the keychain or clipboard", node };
    if (callee.name === "Deno.env.toObject") return { kind: "whole", what: "the whole environment", node };
    const first = node.arguments[0];
    if (/^module:(?:fs|fs\/promises|fs-extra|graceful-fs)\.(?:readdir(?:Sync)?|opendir(?:Sync)?|promises\.readdir)$/.test(callee.name)) {
      const folder = first === undefined ? null : secretPathIn(resolver, first);
      if (folder !== null && KEYS.test(folder)) return { kind: "whole", what: folder, node };
    }
    if (isReader(callee.name)) return fileRead(resolver, node, /\.(?:call|apply)$/.test(callee.name) ? node.arguments : node.arguments.slice(0, 1), taint);
  }
  const isRead = carriedIn(resolver).reader && isUnknownCall(resolver, node) && !isAsking(calledName(node));
  return isRead ? fileRead(resolver, node, node.arguments, taint) : pathPutTogether(resolver, node);
}

/** A file that is read: its path as it stands, or one that was carried there. */
function fileRead(resolver: Resolver, node: Node, args: readonly Node[], taint: Taint): Source | null {
  for (const one of args) {
    const path = secretPathIn(resolver, one) ?? taint.of(one).find(({ kind }) => kind === "path")?.what;
    if (path !== undefined) return { kind: SETTINGS.test(path) ? "file" : "whole", what: path, node };
  }
  return null;
}

/** A text that is the path of credentials; a sentence in which one stands is none. */
function pathSaid(text: string, node: Node): Source | null {
  const isPath = text.length < 500 && (!/\s/.test(text) || /Login Data|Local State|Application Support/.test(text)) && isSecretPath(text);
  return isPath ? { kind: "path", what: text, node } : null;
}

function pathPutTogether(resolver: Resolver, node: Node): Source | null {
  for (const value of resolver.valuesOf(node)) {
    const found = value.kind === "constant" && typeof value.value === "string" ? pathSaid(value.value, node) : null;
    if (found !== null) return spellPath(found.what).own ? null : found;
  }
  return null;
}

function required(resolver: Resolver, node: TSESTree.CallExpression | TSESTree.NewExpression): Source | null {
  const [first] = node.arguments;
  const path = first === undefined || first.type === T.SpreadElement ? null : resolver.keysOf(first)[0];
  return typeof path === "string" && path.startsWith(".") ? { kind: "import", what: `${path}#*`, node } : null;
}

function named(resolver: Resolver, node: Node): Source | null {
  if (node.type === T.MemberExpression && isTapped(resolver, node)) return { kind: "whole", what: SENT_BY_OTHERS, node };
  for (const value of resolver.valuesOf(node)) {
    if (value.kind !== "thing") continue;
    if (value.name === "process.env") return { kind: "whole", what: "the whole environment", node };
    if (value.name === "document.cookie") return { kind: "whole", what: "the cookies of the page", node };
    const variable = /^process\.env\.([A-Za-z_][A-Za-z0-9_]*)$/.exec(value.name)?.[1];
    if (variable !== undefined && SECRET_NAME.test(variable)) return { kind: "name", what: variable, node };
  }
  return null;
}

/** Path argument -> the credential path in it, known as a whole or by one of the texts it is put together from. */
export function secretPathIn(resolver: Resolver, node: Node): string | null {
  for (const value of resolver.valuesOf(node)) {
    if (value.kind !== "constant" || typeof value.value !== "string") continue;
    const { own, path } = spellPath(value.value);
    if (!own && isSecretPath(path)) return path;
    if (own || value.value !== "") return null;
  }
  for (const one of within(resolver.tree, node, 60)) {
    const text = one.type === T.Literal && typeof one.value === "string" ? one.value : one.type === T.TemplateElement ? (one.value.cooked ?? "") : "";
    if (text !== "" && isSecretPath(text)) return text;
  }
  return null;
}
