import { asFields } from "#adapters/common/fields";
import { Story } from "#adapters/common/story";
import type { Place } from "#kernel/trace";
import { isEvent } from "./layout.ts";
import { FirstGeneration } from "./first-generation.ts";
import { tellSecond } from "./second-generation.ts";

/** Tells events of either generation in the order of the log. */
export class Teller {
  readonly story = new Story();
  private readonly first = new FirstGeneration(this.story);

  tell(value: unknown, place: Place): void {
    const event = asFields(value);
    if (event === null) this.story.drop("record.not-json", place);
    else if (!isEvent(value)) this.story.drop("source" in event && "timestamp" in event ? "record.wrong-shape" : "record.unknown-kind", place);
    else if (typeof event["kind"] === "string") tellSecond(this.story, event, place);
    else this.first.tell(event, place);
  }
}
