import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject } from "ajv";

const text = readFileSync(new URL("../../fixtures/sarif/sarif-schema-2.1.0.json", import.meta.url), "utf8");

/** RFC 3986, appendix A, as far as a reference goes; RFC 3339 for times. */
const FORMATS = {
  uri: /^[a-z][a-z0-9+.-]*:(?:%[0-9a-f]{2}|[\w!$&'()*+,;=:@/?#[\]~.-])*$/i,
  "uri-reference": /^(?:%[0-9a-f]{2}|[\w!$&'()*+,;=:@/?#[\]~.-])*$/i,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i,
};

/** The schema is of draft 04; what it uses of it differs from draft 07 only in the name of its id. */
function asDraft07(): object {
  const { id, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return { ...rest, $id: id, $schema: "http://json-schema.org/draft-07/schema#" };
}

const check = new Ajv({ strict: false, allErrors: true, formats: FORMATS }).compile(asDraft07());

/** Log -> what the official schema says against it. */
export function faultsOf(log: unknown): readonly ErrorObject[] {
  return check(JSON.parse(JSON.stringify(log))) ? [] : (check.errors ?? []);
}
