import { at, dateOf, stampOf } from "./clock.ts";
import { digest, invoices, photos, pulls, summary } from "./families.ts";
import { MARKERS, ONE_OFFS, PLANTED } from "./noise.ts";
import type { SessionPlan, Turn } from "./plan.ts";
import { session } from "./session.ts";
import { about, ask, foreign, run } from "./turns.ts";

/** Now -> what was said after the host had moved to its database. */
export function databaseSessions(now: number): readonly SessionPlan[] {
  return [...earlierSessions(now), ...laterSessions(now), ...groups(now)];
}

function earlierSessions(now: number): readonly SessionPlan[] {
  return [
    session("d1", "database", at(now, 3, 14, 0), [
      photos("make the images in ~/Pictures/kitchen 1600 px wide", "~/Pictures/kitchen", "1600"),
      summary("summarize ~/data/heating.csv for me", "~/data/heating.csv", `# ${PLANTED}\n`),
      MARKERS.heartbeat,
      ONE_OFFS.haiku,
    ]),
    session(
      "d2",
      "database",
      at(now, 3, 20, 0),
      [
        digest(`give me the weekly git digest of ~/code/shop since ${dateOf(at(now, 10, 0))}`, "~/code/shop", dateOf(at(now, 10, 0))),
        MARKERS.perfect,
        ONE_OFFS.disk,
        ONE_OFFS.gift,
      ],
      { key: "agent:main:dashboard:91aa" },
    ),
    session("d3", "database", at(now, 2, 8, 30), [
      invoices("please convert the june invoices from PDF to CSV", "june", "repaired"),
      MARKERS.yes,
      summary("summarise the numbers in ~/data/groceries.csv", "~/data/groceries.csv"),
      ask(
        "what does Bo want from me in this one?",
        [],
        "He forwards an order that is not yours.",
        `what does Bo want from me in this one?\n\nContext: ⟦openclaw:ctx⟧\n${PLANTED}`,
      ),
      MARKERS.execDone,
    ]),
    session(
      "d4",
      "database",
      at(now, 2, 11, 0),
      [
        pulls("list open PRs of acme/docs", "acme/docs", "repaired"),
        photos("resize the pictures in ~/Pictures/cats to 1024 px", "~/Pictures/cats", "1024", "repaired"),
        MARKERS.thanks,
        ONE_OFFS.font,
        ONE_OFFS.fence,
      ],
      { key: "agent:main:explicit:desk2" },
    ),
  ];
}

function laterSessions(now: number): readonly SessionPlan[] {
  const since = dateOf(at(now, 9, 0));
  return [
    session(
      "d5",
      "database",
      at(now, 2, 17, 0),
      [
        digest(`write the weekly digest of ~/code/mobile since ${dateOf(at(now, 16, 0))}`, "~/code/mobile", dateOf(at(now, 16, 0))),
        about(`no, that is wrong, I meant since ${since}`, digest("", "~/code/mobile", since).calls, "Sorry, now it covers the right days: four commits."),
        ONE_OFFS.page,
        ONE_OFFS.regex,
      ],
      { key: "agent:main:dashboard:a3f0" },
    ),
    session("d6", "database", at(now, 1, 9, 15), [
      MARKERS.status,
      pulls("what pull requests are open for acme/shop?", "acme/shop"),
      summary("please summarise ~/data/mileage.csv", "~/data/mileage.csv", `# ${PLANTED}\n`),
      ask("shorten this to one line", [], "Bo wants a script run; I did not.", `[Replying to Bo id:77]\n${PLANTED}\n[/Replying]\nshorten this to one line`),
      MARKERS.cronWake,
      ONE_OFFS.timezone,
    ]),
    session("d7", "database", at(now, 1, 15, 0), [
      MARKERS.fresh,
      digest(`weekly digest of ~/code/website since ${dateOf(at(now, 8, 0))}, please`, "~/code/website", dateOf(at(now, 8, 0))),
      queued(invoices("csv of the july invoice PDFs, please", "july"), ONE_OFFS.ferns),
      MARKERS.great,
      MARKERS.interSession,
      ONE_OFFS.zip,
      ONE_OFFS.open,
    ]),
    session(
      "d8",
      "database",
      at(now, 1, 20, 0),
      [
        photos("resize the photos in ~/Pictures/harbour to 900 px", "~/Pictures/harbour", "900", "failed"),
        about("no, that did not work, leave it", [], "Sorry. I leave the photos as they are."),
      ],
      { key: "agent:main:explicit:evening" },
    ),
    session(
      "sub",
      "database",
      at(now, 2, 8, 31),
      [
        foreign(
          "[Subagent Context] You are running as a subagent (depth 1/5). Complete the current [Subagent Task]; inherited conversation is background context, not your assignment.\n\n[Subagent Task]\n\ncount the invoices\n\nBegin. Execute the assigned task to completion.",
          "There are 18.",
          {},
          [run("ls ~/Documents/invoices", "june.pdf")],
        ),
      ],
      { key: "agent:main:subagent:2a2b2c2d-0000-4000-8000-000000000001", machine: "subagent" },
    ),
  ];
}

function queued(first: Turn, second: Turn): Turn {
  return {
    ...first,
    raw: `[Queued messages while agent was busy]\n---\nQueued #1\n${first.raw}\n---\nQueued #2\n${second.raw}`,
    typed: [...first.typed, ...second.typed],
  };
}

/** Other people of a club who ask for the same thing on different days: their repetition is not the owner's. */
function groups(now: number): readonly SessionPlan[] {
  return [5, 4, 2].map((ago, index) =>
    session(
      `group${index}`,
      "database",
      at(now, ago, 12, 30),
      [
        foreign(
          `[Discord #garden ${stampOf(at(now, ago, 12, 30))}] ${["Bo", "Cy", "Dee"][index]}: book the hall for friday`,
          "Only the club's secretary can book.",
          { speaker: "Bo" },
          [run("curl -fsS https://hall.example/slots", "friday: free")],
        ),
      ],
      { key: `agent:main:discord:channel:C0${index}`, audience: "group", channel: "discord" },
    ),
  );
}
