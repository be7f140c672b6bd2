import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = [process.env["CHROMIUM"], "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser that is installed; null, said loudly, where there is none. Inside of a container there is no other sandbox for it than the container. */
export async function aBrowser(): Promise<Browser | null> {
  const program = PLACES.find((one) => one !== undefined && existsSync(one));
  if (program === undefined) {
    console.warn("\n!!! SKIPPED: there is no chromium here; the review page is not looked at in a browser\n");
    return null;
  }
  return chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}
