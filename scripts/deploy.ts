#!/usr/bin/env node
import { main } from "#cli/main";

process.exitCode = await main(["deploy", ...process.argv.slice(2)]);
