import { ForgeError } from "#kernel/errors";

/** Work -> the ForgeError it threw; null when it threw nothing. Any other error goes on, because it is a defect and no answer. */
export function errorOf(work: () => unknown): ForgeError | null {
  try {
    work();
  } catch (error) {
    if (error instanceof ForgeError) return error;
    throw error;
  }
  return null;
}

/** Work -> the code of the ForgeError it threw, any other error itself, null when it threw nothing. */
export function codeOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof ForgeError ? error.code : error;
  }
  return null;
}
