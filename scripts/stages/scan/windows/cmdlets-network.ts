import { fetched, readFile, send, writeFile } from "./deeds.ts";
import { type Given, param, paramOr } from "./given.ts";
import { tidy } from "./places.ts";
import { FROM, known, NOTHING, type Session, textsOf, unknown, type Value } from "./session.ts";

/** Commands of PowerShell that talk to others; null for any other. */
export function judgeNetworkCmdlet(session: Session, name: string, given: Given, input: Value | null): Value | null {
  switch (name) {
    case "invoke-webrequest":
    case "invoke-restmethod":
      return request(session, given, input);
    case "start-bitstransfer": {
      const source = paramOr(given, 0, "source");
      const to = param(given, "destination") ?? given.words.at(-1) ?? NOTHING;
      if (/upload/i.test(param(given, "transfertype")?.text ?? "")) send(session, textsOf(to), [readFile(session, source)], "body");
      else writeFile(session, to.text === source.text ? known(lastOf(source.text)) : to, fetched(session, source, param(given, "proxylist") !== null));
      return NOTHING;
    }
    case "send-mailmessage": {
      const files = param(given, "attachments");
      const host = param(given, "smtpserver")?.text ?? "*";
      send(
        session,
        [host],
        [param(given, "body") ?? NOTHING, param(given, "subject") ?? NOTHING, ...(files === null ? [] : [readFile(session, files)]), input ?? NOTHING],
        "body",
      );
      return NOTHING;
    }
    case "resolve-dnsname":
    case "test-connection":
    case "test-netconnection": {
      const host = paramOr(given, 0, "name", "computername", "targetname");
      send(session, textsOf(host), [host], "address");
      return unknown(session, { from: name === "resolve-dnsname" ? FROM.network : 0, sources: [""] });
    }
    default:
      return null;
  }
}

/** `Invoke-RestMethod`, and `curl` where it is that. */
export function request(session: Session, given: Given, input: Value | null): Value {
  const address = param(given, "uri") ?? given.words[0] ?? input ?? NOTHING;
  const file = param(given, "infile");
  const body = [param(given, "body"), param(given, "form"), file === null ? null : readFile(session, file), given.words.length > 0 ? input : null].filter(
    (one) => one !== null,
  );
  const shown = [param(given, "headers"), param(given, "credential"), param(given, "token")].filter((one) => one !== null);
  if (body.length > 0) send(session, textsOf(address), body, "body");
  if (shown.length > 0) send(session, textsOf(address), shown, "header");
  const isOpen = ["proxy", "skipcertificatecheck", "customaddress"].some((one) => [...given.named.keys()].some((key) => key.length > 2 && one.startsWith(key)));
  const answer = fetched(session, address, isOpen);
  const out = param(given, "outfile");
  if (out === null) return answer;
  // What a table of arguments names is a file as well.
  writeFile(session, /[\\/]$/.test(out.text) ? known(`${out.text}${lastOf(address.text)}`) : out, answer);
  return param(given, "passthru") === null ? NOTHING : answer;
}

function lastOf(address: string): string {
  return (
    tidy(address.replace(/[?#].*$/, ""))
      .split("\\")
      .at(-1) ?? ""
  );
}
