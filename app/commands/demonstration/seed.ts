import type { Instant } from "#app/domain/time/instant.ts";
import type { House } from "#app/operations/context.server.ts";
import { joiningStory } from "./cast.ts";
import { keepingStory } from "./keeping.ts";
import { letIn, type Secrets } from "./let-in.ts";
import { locums } from "./locums.ts";
import { networkStory } from "./network.ts";
import { offices } from "./offices.ts";
import { interventionists } from "./partners.ts";
import { practiceStory } from "./practice.ts";
import { rosterStory } from "./rosters.ts";
import { auenbrueck, holmwald, lapsed, nights } from "./senior.ts";
import { clinicians } from "./shifts.ts";
import { play } from "./stage.ts";
import { standingStory } from "./standing.ts";
import { trainingStory } from "./training.ts";

const practitioners = [
  ...holmwald,
  ...auenbrueck,
  ...nights,
  ...lapsed,
  ...interventionists,
  ...locums,
];

/**
 * Tells the demonstration into an empty record: three years of training and credentials, one of rosters,
 * in the order in which it happened, with a clock that ends at the anchor. Everything is done by the
 * portal's own operations, by people who may do it.
 *
 * @throws Error naming the scene that a rule refused.
 */
export async function seedDemonstration(
  house: House,
  { anchor, ...secrets }: Secrets & { readonly anchor: Instant },
): Promise<void> {
  await play(house, [
    ...networkStory(anchor),
    ...[...offices, ...clinicians].flatMap((each) => joiningStory(anchor, each)),
    ...trainingStory(anchor),
    ...practitioners.flatMap((each) => practiceStory(anchor, each)),
    ...standingStory(anchor),
    ...keepingStory(anchor),
    ...rosterStory(anchor),
  ]);
  await letIn({ ...house, clock: { now: () => anchor } }, secrets);
}
