import { type Race, runAhead } from "#stages/observe/patterns/ahead";
import { type Search, searching } from "#stages/observe/patterns/nearest-lists";
import { type Choice, choosing } from "#stages/observe/patterns/phrases";

/** What mining shares with another thread -> does a piece of it. */
export function pieceOf(given: unknown): (piece: number) => void {
  const shared = given as Search | Choice | Race;
  if ("stamps" in shared) return () => runAhead(shared);
  return "lists" in shared ? searching(shared) : choosing(shared);
}
