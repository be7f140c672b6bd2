/**
 * Networks that hand out packages of the public registry of npm, by name, and what a few makers themselves give to pages. Whoever puts one into a page trusts it
 * as somebody who installs it does; repositories of anybody (`/gh/`) are something else.
 */
const PACKAGES =
  /^https:\/\/(?:cdn\.jsdelivr\.net\/npm\/|(?:www\.)?unpkg\.com\/|esm\.(?:sh|run)\/(?!gh\/|pr\/|jsr\/)|cdnjs\.cloudflare\.com\/ajax\/libs\/|cdn\.skypack\.dev\/|cdn\.tailwindcss\.com(?:[/?#]|$)|code\.jquery\.com\/|d3js\.org\/|cdn\.plot\.ly\/|challenges\.cloudflare\.com\/turnstile\/|js\.stripe\.com\/v\d)/;

/** Address of a script in a page -> is it a package of a public registry, which a page loads by name? */
export function isFromPackages(address: string): boolean {
  return PACKAGES.test(address) && !/[\\@]\.\.|\/\.\.(?:\/|$)|%2e/i.test(address);
}
