import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { isWallet, isWalletPattern } from "../wallets.ts";
import { keyName } from "./binding.ts";
import { type Node, within } from "./tree.ts";
import type { Resolver } from "./value.ts";

const PASTES = /^(?:module:(?:clipboardy|copy-paste|electron)\.(?:default\.)?(?:clipboard\.)?(?:read|paste|readText)(?:Sync)?|navigator\.clipboard\.readText)$/;
const COPIES =
  /^(?:module:(?:clipboardy|copy-paste|electron)\.(?:default\.)?(?:clipboard\.)?(?:write|copy|writeText)(?:Sync)?|navigator\.clipboard\.writeText)$/;
/** Methods by which a page asks a wallet to sign or to pay. */
const ASKED = /^(?:request|send|sendAsync|sendTransaction|signTransaction|signAllTransactions|signAndSendTransaction)$/;
const PAID = /^(?:to|recipient|destination|address|data|value|toPubkey|beneficiary)$/;
const MOST_WITHIN = 2_000;

/** Programs that put another address of a wallet in the place of one -> a refusal: what is copied is written over, or what a page asks of a wallet is changed on its way. */
export function findSwaps(resolver: Resolver, report: Report): void {
  const { nodes } = resolver.tree;
  const address = nodes.find((node) => knows(node));
  if (address === undefined) return;
  const evidence = [resolver.tree.text.slice(address.range[0], Math.min(address.range[1], address.range[0] + 80))];
  const isCall = (node: Node, names: RegExp): boolean =>
    node.type === T.CallExpression && resolver.valuesOf(node.callee).some((one) => one.kind === "thing" && names.test(one.name));
  const copy = nodes.some((node) => isCall(node, PASTES)) ? nodes.find((node) => isCall(node, COPIES)) : undefined;
  const swapped = copy ?? nodes.find((node) => isChangedRequest(resolver, node));
  if (swapped !== undefined)
    report({
      rule: "address-swap",
      start: swapped.range[0],
      end: swapped.range[1],
      args: { what: copy === undefined ? "what a wallet is asked for" : "the clipboard" },
      evidence,
    });
}

function knows(node: Node): boolean {
  if (node.type !== T.Literal) return false;
  if ("regex" in node) return isWalletPattern(node.regex.pattern);
  return typeof node.value === "string" && (isWallet(node.value) || isWalletPattern(node.value));
}

/** `provider.request = async (call) => { call.params[0].to = MINE; ... }`. */
function isChangedRequest(resolver: Resolver, node: Node): boolean {
  if (node.type !== T.AssignmentExpression || node.left.type !== T.MemberExpression || node.left.computed || !ASKED.test(keyName(node.left.property)))
    return false;
  if (node.right.type !== T.ArrowFunctionExpression && node.right.type !== T.FunctionExpression) return false;
  return within(resolver.tree, node.right, MOST_WITHIN).some(
    (one) => one.type === T.AssignmentExpression && one.left.type === T.MemberExpression && !one.left.computed && PAID.test(keyName(one.left.property)),
  );
}
