import type { Slot } from "#kernel/pattern";
import { geneOf } from "#stages/crystallize/gene";
import { describe, expect, test } from "vitest";
import { aPattern, asked, POLICY } from "./history.ts";

const FOLDERS = ["~/a/sale", "~/a/flat", "~/a/bike", "~/a/boat"];
const FOLDER: Slot = { name: "folder", type: "path", examples: FOLDERS, distinct: 4, trusted: true };

/** Lines with `{folder}`, the same in four sessions -> steps and check of the gene. */
function learned(lines: readonly string[], seldom: readonly string[] = []) {
  const requests = asked(
    "one",
    FOLDERS.map((folder, at) => ({
      text: `clean ${folder}`,
      lines: [...lines, ...(at === 0 ? seldom : [])].map((line) => line.replaceAll("{folder}", folder)),
    })),
  );
  const draft = geneOf(aPattern("one", requests, { slots: [FOLDER] }), new Map(requests.map((one) => [one.id, one])), POLICY.support, []);
  if (draft.kind !== "gene") throw new Error(draft.rejection.reason);
  return { steps: draft.gene.steps.map((step) => `${step.line} ${step.seen}/${step.of}`), check: draft.gene.check?.line ?? null };
}

describe("two calls of one program", () => {
  test("are work and check when the second only looks", () => {
    expect(learned(["exiftool -all= -overwrite_original {folder}", "exiftool -gps:all {folder}"])).toEqual({
      steps: ["exiftool -all= -overwrite_original {folder} 4/4"],
      check: "exiftool -gps:all {folder}",
    });
  });

  test("are two steps when they were told to do different things each time", () => {
    expect(learned(["mill --rough {folder}", "mill --fine --slow {folder}"])).toEqual({
      steps: ["mill --rough {folder} 4/4", "mill --fine --slow {folder} 4/4"],
      check: null,
    });
  });

  test("stay one step when the same was only done again, or once in another way", () => {
    expect(learned(["mill --rough {folder}", "mill --rough {folder}"]).steps).toEqual(["mill --rough {folder} 4/4"]);
    expect(learned(["mill --rough {folder}"], ["mill --rough --loud {folder}"]).steps).toEqual(["mill --rough {folder} 4/4"]);
  });

  test("of several programs in one course that was gone through again count once", () => {
    const course = ["mill {folder}", "paint {folder}", "pack --box {folder}"];
    expect(learned([...course, ...course, "ship {folder}"]).steps).toEqual([...course, "ship {folder}"].map((line) => `${line} 4/4`));
    expect(learned(["mill {folder}", "paint {folder}", "mill {folder}"]).steps).toHaveLength(3);
  });

  test.each([
    ["sqlite3 {folder}/a.db 'DELETE FROM logs'", "sqlite3 {folder}/a.db 'SELECT count(*) FROM logs'"],
    ["pack {folder}", "tar -tzf {folder}/a.tgz"],
    ["pack {folder}", "unzip -l {folder}/a.zip"],
    ["convert-all {folder}", "pdfinfo {folder}/a.pdf"],
    ["exiftool -all= {folder}", "exiftool {folder}"],
  ])("%s, then %s is a check", (work, look) => {
    expect(learned([work, look]).check).not.toBeNull();
  });

  test.each([
    ["pack {folder}", "exiftool -artist=Ana {folder}"],
    ["pack {folder}", "sqlite3 {folder}/a.db 'UPDATE a SET b = 1'"],
    ["pack {folder}", "sqlite3 {folder}/a.db 'SELECT 1; DROP TABLE a'"],
    ["pack {folder}", "sqlite3 {folder}/a.db 'SELECT b INTO c FROM a'"],
    ["pack {folder}", "exiftool -o {folder}/b.jpg {folder}/a.jpg"],
    ["pack {folder}", "tar -xzf {folder}/a.tgz"],
    ["pack {folder}", "tar -xf test {folder}"],
    ["pack {folder}", "unzip {folder}/list.zip"],
  ])("%s, then %s is none", (work, change) => {
    expect(learned([work, change]).check).toBeNull();
  });
});
