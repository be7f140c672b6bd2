#!/usr/bin/env node
import { main } from "#cli/main";

process.exitCode = await main(["generate", ...process.argv.slice(2)]);
