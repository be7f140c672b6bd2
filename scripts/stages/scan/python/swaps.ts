import { isWallet, isWalletPattern } from "../wallets.ts";
import { mark, type Reading } from "./context.ts";
import { usageOf } from "./usage.ts";
import { textOf } from "./tree.ts";

const PASTES = /^(?:pyperclip\.paste|pandas\.read_clipboard|win32clipboard\.GetClipboardData|clipboard\.paste|xerox\.paste|tkinter\.Tk\(\)\.clipboard_get)$/;
const COPIES =
  /^(?:pyperclip\.copy|win32clipboard\.SetClipboard(?:Data|Text)|clipboard\.copy|xerox\.copy|tkinter\.Tk\(\)\.clipboard_append|pandas\.DataFrame\(\)\.to_clipboard)$/;

/** A program that reads the clipboard, knows addresses of wallets and writes the clipboard -> a refusal: money then goes to another than was copied. */
export function findSwaps({ resolver, report, things }: Reading): void {
  const called = (names: RegExp) => things.find(({ node, name }) => names.test(name) && usageOf(resolver.tree, node).kind === "called");
  const copy = called(COPIES);
  if (copy === undefined || called(PASTES) === undefined) return;
  const address = resolver.tree.nodes.find((node) => node.type === "string_content" && knows(textOf(resolver.tree, node)));
  if (address === undefined) return;
  report(mark(copy.node, "address-swap", { what: "the clipboard" }, { evidence: [textOf(resolver.tree, address).slice(0, 80)] }));
}

const knows = (text: string): boolean => isWallet(text) || isWalletPattern(text);
