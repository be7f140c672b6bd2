import { createHash } from "node:crypto";
import type { Card } from "#kernel/card";
import { plural } from "../render/table.ts";
import { cardArticle } from "./card.ts";
import { el, htmlOf } from "./element.ts";
import { STYLE } from "./style.ts";

/**
 * Cards -> one page in one file, which loads nothing and runs nothing: its policy (CSP 3) allows the one style by its digest and nothing else, so that even
 * markup that got in could neither run nor call home.
 */
export function reviewPage(cards: readonly Card[]): string {
  const style = `sha256-${createHash("sha256").update(STYLE).digest("base64")}`;
  const policy = `default-src 'none'; style-src '${style}'; base-uri 'none'; form-action 'none'`;
  const [only] = cards;
  const title = cards.length === 1 && only !== undefined ? `Review of ${only.skill}` : `Review of ${plural(cards.length, "proposal")}`;
  const head = [
    el("meta", { charset: "utf-8" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "referrer", content: "no-referrer" }),
    el("meta", { name: "color-scheme", content: "light dark" }),
    el("title", {}, title),
  ];
  const contents =
    cards.length < 2
      ? []
      : [
          el(
            "nav",
            { "aria-label": "Proposals" },
            el("ul", {}, ...cards.map((card) => el("li", {}, el("a", { href: `#skill-${card.skill}` }, card.skill), `: ${card.headline}`))),
          ),
        ];
  const body = [
    el("header", { class: "top" }, el("h1", {}, title), ...contents),
    el("main", {}, ...(cards.length === 0 ? [el("p", {}, "Nothing waits for a review.")] : cards.map(cardArticle))),
    el("footer", {}, el("p", {}, "Made by Skill-Forge. Nothing on this page runs, and it loads nothing. What is decided is decided on the command line.")),
  ];
  // the style is ours and holds no "<": it is the one text that must not be escaped, because a style element is raw text
  return `<!doctype html>\n<html lang="en">\n<head>\n${head.map(htmlOf).join("\n")}\n<style>${STYLE}</style>\n</head>\n<body>\n${body.map(htmlOf).join("\n")}\n</body>\n</html>\n`;
}
