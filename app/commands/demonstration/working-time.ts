import type { Instant } from "#app/domain/time/instant.ts";
import { changeFellowship } from "#app/operations/training/fellowship/change-fellowship.server.ts";
import { recordWorkingTime } from "#app/operations/training/fellowship/record-working-time.server.ts";
import { ago, dateOf } from "./calendar.ts";
import { done, fellowshipIdOf, idOf, type Scene } from "./stage.ts";

type Period = {
  readonly fellow: string;
  readonly percent: number;
  /** Months before the anchor; below nought they lie ahead. */
  readonly from: number;
  readonly to: number;
};

/** Four months away, and seven on three days a week. */
export const away: Period = { fellow: "park", percent: 0, from: 9, to: 5 };
const halves: Period = { fellow: "mansour", percent: 60, from: 5, to: -2 };

/** A leave with the extension that came with it, and a fellow who works part-time. */
export function workingTimeStory(anchor: Instant): Scene[] {
  return [recorded(anchor, away), extended(anchor), recorded(anchor, halves)];
}

function recorded(anchor: Instant, { fellow, percent, from, to }: Period): Scene {
  return {
    at: ago(anchor, { months: from, days: 20, at: "11:40" }),
    async play(stage) {
      const wish = {
        ...{ id: idOf(`working time ${fellow}`), fellowshipId: fellowshipIdOf(fellow), percent },
        firstDay: dateOf(ago(anchor, { months: from })),
        lastDay: dateOf(ago(anchor, { months: to, days: 1 })),
      };
      const recording = recordWorkingTime(await stage.as("director"), wish);
      await done(`the working time of ${fellow}`, recording);
    },
  };
}

/** Her two years end later by as long as she was away. */
function extended(anchor: Instant): Scene {
  return {
    at: ago(anchor, { months: away.to, days: -6, at: "09:20" }),
    async play(stage) {
      const change = {
        ...{ id: idOf("park extended"), fellowshipId: fellowshipIdOf(away.fellow) },
        lastDay: dateOf(ago(anchor, { months: -10 })),
        reason: "Extended by the four months of leave.",
      };
      await done("extending", changeFellowship(await stage.as("director"), change));
    },
  };
}
