import type { Capsule } from "#kernel/capsule";
import type { Digest } from "#kernel/digest";

/** What is about to be proposed: its bytes, what it says independent of counts (null: only the bytes count), and how many sessions stand behind it. */
export type Proposal = Readonly<{ treeDigest: Digest; contentKey: Digest | null; sessions: number }>;

/**
 * Capsules and a proposal -> the rejection that stands against it, null when there is none. The same bytes are never proposed
 * again; the same content (content-key of generate: genes, template, steps, checks, gotchas, without counts) only when at
 * least `more` further sessions have asked for it since, because a no is about what was shown and not for ever.
 */
export function sameAsRejected(capsules: readonly Capsule[], proposal: Proposal, more: number): Capsule | null {
  const rejected = capsules.filter((capsule) => capsule.status === "rejected");
  return (
    rejected.find((capsule) => capsule.treeDigest === proposal.treeDigest) ??
    rejected.find(
      (capsule) => proposal.contentKey !== null && capsule.content?.key === proposal.contentKey && proposal.sessions < capsule.content.sessions + more,
    ) ??
    null
  );
}
