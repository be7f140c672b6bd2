import { callPlaces } from "#stages/observe/patterns/call-places";
import { describe, expect, test } from "vitest";

const labelOf = (line: string, word: string) => callPlaces(line, [word], () => true)[0]?.[0]?.label;

describe("what a call calls a value", () => {
  test.each([
    ["git checkout -b login", "login", "branch"],
    ["git push -u origin login", "login", null],
    ["git push origin login", "login", "branch"],
    ["docker logs --tail 200 web", "web", "container"],
    ["npm install --save-dev zod", "zod", "package"],
    ["sudo systemctl restart nginx", "nginx", "service"],
    ["sqlite3 a.db 'select count(*) from orders'", "orders", "table"],
    ["ssh -p 2222 deploy@web1", "web1", "host"],
    ["gh pr view 12", "12", "pr"],
    ["make -C services/billing test", "billing", "service"],
    ["cat policies/refund", "refund", "policy"],
    ["deploy --env=staging", "staging", "env"],
    ["echo staging", "staging", null],
  ])("%s", (line, word, expected) => {
    expect(labelOf(line, word)).toBe(expected);
  });

  test("values beside a value are blanked, those that never vary are not", () => {
    const [web] = callPlaces("cp web main", ["web", "main"], () => true);
    const [same] = callPlaces("cp web main", ["web", "main"], (word) => word === "web");
    expect(web?.map(({ key }) => key)).toEqual(["cp cp <", "cp > _"]);
    expect(same?.map(({ key }) => key)).toEqual(["cp cp <", "cp > main"]);
  });
});
