/** Endings of pictures, sounds, films, fonts and documents: files that are kept in large-file stores and that nothing runs. */
const MEDIA = /\.(?:png|jpe?g|gif|webp|bmp|ico|tiff?|avif|heic|mp[34]|m4a|wav|ogg|flac|mov|avi|mkv|webm|ttf|otf|woff2?|eot|pdf)$/i;
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:[0-9a-f]{64}\nsize [0-9]{1,15}\n$/;
const POINTER_BYTES = 200;
/** What a server said instead of a file, kept under the name of the file. */
const REFUSED = /^(?:404: Not Found|Not Found|404 Not Found|403 Forbidden|Forbidden|Access Denied|Bad Gateway|502 Bad Gateway|503 Service Unavailable)\s*$/;
/** RFC 1740: magic number and version of an AppleDouble file, then 16 bytes of filler and the number of entries. */
const APPLE_DOUBLE = [0x00, 0x05, 0x16, 0x07, 0x00, 0x02, 0x00, 0x00];
const APPLE_BYTES = 65_536;
/** Entries that describe a file (RFC 1740, section 3): the data fork (1) is content and is in none of them. */
const DESCRIBES: ReadonlySet<number> = new Set([2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15]);

/**
 * Path and bytes -> what a file stands for that holds no content of its own (a Git LFS pointer behind the name of a picture, the properties that
 * macOS keeps beside a file); null for every other file. Each must be exactly that: one byte more and it is read as what it is.
 */
export function standInOf(path: string, bytes: Uint8Array): string | null {
  if (MEDIA.test(path) && bytes.byteLength < POINTER_BYTES && POINTER.test(Buffer.from(bytes).toString("latin1"))) return "a Git LFS pointer";
  if (MEDIA.test(path) && bytes.byteLength < POINTER_BYTES && REFUSED.test(Buffer.from(bytes).toString("latin1"))) return "the refusal of a server";
  return isAppleDouble(path, bytes) ? "a file of macOS properties" : null;
}

function isAppleDouble(path: string, bytes: Uint8Array): boolean {
  if (!/(?:^|\/)\._[^/]+$/.test(path) || bytes.byteLength < 26 || bytes.byteLength > APPLE_BYTES) return false;
  if (APPLE_DOUBLE.some((one, at) => bytes[at] !== one)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint16(24);
  if (count === 0 || 26 + count * 12 > bytes.byteLength) return false;
  for (let at = 26; at < 26 + count * 12; at += 12)
    if (!DESCRIBES.has(view.getUint32(at)) || view.getUint32(at + 4) + view.getUint32(at + 8) > bytes.byteLength) return false;
  return true;
}
