/** Exit codes that are results and no errors; those of errors stand with their families in the kernel. */
export const pending = 3;
export const blocked = 4;
/** As for errors of the integrity family: the log does not verify. */
export const integrity = 6;
/** Stopped by Ctrl-C: 128 + SIGINT, as shells count. */
export const interrupted = 130;
