import { day, type Instant, later, minute } from "#app/domain/time/instant.ts";
import { contextAs } from "#app/operations/context.server.ts";
import { declineRequest } from "#app/operations/training/assessment/decline-request.server.ts";
import { handOverLink } from "#app/operations/training/assessment/hand-over-link.server.ts";
import { guestOf, openLink } from "#app/operations/training/assessment/open-link.server.ts";
import {
  RecordObservation,
  recordObservation,
} from "#app/operations/training/assessment/record-observation.server.ts";
import { requestObservation } from "#app/operations/training/assessment/request-observation.server.ts";
import { ago } from "./calendar.ts";
import { done, fellowshipIdOf, idOf, personIdOf, type Scene, type Stage } from "./stage.ts";

type Asked = {
  readonly fellow: string;
  readonly of: string;
  readonly subject: string;
  readonly days: number;
  /** Said the day after; left out, nobody answered. */
  readonly declined?: string;
};

const requests: readonly Asked[] = [
  // Open: they wait for their assessors.
  { fellow: "gruenwald", of: "assessor", subject: "CIC-PRC-02", days: 2 },
  { fellow: "mansour", of: "assessor", subject: "CIC-HEM-03", days: 3 },
  { fellow: "park", of: "assessor2", subject: "EPA-02", days: 5 },
  // Ended by itself.
  { fellow: "fellow", of: "okafor", subject: "CIC-HEM-01", days: 39 },
  {
    ...{ fellow: "fellow", of: "marchetti", subject: "CIC-HEM-01", days: 16 },
    declined: "I came in when the catheter was already in place. Ask me at the next one.",
  },
];

/** Requests that nobody has answered yet, that nobody ever answered, and that somebody declined. */
export function requestStory(anchor: Instant): Scene[] {
  return requests.flatMap((each) => {
    const at = ago(anchor, { days: each.days, at: "18:10" });
    const { fellow, of, subject, declined } = each;
    const id = idOf(`request ${fellow} ${subject} ${each.days}`);
    const asks: Scene["play"] = (stage) => asked(stage, { id, fellow, of, subject });
    if (!declined) return [{ at, play: asks }];
    const declines: Scene["play"] = async (stage) => {
      const word = { requestId: id, reason: declined };
      await done(`${of} declining`, declineRequest(await stage.as(of), word));
    };
    return [
      { at, play: asks },
      { at: later(at, day - 7 * 60 * minute), play: declines },
    ];
  });
}

async function asked(
  stage: Stage,
  { id, fellow, of, subject }: Omit<Asked, "days"> & { readonly id: string },
) {
  const request = {
    ...{ id, fellowshipId: fellowshipIdOf(fellow), assessorId: personIdOf(of) },
    ...{ tool: "MINI_CEX" as const, subjectCode: subject },
  };
  await done(`${fellow} asking`, requestObservation(await stage.as(fellow), request));
}

type Answer = {
  readonly name: string;
  readonly fellow: string;
  readonly by: string;
  readonly subjectCode: string;
  readonly level: number;
  readonly feedback: string;
};

/** A code on the fellow's screen, opened on another telephone, and answered there without an account. */
export async function answersInPerson(stage: Stage, { name, fellow, by, ...said }: Answer) {
  const requestId = idOf(`request ${name}`);
  await asked(stage, { id: requestId, fellow, of: by, subject: said.subjectCode });
  const handOver = { requestId, channel: "qr" } as const;
  const { url } = await done(`${name}: a code`, handOverLink(await stage.as(fellow), handOver));
  const token = url?.split("/").at(-1) ?? "";
  const house = stage.portal();
  const visitor = { address: by, signedInId: null, holder: null };
  const holder = await done(`${name}: opening`, openLink(house, token, visitor));
  const guest = await done(`${name}: meeting`, guestOf(house, { ...visitor, holder }, house.now));
  const input = RecordObservation.parse({
    ...{ ...said, id: idOf(name), fellowshipId: fellowshipIdOf(fellow), requestId },
    ...{ tool: "MINI_CEX", when: house.now },
  });
  await done(name, recordObservation(contextAs(house, guest.actor), input));
}
