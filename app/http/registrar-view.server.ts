import { v7 as uuidv7 } from "uuid";
import { say } from "#app/domain/copy.ts";
import {
  dismissalReasons,
  reinstatementReasons,
  revocationReasons,
  suspensionReasons,
} from "#app/domain/credential/reasons.ts";
import type { PersonContext } from "#app/http/context.server.ts";
import type { ManagedView } from "#app/operations/credential/manage-credentials.server.ts";

export const steps = ["suspend", "reinstate", "propose", "revoke", "dismiss", "renew"] as const;
export type Step = (typeof steps)[number];

/** What the page of one credential shows a registrar, with words for every reason. */
export function registrarView(ctx: PersonContext, credential: ManagedView, asked: string | null) {
  const { copy } = ctx.content;
  const words = (reasons: readonly string[]) =>
    reasons.map((value) => ({ value, label: say(copy, `event_reasons.${value}`) }));
  const said = [...credential.events, ...credential.dismissals, credential.proposal];
  return {
    credential,
    eventId: uuidv7(),
    step: steps.find((each) => each === asked) ?? null,
    mayAct: ctx.actor.grants.some((each) => each.role === "registrar") && !credential.isHolder,
    lacks: (credential.standing?.parts ?? []).join(", "),
    reasons: {
      suspend: words(suspensionReasons),
      reinstate: words(reinstatementReasons),
      propose: words(revocationReasons),
      dismiss: words(dismissalReasons),
      revoke: [],
      renew: [],
    },
    reasonWords: Object.fromEntries(
      said.flatMap((each) =>
        each?.reason ? [[each.reason, say(copy, `event_reasons.${each.reason}`)]] : [],
      ),
    ),
  };
}

export type RegistrarView = ReturnType<typeof registrarView>;
