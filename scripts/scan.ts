#!/usr/bin/env node
import { main } from "#cli/main";

process.exitCode = await main(["scan", ...process.argv.slice(2)]);
