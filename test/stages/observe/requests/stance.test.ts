import { isAffirmation, stanceOf } from "#stages/observe/requests/stance";
import { describe, expect, test } from "vitest";

describe("words after work", () => {
  test.each([
    "perfect thanks",
    "Thanks!",
    "thx 🙏",
    "looks good",
    "great",
    "👍",
    "that worked",
    "0 failed, great",
    "no errors now, thanks",
    "no problem, thanks",
    "nice one mate",
    "danke, passt",
    "sí, gracias",
    "oui merci",
    "grazie mille!",
    "obrigado",
    "спасибо, отлично",
    "好的，谢谢",
    "ありがとうございます",
    "네 감사합니다",
    "dzięki",
    "teşekkürler",
    "شكرا",
  ])("%s approves and asks for nothing", (text) => {
    expect(stanceOf(text, true)).toMatchObject({ kind: "approval", rest: "" });
  });

  test.each(["yes", "ok", "k", "ok do it", "ja bitte", "sí", "d'accord", "是的", "はい", "yes please delete them", "sure, go ahead"])(
    "%s agrees and asks for nothing",
    (text) => {
      expect(stanceOf(text, true)).toMatchObject({ kind: "consent", rest: "" });
    },
  );

  test.each(["go on", "continue", "weiter", "继续", "try again", "hello", "?"])("%s steers and asks for nothing", (text) => {
    expect(stanceOf(text, true)).toMatchObject({ kind: "steering", rest: "" });
  });

  test.each([
    "no, that's wrong",
    "No that is not what I asked",
    "not pandas, use polars",
    "undo that",
    "revert it please",
    "it still fails",
    "3 tests failed",
    "don't do that",
    "you forgot the header",
    "I said the March invoice",
    "use ripgrep instead",
    "please take npm rather than yarn",
    "use exiftool instead of exiv2.",
    "rg instead of ack please",
    "nimm magick statt gm",
    "utilise git plutôt que jj",
    "usa git en vez de jj",
    "por favor usa git en lugar de jj",
    "usa git invece di jj",
    "используй git вместо jj",
    "gitの代わりにjjを使って",
    "wrong file",
    "👎",
    "stop",
    "Thanks for the report, but the total is wrong",
    "nein, das ist falsch",
    "non, ce n'est pas ça",
    "no, eso no es",
    "das funktioniert nicht",
    "не работает",
    "不对",
    "違います",
    "why did you delete it?",
    "that does not add up",
    "This doesn't look like March at all.",
    "hm, it isn't sorted",
    "they don't match the invoices",
    "the totals don't match",
    "that makes no sense",
    "das passt so nicht",
    "Die Summen stimmen nicht überein",
    "das ergibt keinen Sinn",
    "ça ne correspond pas",
    "esto no cuadra",
    "questo non torna",
    "isso não bate",
    "это не сходится",
    "这对不上",
    "数字对不上",
    "合計が合わない",
    "숫자가 안 맞아요",
  ])("%s complains", (text) => {
    expect(stanceOf(text, true).kind).toBe("complaint");
  });

  test.each([
    "list my PRs",
    "and rename them by date",
    "revert commit abc123 in the api repo",
    "no ads please, list the best movies",
    "why does npm install fail?",
    "the login page doesn't load in Safari, find out why",
    "the tests of the parser do not cover empty files",
    "this repo does not have a licence, add one",
    "check why the build doesn't work on CI",
    "fix the wrong file name in a.txt",
    "great expectations summary please",
    "summarize wrong answers in quiz.csv",
    "nothing but the totals of sales.csv please",
    "use ffmpeg instead of sox to convert ~/Music/a.wav to mp3",
    "with magick rather than gm, resize the photos in ~/Pictures",
    "make a table instead of a list of the totals in b.csv",
    "usa git en vez de jj para resumir los commits de ~/code/api",
  ])("%s is a request of its own", (text) => {
    expect(stanceOf(text, true).kind).toBe("request");
  });

  test.each([
    ["thanks, now convert b.pdf to csv", "approval", "convert b.pdf to csv"],
    ["Perfect! Next: list my open PRs", "approval", "list my open PRs"],
    ["Good job! Can you also write tests for it?", "approval", "Can you also write tests for it?"],
    ["ok list the PRs", "consent", "list the PRs"],
    ["danke, jetzt wandle b.pdf in csv um", "approval", "jetzt wandle b.pdf in csv um"],
    ["谢谢，现在把 a.pdf 转成 csv", "approval", "现在把 a.pdf 转成 csv"],
  ])("%s is %s and a request besides", (text, kind, rest) => {
    expect(stanceOf(text, true)).toMatchObject({ kind, rest });
  });
});

describe("first words of a conversation", () => {
  test.each([
    "no ads please, list the best movies",
    "don't forget to back up the db",
    "undo the last commit",
    "fix the bug, it doesn't work",
    "not sure what to cook, suggest something",
  ])("%s is a request, there is nothing to complain about", (text) => {
    expect(stanceOf(text, false).kind).toBe("request");
  });

  test.each(["yes", "thanks", "ok", "👍", "hello"])("%s is no request even so", (text) => {
    expect(stanceOf(text, false).kind).not.toBe("request");
  });
});

describe("going on, and why", () => {
  test.each(["the network is back, try once more", "wifi was down, again", "I was away. go on please", "WLAN war weg, nochmal"])("%s only goes on", (text) => {
    for (const after of [true, false]) expect(stanceOf(text, after)).toMatchObject({ kind: "steering", rest: "" });
  });

  test.each([
    "summarise the paper, next",
    "delete the branch, go on",
    "translate hello, then continue",
    "the report 2024.csv is back, again",
    "play the song again",
  ])("%s asks for work", (text) => {
    expect(stanceOf(text, false).kind).toBe("request");
  });
});

describe("isAffirmation", () => {
  test.each(["谢谢", "多谢", "ありがとう", "고마워", "спасибо", "obrigado", "gracias", "grazie", "dziękuję", "teşekkürler", "cảm ơn bạn", "да", "好的"])(
    "%s asks for nothing",
    (text) => {
      expect(isAffirmation(text)).toBe(true);
    },
  );

  test.each(["谢谢，请把 a.docx 转换成 pdf", "continue", "weather in Rome"])("%s is more than a yes", (text) => {
    expect(isAffirmation(text)).toBe(false);
  });
});
