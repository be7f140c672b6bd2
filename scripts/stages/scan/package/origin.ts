/** A machine of one's own or of the office: nobody in between can change what it sends. */
const NEAR =
  /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[::1\]|[\w-]+(?=[:/]|$)|[\w.-]{1,200}\.(?:local|internal|lan|intranet|corp|home|test|localhost)(?=[:/]|$))/i;

/** Address or host of a package index -> can whoever sits on the way put other code in its place (no TLS, or its certificate not looked at)? */
export function isUnprotected(address: string): boolean {
  const plain = /^(?:git\+)?(?:http|ftp|git):\/\/(?:[^@/\s]{1,100}@)?(.*)$/i.exec(address);
  return plain !== null && !NEAR.test(plain[1] ?? "");
}

export function isForeignHost(host: string): boolean {
  return host !== "" && !NEAR.test(host) && !/^(?:[\w-]+\.)*(?:pypi\.org|pythonhosted\.org)$/i.test(host);
}
