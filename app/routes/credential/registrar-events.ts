import { momentWords } from "#app/components/moment.tsx";
import type { Tone } from "#app/components/state-mark.tsx";
import type { RegistrarPage } from "./registrar-credential.tsx";

const eventWords = {
  issued: "Issued",
  suspended: "Suspended",
  reinstated: "Reinstated",
  revoked: "Revoked",
} as const;
const tones: Record<keyof typeof eventWords, Tone> = {
  issued: "yes",
  suspended: "suspended",
  reinstated: "yes",
  revoked: "no",
};

/** All that happened to a credential, as a timeline shows it. */
export function eventsOf({ credential, reasonWords }: RegistrarPage) {
  const zone = credential.timeZone;
  const events = credential.events.map((each) => ({
    at: each.recordedAt,
    view: {
      key: each.id,
      at: momentWords(each.effectiveAt, zone),
      title: eventWords[each.kind],
      by: each.by ?? "Systole, on the signatures given",
      detail:
        [each.reason && reasonWords[each.reason], each.note].filter(Boolean).join(". ") ||
        undefined,
      tone: tones[each.kind],
      more:
        each.kind === "issued"
          ? undefined
          : {
              label: each.kind === "reinstated" ? "Cover it gave back" : "Cover it cost",
              to: `/registrar/credentials/${credential.id}?act=${each.id}`,
            },
    },
  }));
  const dismissed = credential.dismissals.map((each) => ({
    at: each.at,
    view: {
      key: `dismissed-${each.at}`,
      at: momentWords(each.at, zone),
      title: "Proposal to revoke dismissed",
      by: each.by,
      detail: reasonWords[each.reason],
    },
  }));
  const prepared = {
    at: credential.preparedAt,
    view: {
      key: "prepared",
      at: momentWords(credential.preparedAt, zone),
      title: "Signed off and prepared",
      by: credential.signerName,
    },
  };
  return [prepared, ...events, ...dismissed].sort((a, b) => a.at - b.at).map((each) => each.view);
}
