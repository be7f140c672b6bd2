/** Pattern of a regular expression -> true when it runs in linear or nearly linear time by its form: no backreference, no look-behind, no repeated group that itself repeats or branches. */
export function isPlainRegex(pattern: string): boolean {
  if (/\\(?:[1-9]|k<)|\(\?<[=!]/.test(pattern)) return false;
  const open: { repeats: boolean }[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern.charAt(at);
    if (sign === "\\") at++;
    else if (inClass) inClass = sign !== "]";
    else if (sign === "[") inClass = true;
    else if (sign === "(") open.push({ repeats: false });
    else if (sign === ")") {
      const group = open.pop();
      const repeated = /^(?:[*+]|\{[0-9]+,(?:[0-9]*)\})/.test(pattern.slice(at + 1));
      if (group?.repeats === true && repeated) return false;
      const outer = open.at(-1);
      if (outer !== undefined && (group?.repeats === true || repeated)) outer.repeats = true;
    } else if (/[*+|{]/.test(sign)) {
      const group = open.at(-1);
      if (group !== undefined) group.repeats = true;
    }
  }
  return true;
}
