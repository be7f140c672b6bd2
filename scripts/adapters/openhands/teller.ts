import { Branches } from "#adapters/common/branches";
import { asFields, type Fields, textOrNull } from "#adapters/common/fields";
import { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import { isEvent } from "./layout.ts";
import { FirstGeneration } from "./first-generation.ts";
import { tellSecond } from "./second-generation.ts";

/** Stands for a parent where a person went back to before the first event. */
const ROOT = "__root__";

/** Tells events of either generation in the order of the log. */
export class Teller {
  readonly story = new Story();
  private readonly first = new FirstGeneration(this.story);
  private readonly branches = new Branches();

  tell(value: unknown, place: Place): void {
    const event = asFields(value);
    if (event === null) this.story.drop("record.not-json", place);
    else if (!isEvent(value)) this.story.drop("source" in event && "timestamp" in event ? "record.wrong-shape" : "record.unknown-kind", place);
    else if (typeof event["kind"] === "string") {
      this.grow(event);
      tellSecond(this.story, event, place);
    } else this.first.tell(event, place);
  }

  /** What the state of the conversation says at the end: prompts off the branch on which it stands were left for another try. */
  end(state: Fields, place: Place): void {
    const leaf = textOrNull(state["leaf_event_id"]);
    if (leaf !== null) this.branches.moveTo(leaf);
    const prompts = this.story.prompts().filter((id) => this.branches.has(id));
    this.story.withdraw(leaf === null && state["head_is_empty"] === true ? prompts : this.branches.left(prompts), { at: null, place });
  }

  /** News of the state are no part of the tree of events. */
  private grow(event: Fields): void {
    const parent = textOrNull(event["parent_id"]);
    if (event["kind"] !== "ConversationStateUpdateEvent") this.branches.add(String(event["id"]), parent === ROOT ? null : (parent ?? undefined));
  }
}
