#!/usr/bin/env node
import { main } from "#cli/main";

process.exitCode = await main(["rollback", ...process.argv.slice(2)]);
