import { isRemark } from "#stages/observe/requests/remark";
import { expect, test } from "vitest";

test.each([
  "no, use tabs",
  "no - shorter",
  "nein, andersherum",
  "you missed one",
  "That is not right, please fix",
  "not like that, undo it",
  "too formal",
  "das stimmt nicht",
  "不对",
])("%s says no more than how work was done", (text) => {
  expect(isRemark(text)).toBe(true);
});

test.each([
  "no ads please, list the best movies",
  "no sugar dessert ideas",
  "not sure what to cook, suggest something",
  "the date is wrong",
  "my tests are failing, find out why",
  "it doesn't compile",
  "undo the last commit",
  "too many open tabs, close them",
  "this week's numbers please",
  "you are my tutor",
  "no, that is not what I meant at all: the second column holds the prices",
])("%s asks for something", (text) => {
  expect(isRemark(text)).toBe(false);
});
