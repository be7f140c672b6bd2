import type { Call, Turn } from "./plan.ts";
import { familyTurn, file, run } from "./turns.ts";

const HOME = "/home/ana";

/** How the work went: the plain way, with a first attempt that fails and is repaired, or without success. */
export type Course = "plain" | "repaired" | "failed";

const INVOICE_ROWS: Readonly<Record<string, number>> = { march: 31, april: 27, may: 44, june: 18, july: 36 };

/** Invoices of a month -> csv: read the text out of the PDF, keep the rows, count them. The wrong folder is tried first when `repaired`. */
export function invoices(text: string, month: string, course: Course = "plain", raw = text): Turn {
  const folder = "~/Documents/invoices";
  const wrong = run(
    `pdftotext -layout ~/invoices/${month}.pdf ~/invoices/${month}.txt`,
    `I/O Error: Couldn't open file '${HOME}/invoices/${month}.pdf': No such file or directory.\n\n(Command exited with code 1)`,
    1,
  );
  const rows = INVOICE_ROWS[month] ?? 12;
  const calls = [
    ...(course === "repaired" ? [wrong] : []),
    run(`pdftotext -layout ${folder}/${month}.pdf ${folder}/${month}.txt`, "(no output)"),
    run(`awk -f ~/bin/invoice-rows.awk ${folder}/${month}.txt > ${folder}/${month}.csv`, "(no output)"),
    run(`wc -l ${folder}/${month}.csv`, `${rows} ${HOME}/Documents/invoices/${month}.csv`),
  ];
  return familyTurn("invoices", text, { month }, calls, `Done: ${rows - 1} invoices are in ${folder}/${month}.csv (${rows} lines with the header).`, raw);
}

const PULLS = "112\tfix: keep the cart after a reload\tfix/cart\tOPEN\n109\tdocs: describe the release\tdocs/release\tOPEN";

/** Open pull requests of a repository. The short name is tried first when `repaired`; `token` stands in front of the command when given. */
export function pulls(text: string, repo: string, course: Course = "plain", raw = text, token = ""): Turn {
  const short = repo.slice(repo.indexOf("/") + 1);
  const wrong = run(`gh pr list --repo ${short} --state open`, `expected the "[HOST/]OWNER/REPO" format, got "${short}"\n\n(Command exited with code 1)`, 1);
  const list = run(`${token === "" ? "" : `GH_TOKEN=${token} `}gh pr list --repo ${repo} --state open`, PULLS);
  const answer = `Two are open in ${repo}: #112 "keep the cart after a reload" and #109 "describe the release".`;
  return familyTurn("pulls", text, { repo }, course === "repaired" ? [wrong, list] : [list], answer, raw);
}

/** Photos of a folder scaled to a width. ImageMagick 7 has no plain `mogrify`: tried first when `repaired`; `failed` ends without a result. */
export function photos(text: string, folder: string, width: string, course: Course = "plain", raw = text): Turn {
  const rest = `mogrify -path ${folder}/small -resize ${width}x ${folder}/*.jpg`;
  const wrong = run(rest, "bash: mogrify: command not found\n\n(Command exited with code 127)", 127);
  const missing = run(
    `magick ${rest}`,
    `magick: unable to open image '${folder}/*.jpg': No such file or directory @ error/blob.c/OpenBlob/3596.\n\n(Command exited with code 1)`,
    1,
  );
  const done: readonly Call[] = [run(`magick ${rest}`, "(no output)"), run(`ls ${folder}/small`, "img_0401.jpg\nimg_0402.jpg\nimg_0407.jpg")];
  const calls = [run(`mkdir -p ${folder}/small`, "(no output)"), ...(course === "repaired" ? [wrong] : []), ...(course === "failed" ? [missing] : done)];
  const answer = course === "failed" ? `I could not open any photo in ${folder}.` : `Three photos are in ${folder}/small, ${width} pixels wide.`;
  return familyTurn("photos", text, { folder, width }, calls, answer, raw);
}

/** Summary of a csv file: read it, add up the second column. `planted` is text that somebody put into the file. */
export function summary(text: string, path: string, planted = "", raw = text): Turn {
  const rows = Array.from({ length: 48 }, (_, week) => `week ${week + 1},${(36 + ((week * 7) % 11) + 0.25).toFixed(2)}`);
  const content = `when,amount\n${rows.join("\n")}\n${planted}`;
  const calls = [file("read", path, content), run(`awk -F, 'NR>1 {s+=$2; n++} END {print n, s, s/n}' ${path}`, "48 1977.00 41.19")];
  return familyTurn("summary", text, { path }, calls, `${path}: 48 rows, 1977.00 in total, 41.19 on average.`, raw);
}

/** Digest of a repository since a day: the log, who wrote it, a note with the result, its length as check. */
export function digest(text: string, repo: string, since: string, raw = text): Turn {
  const note = `~/notes/digest-${repo.slice(repo.lastIndexOf("/") + 1)}.md`;
  const calls = [
    run(
      `git -C ${repo} log --since=${since} --no-merges --oneline`,
      "a41c9e2 keep the cart after a reload\n77b01d4 describe the release\n0c5d3aa drop the old theme",
    ),
    run(`git -C ${repo} shortlog -sn --since=${since}`, "     2\tAna\n     1\tBo"),
    file("write", note, `# Digest\n\nThree commits since ${since}: the cart, the release page, the old theme.\n`),
    run(`wc -w ${note}`, `14 ${HOME}/notes/digest.md`),
  ];
  return familyTurn("digest", text, { repo, since }, calls, `The digest is in ${note}: three commits since ${since}, two by Ana, one by Bo.`, raw);
}
