import type { Instant } from "#app/domain/time/instant.ts";
import { defaultPolicy, type PortfolioPolicy } from "#app/domain/training/portfolio-policy.ts";
import { setPolicy } from "#app/operations/training/fellowship/set-policy.server.ts";
import { ago } from "./calendar.ts";
import { programmeId } from "./network.ts";
import { done, idOf, type Scene } from "./stage.ts";

type Decision = {
  readonly name: string;
  readonly months: number;
  readonly change: (before: PortfolioPolicy) => PortfolioPolicy;
};

const decisions: readonly Decision[] = [
  // At first only what was given with an account was trusted.
  {
    ...{ name: "accounts only", months: 31 },
    change: (before) => ({ ...before, countedAssurance: ["account"] }),
  },
  // After a trial, links count too; and catheters at night are looked at.
  {
    ...{ name: "links too", months: 10 },
    change: (before) => ({
      ...before,
      countedAssurance: ["account", "verified_mail", "in_person"],
      contextTargets: [
        ...before.contextTargets,
        { subject: "CIC-HEM-01", context: "night", min: 4 },
      ],
    }),
  },
];

/** How the programme decided to run its portfolio, and how it changed its mind. */
export function policyStory(anchor: Instant): Scene[] {
  return decisions.map(({ name, months }, nth) => ({
    at: ago(anchor, { months, at: "10:30" }),
    async play(stage) {
      const director = await stage.as("director");
      const policy = decisions
        .slice(0, nth + 1)
        .reduce((before, { change }) => change(before), defaultPolicy(director.content));
      const earlier = decisions[nth - 1];
      const decision = {
        ...{ id: idOf(`policy ${name}`), programmeId, policy },
        basedOn: earlier && idOf(`policy ${earlier.name}`),
      };
      await done(`the policy ${name}`, setPolicy(director, decision));
    },
  }));
}
