import { hour, type Instant, later } from "#app/domain/time/instant.ts";
import { showOutbox } from "#app/operations/people/show-outbox.server.ts";
import { answerFeedback } from "#app/operations/training/feedback/answer-feedback.server.ts";
import { beginFeedbackRound } from "#app/operations/training/feedback/begin-feedback-round.server.ts";
import { closeFeedbackRound } from "#app/operations/training/feedback/close-feedback-round.server.ts";
import { openFeedback } from "#app/operations/training/feedback/open-feedback.server.ts";
import { ago, dateOf } from "./calendar.ts";
import { done, fellowshipIdOf, idOf, type Scene, type Stage } from "./stage.ts";

type Group = "physician" | "nurse" | "other";
type Answered = { readonly group: Group; readonly level: number; readonly text?: string };

type Round = {
  readonly fellow: string;
  /** Begun so many days ago, taking answers until so many days ago. */
  readonly from: number;
  readonly to: number;
  readonly invited: readonly string[];
  readonly answers: readonly Answered[];
  /** Discussed two days after it ended. */
  readonly discussed?: { readonly by: string; readonly level: number; readonly agreed: string };
};

const colleagues = [
  ...["adams", "bergmann", "castillo", "dorn", "eriksen"],
  ...["fischer", "gallo", "hansen", "ivanova", "jung"],
];

const rounds: readonly Round[] = [
  {
    ...{ fellow: "brandao", from: 128, to: 103, invited: colleagues },
    answers: [
      { group: "physician", level: 4, text: "Keep saying the plan aloud; it settles the room." },
      { group: "physician", level: 4 },
      { group: "physician", level: 5 },
      { group: "physician", level: 3, text: "Try to step back from the groin sooner." },
      { group: "physician", level: 4 },
      { group: "nurse", level: 5, text: "Asks for our doubts, and means it." },
      { group: "nurse", level: 4 },
      { group: "nurse", level: 4 },
      { group: "other", level: 4 },
    ],
    discussed: {
      ...{ by: "assessor", level: 4 },
      agreed: "Agreed to hand over the procedure when the team needs a lead.",
    },
  },
  {
    ...{ fellow: "mansour", from: 9, to: -12, invited: colleagues.slice(0, 9) },
    answers: [
      { group: "nurse", level: 3 },
      { group: "physician", level: 4, text: "Keep asking early. Try to close the loop." },
      { group: "physician", level: 3 },
      { group: "other", level: 4 },
    ],
  },
];

const subjectCode = "CIC-SYS-02";

/** One round of feedback that was closed with the fellow, and one that still takes answers. */
export function feedbackStory(anchor: Instant): Scene[] {
  return rounds.flatMap((round) => {
    const { fellow, from, to, answers, discussed } = round;
    const roundId = idOf(`feedback round ${fellow}`);
    const began = ago(anchor, { days: from, at: "12:30" });
    const links: string[] = [];
    const apart = Math.min(from - Math.max(to, 0) - 1, 16) / answers.length;
    const answering = answers.map((each, nth) => ({
      at: later(began, Math.round((nth + 0.6) * apart * 24 * hour)),
      play: answer(links, each, nth),
    }));
    const story = [{ at: began, play: begins(anchor, round, roundId, links) }, ...answering];
    if (!discussed) return story;
    const closes: Scene["play"] = async (stage) => {
      const { by, level, agreed: feedback } = discussed;
      const closing = closeFeedbackRound(await stage.as(by), { roundId, level, feedback });
      await done(`closing the round of ${fellow}`, closing);
    };
    return [...story, { at: ago(anchor, { days: to - 2, at: "15:30" }), play: closes }];
  });
}

/** The raters' links are read where the demonstration's mail stays: in the outbox. */
function begins(anchor: Instant, { fellow, to, invited }: Round, id: string, links: string[]) {
  return async (stage: Stage) => {
    const raters = invited.map((each) => `${each}@holmwald.example`);
    const wish = {
      ...{ id, fellowshipId: fellowshipIdOf(fellow), subjectCode, raters: raters.join("\n") },
      lastDay: dateOf(ago(anchor, { days: to })),
    };
    await done(`a round about ${fellow}`, beginFeedbackRound(await stage.as(fellow), wish));
    const mails = await done("the outbox", showOutbox(await stage.as("admin")));
    for (const rater of raters) {
      const mail = mails.find((each) => each.toAddress === rater);
      links.push(/\/give-feedback\/([\w-]+)/.exec(mail?.body ?? "")?.[1] ?? "");
    }
  };
}

function answer(links: readonly string[], { group, level, text }: Answered, nth: number) {
  return async (stage: Stage) => {
    const house = stage.portal();
    const presented = { secret: links[nth] ?? "", address: `rater ${nth}` };
    const { key } = await done("opening feedback", openFeedback(house, presented));
    const { questions } = house.content.feedback;
    const levels = questions.map(({ code }, at) => [
      code,
      Math.max(1, level - ((at + nth) % 4 === 0 ? 1 : 0)),
    ]);
    const said = { group, levels: Object.fromEntries(levels), text };
    await done("giving feedback", answerFeedback(house, key, said));
  };
}
