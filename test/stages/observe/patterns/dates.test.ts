import { tokensOf } from "#stages/observe/patterns/tokens";
import { describe, expect, test } from "vitest";

describe("dates", () => {
  test.each([
    "2026-03-01",
    "2026-03-01T10:20:30Z",
    "2026/04",
    "12/31/26",
    "2026年3月1日",
    "3月2日",
    "jan 12",
    "sept. 3rd, 2026",
    "march 2026",
    "12th of july",
    "5 dec",
    "3. märz 2026",
    "october",
    "q3 2026",
    "h1 2026",
    "2026 q2",
    "next monday",
    "sundays",
    "freitag",
    "воскресенье",
    "last week",
    "this quarter",
    "nächste woche",
    "letzten monats",
    "la semaine prochaine",
    "el mes pasado",
    "上周",
    "本月",
    "下个季度",
    "来週",
    "先月",
    "다음 주",
    "지난달",
    "tomorrow",
    "übermorgen",
    "aujourd'hui",
    "вчера",
    "今日",
    "明日",
    "后天",
    "10:30",
    "10:30 am",
    "9 pm",
    "7 uhr",
    "5 o'clock",
  ])("%s is one wherever it stands", (date) => {
    const found = (text: string): boolean => tokensOf(text).some((token) => token.kind === "mask" && token.type === "date");
    // The mask finds it by itself exactly when it finds it after another value was taken out.
    expect(found(`what happened ${date}`)).toBe(found(`what happened to ~/in/a.csv ${date}`));
    expect(found(`what happened ${date}`)).toBe(true);
  });
});
