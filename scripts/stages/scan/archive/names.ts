/** Names that Windows takes for devices, with any ending (Microsoft, "Naming files, paths, and namespaces"). */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$|clock\$)(?:\.|:|$)/i;

/**
 * Path of a file (from a folder or an archive) -> why it is no plain relative path, null when it is one. Every form is
 * refused that some system or unpacker reads as another place: upwards, absolute, drives, streams, devices, folded names.
 */
export function problemOfPath(path: string): string | null {
  if (path === "") return "an empty name";
  if (path.length > 1_024) return "a name longer than 1,024 characters";
  if (/[\u0000-\u001f\u007f-\u009f]/.test(path)) return "a control character in the name";
  if (/[\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0]/u.test(path)) return "an invisible character in the name";
  if (!path.isWellFormed() || path.includes("\ufffd")) return "a name that is no text";
  if (path.includes("\\")) return "a backslash in the name";
  if (path.startsWith("/")) return "an absolute path";
  if (/^[a-z]:/i.test(path)) return "a path with a drive";
  for (const part of path.split("/")) {
    const why = problemOfPart(part);
    if (why !== null) return why;
  }
  return null;
}

function problemOfPart(part: string): string | null {
  if (part === "") return "an empty part in the path";
  if (part === "." || part === "..") return "a path that leaves its folder";
  if (part.length > 255) return "a part longer than 255 characters";
  if (/[. ]$/.test(part)) return "a name that ends in a dot or a space, which Windows drops";
  if (part.startsWith(" ")) return "a name that begins with a space";
  if (part.includes(":")) return "a colon in the name, which names a stream or a drive on Windows";
  return DEVICE.test(part) ? "the name of a device" : null;
}

/** Path -> the form in which file systems that fold case and Unicode compare it. */
export function foldedPath(path: string): string {
  return path.normalize("NFKC").toLowerCase().normalize("NFKC");
}
