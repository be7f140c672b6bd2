const LATIN = /\p{Script=Latin}/u;
const LIKE_LATIN =
  /[\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c5\u03c7\u0405\u0406\u0408\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043a\u043c\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458\u04bb\u0501\u051b\u051d\u0261\u026a\u2126\u212a\u03f2]/u;

/** Does a word mix Latin letters with look-alikes of another alphabet? Words wholly in another alphabet are just that language. */
export function isMixed(word: string): boolean {
  return !/^[\u0000-\u007f]*$/.test(word) && LATIN.test(word) && LIKE_LATIN.test(word);
}
