import { AST_NODE_TYPES as T } from "@typescript-eslint/types";
import type { Report } from "../mark.ts";
import { textOf } from "./fold.ts";
import { keyName } from "./binding.ts";
import type { Node } from "./tree.ts";
import type { Resolver } from "./value.ts";

/** Properties of page elements whose text is fetched as soon as it is set, and those that hold markup. */
const LOADING = /^(?:src|srcset|poster|data|background|backgroundImage|cssText|content)$/;
const MARKUP = /^(?:innerHTML|outerHTML|srcdoc)$/;

/** Resolver -> marks for addresses that a page loads by being told to: pictures, frames, style sheets, and leaving for another place. */
export function findPageLoads(resolver: Resolver, report: Report): void {
  const inPage = resolver.scopes.references.some((node) => /^(?:document|window|location)$/.test(node.name) && resolver.scopes.bindingOf(node) === null);
  for (const node of resolver.tree.nodes) {
    if (node.type !== T.AssignmentExpression) continue;
    const target = node.left;
    const name = target.type === T.MemberExpression && !target.computed ? keyName(target.property) : "";
    const leaves = isLocation(resolver, target) || (name === "href" && target.type === T.MemberExpression && isLocation(resolver, target.object));
    // `style` in a program without a page is a word like any other, and so is `src`.
    const owner = target.type === T.MemberExpression && target.object.type === T.MemberExpression ? keyName(target.object.property) : "";
    if (!leaves && !(LOADING.test(name) && (inPage || owner === "style")) && !MARKUP.test(name)) continue;
    for (const value of resolver.valuesOf(node.right)) {
      const text = value.kind === "text" ? value.prefix : textOf(value);
      const host = text === null ? null : hostIn(text, MARKUP.test(name));
      if (host === null) continue;
      report({
        rule: "network-access",
        start: node.range[0],
        end: node.range[1],
        args: { name: name === "" ? "location" : name, host },
        permission: { kind: "network", value: host },
      });
      break;
    }
  }
}

function isLocation(resolver: Resolver, node: Node): boolean {
  return resolver.valuesOf(node).some((value) => value.kind === "thing" && /^(?:location|document\.location)$/.test(value.name));
}

function hostIn(text: string, markup: boolean): string | null {
  const found = markup
    ? /<(?:img|iframe|embed|object|video|audio|source|link|script|input)\b[^>]{0,300}?(?:src|data|href|srcset)\s*=\s*["']?\s*(?:https?:)?\/\/([^/?#"'\s>]+)/i.exec(
        text,
      )
    : /^(?:url\(\s*["']?)?\s*(?:https?:)?\/\/([^/?#"')\s]+)/i.exec(text);
  return found?.[1]?.toLowerCase().replace(/:[0-9]+$/, "") ?? null;
}
