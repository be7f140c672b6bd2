import { type Search, searching } from "#stages/observe/patterns/nearest-lists";

/** What mining shares with another thread -> does a piece of it. */
export function pieceOf(given: unknown): (piece: number) => void {
  return searching(given as Search);
}
