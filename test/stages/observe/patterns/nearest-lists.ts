import type { Index } from "#stages/observe/patterns/nearest";
import { type NearestLists, piecesOf, searching, searchOf } from "#stages/observe/patterns/nearest-lists";
import type { Vectors } from "#stages/observe/patterns/terms";

/** Vectors of texts -> so many of the nearest of each, found piece by piece on one thread. */
export function nearestLists(vectors: Vectors, index: Index, width: number): NearestLists {
  const search = searchOf(vectors, index, null, width);
  const work = searching(search, index);
  for (let piece = 0; piece < piecesOf(search); piece++) work(piece);
  return search.lists;
}
