/**
 * Notes every way out of a Node process below net, tls, http, dns, dgram and fetch, in the file that $TRIPWIRE names: one line for each
 * connection, datagram and name looked up. Put before a program by NODE_OPTIONS, so that it is there before any code of the program.
 */
const SOURCE = `
import { appendFileSync } from "node:fs";
const note = (line) => appendFileSync(process.env.TRIPWIRE, line + "\\n");
note("armed");
const emit = process.emitWarning;
process.emitWarning = () => undefined;
const { TCP } = process.binding("tcp_wrap");
const { UDP } = process.binding("udp_wrap");
const cares = process.binding("cares_wrap");
process.emitWarning = emit;
for (const name of ["connect", "connect6", "bind", "bind6", "listen"]) {
  const real = TCP.prototype[name];
  TCP.prototype[name] = function (...args) {
    note("tcp " + name + " " + args.filter((one) => typeof one !== "object").join(" "));
    return real.apply(this, args);
  };
}
for (const name of ["send", "send6", "connect", "connect6", "bind", "bind6"]) {
  const real = UDP.prototype[name];
  if (real !== undefined) UDP.prototype[name] = function (...args) {
    note("udp " + name);
    return real.apply(this, args);
  };
}
for (const name of ["getaddrinfo", "getnameinfo"]) {
  const real = cares[name];
  try {
    cares[name] = (...args) => {
      note("dns " + name + " " + String(args[1]));
      return real(...args);
    };
  } catch {}
}
`;

/** The variables that put the tripwire before a program; what it saw is appended to the file. */
export function tripwire(file: string): Record<string, string> {
  return { TRIPWIRE: file, NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(SOURCE)}` };
}
