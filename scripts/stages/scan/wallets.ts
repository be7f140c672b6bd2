/** Addresses of wallets as they are written: Ethereum (40 hexadecimal digits), Bitcoin (BIP 173 from `bc1`, Base58 from 1 or 3), Tron, Monero. */
const ADDRESS = /^(?:0x[0-9a-f]{40}|(?:bc|tb)1[a-z0-9]{25,62}|[13T][1-9A-HJ-NP-Za-km-z]{25,34}|[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93})$/i;
/** The same as a pattern looks for them: digits of a class, counted as in an address. */
const PATTERN = /\[[^\]]{2,40}\]\{(?:40|2[5-9](?:,\d\d)?|3[0-4](?:,\d\d)?|38,\d\d|39,59|93)\}/;
const HEAD = /0x|\bbc1|\(bc1|\^?\[13\]|\bT\[|\^T|\[48\]|\{40\}/;

/** Is this text the address of a wallet? A hash of 40 digits says `0x` before it here. */
export function isWallet(text: string): boolean {
  return ADDRESS.test(text) && /\d/.test(text) && /[a-z]/i.test(text);
}

/** Is this the source of a pattern that looks for addresses of wallets? */
export function isWalletPattern(source: string): boolean {
  return source.length < 400 && PATTERN.test(source) && HEAD.test(source);
}
