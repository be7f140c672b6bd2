/**
 * Text -> the same with home folders written `~`. Names of people are in them, and two people's `/home/ana/x` and
 * `/Users/ben/x` are the same place for a pattern.
 */
export function shortenHome(text: string, home: string | null): string {
  const known = home === null || home.length < 3 ? text : replacePrefix(text, home.replace(/[\\/]+$/, ""));
  return withoutWindows(withoutUnix(known));
}

/** Most texts name no home folder, and looking for one word of a pattern costs a fraction of looking for all of it. */
function withoutUnix(text: string): string {
  return text.includes("/home/") || text.includes("/Users/")
    ? text.replace(/(?<![\w.~-])(?:\/private)?\/(?:home|Users|var\/home)\/[^\s/"'`:;,<>|)\]]{1,64}(?=[/\s"'`:;,.|)\]]|$)/g, "~")
    : text;
}

function withoutWindows(text: string): string {
  return text.includes("\\Users\\") ? text.replace(/(?<![\w.~-])[A-Za-z]:\\{1,2}Users\\{1,2}[^\s\\"'`:;,<>|)\]]{1,64}(?=[\\\s"'`:;,.|)\]]|$)/g, "~") : text;
}

function replacePrefix(text: string, home: string): string {
  let out = "";
  let from = 0;
  for (let at = text.indexOf(home); at >= 0; at = text.indexOf(home, from)) {
    const after = text[at + home.length];
    const before = at === 0 ? "" : (text[at - 1] ?? "");
    const whole = (after === undefined || /[^\w.-]/.test(after)) && !/[\w~./]/.test(before);
    out += text.slice(from, at) + (whole ? "~" : home);
    from = at + home.length;
  }
  return out + text.slice(from);
}
