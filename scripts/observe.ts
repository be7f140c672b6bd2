#!/usr/bin/env node
import { main } from "#cli/main";

process.exitCode = await main(["observe", ...process.argv.slice(2)]);
