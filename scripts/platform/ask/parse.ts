/** What a model wrote -> the JSON object in it. Some wrap it into a fence, or think aloud before it; anything else around it is refused. Undefined when there is none. */
export function objectIn(text: string): unknown {
  const bare = text.trim().replace(/^<think>[\s\S]*?<\/think>\s*/, "");
  const fenced = /^```(?:json)?[ \t]*\n([\s\S]*?)\n?```$/i.exec(bare);
  let value: unknown;
  try {
    value = JSON.parse(fenced?.[1] ?? bare);
  } catch {
    return undefined;
  }
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
}
