#!/usr/bin/env node
import { main } from "#cli/main";

process.exitCode = await main(["crystallize", ...process.argv.slice(2)]);
