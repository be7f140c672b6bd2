/**
 * Ids of calls. Some models count their calls anew in every turn: an id that comes again after its result is a new call
 * and gets a number; one that comes again while the call is open is the same call written twice.
 */
export class Calls {
  private readonly seen = new Map<string, { times: number; open: boolean; running: boolean }>();

  /** Id as written -> id in the trace; null when this call is open already. */
  open(id: string): string | null {
    const before = this.seen.get(id);
    if (before?.open === true) return null;
    const times = (before?.times ?? 0) + 1;
    this.seen.set(id, { times, open: true, running: false });
    return numbered(id, times);
  }

  /** The call that a result answers; null when it was answered before, unless it was only said to run. A result without a call keeps its id. */
  close(id: string, running: boolean): string | null {
    const call = this.seen.get(id) ?? { times: 1, open: true, running: false };
    if (!call.open && !call.running) return null;
    this.seen.set(id, { times: call.times, open: false, running });
    return numbered(id, call.times);
  }

  /** Was this call made? */
  has(id: string): boolean {
    return this.seen.has(id);
  }
}

function numbered(id: string, times: number): string {
  return times === 1 ? id : `${id}#${times}`;
}
