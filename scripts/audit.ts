#!/usr/bin/env node
import { main } from "#cli/main";

process.exitCode = await main(["audit", ...process.argv.slice(2)]);
