#!/usr/bin/env node
import { main } from "#cli/main";

process.exitCode = await main(["review", ...process.argv.slice(2)]);
