#!/bin/sh
# Lets Gemini CLI and Qwen Code write a session each in a throw-away home, with keyword-model.mjs at work:
# gemini-qwen.sh HOME path/to/gemini.js path/to/qwen.js
set -eu
home=$1 gemini=$2 qwen=$3
mkdir -p "$home/shop" "$home/.gemini" "$home/.qwen"
printf '{"security":{"auth":{"selectedType":"gemini-api-key"}},"privacy":{"usageStatisticsEnabled":false}}' > "$home/.gemini/settings.json"
printf '{"security":{"auth":{"selectedType":"openai"}},"privacy":{"usageStatisticsEnabled":false}}' > "$home/.qwen/settings.json"
cd "$home/shop"
ask() {
  env -i HOME="$home" PATH="$PATH" TERM=xterm-256color GEMINI_API_KEY=not-a-key GOOGLE_GEMINI_BASE_URL=http://127.0.0.1:18911 GEMINI_CLI_TRUST_WORKSPACE=true \
    OPENAI_API_KEY=not-a-key OPENAI_MODEL=s1 OPENAI_BASE_URL=http://127.0.0.1:18911/v1 node "$@"
}
ask "$gemini" -y -p "fix the failing cart test"
ask "$gemini" -y --resume latest -p "and add a changelog"
rm -f cart.txt
ask "$qwen" -y -p "fix the failing cart test"
ask "$qwen" -y -c -p "and add a changelog"
