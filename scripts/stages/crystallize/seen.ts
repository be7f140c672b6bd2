import type { Action, Request } from "#kernel/trace";

/** An action of a request, with the words of that request. */
export type Seen = Readonly<{ action: Action; request: Request }>;
