import { ImpactTable } from "#app/components/impact-table.tsx";
import { dayWords, momentWords } from "#app/components/moment.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { Step } from "#app/http/registrar-view.server.ts";
import type { RegistrarPage } from "./registrar-credential.tsx";

type Props = { readonly page: RegistrarPage };

/** What an act would do to cover, before it is done. */
export function StepImpact({ page, step }: Props & { readonly step: Step }) {
  if (step === "reinstate") return <Regained page={page} />;
  if (step === "renew") return <Lapse page={page} />;
  return <Impact page={page} />;
}

const acts = {
  suspended: "What the suspension cost",
  reinstated: "What the reinstatement gave back",
  revoked: "What the revocation cost",
} as const;

/** What an act did to cover, as it was known when it was carried out. */
export function ActImpact({ page }: Props) {
  const { act, credential } = page;
  if (!act) return null;
  const reversed = act.kind === "reinstated";
  return (
    <Panel
      title={acts[act.kind]}
      lead={`In the 30 days from ${momentWords(act.at, credential.timeZone)}, by what was known then. ${
        act.proven
          ? "The record holds the digest of exactly this list."
          : "The rules of units have changed since, so the list that was entered then cannot be shown again word for word."
      }`}
    >
      <ImpactTable
        caption={acts[act.kind]}
        rows={act.impact.lost}
        empty="No shift was touched."
        reversed={reversed}
      />
    </Panel>
  );
}

/** The shifts that rest on a credential, if it stopped counting now. */
export function Impact({ page }: Props) {
  const { impact, standing } = page.credential;
  if (!impact) {
    const words = standing
      ? "It does not count today, so no shift rests on it."
      : "It is not issued yet.";
    return (
      <Panel title="Shifts that rest on it">
        <p>{words}</p>
      </Panel>
    );
  }
  return (
    <Panel title="Shifts that rest on it" lead="In the next 30 days, if it stopped counting now.">
      <ImpactTable
        caption="Cover that would be lost"
        rows={impact.lost}
        empty="No unit would lose cover in the next 30 days."
      />
    </Panel>
  );
}

/** What comes back with a suspended one. */
export function Regained({ page }: Props) {
  const { regained } = page.credential;
  if (!regained) return null;
  return (
    <Panel
      title="Shifts that would be covered again"
      lead="In the next 30 days, if it were reinstated now."
    >
      <ImpactTable
        caption="Cover that would come back"
        rows={regained.lost}
        empty="No unit would be covered better in the next 30 days."
        reversed
      />
    </Panel>
  );
}

/** What is lost if it is left to lapse. */
export function Lapse({ page }: Props) {
  const { lapse, timeZone } = page.credential;
  if (!lapse) return null;
  return (
    <Panel
      title="Shifts that lose cover if it lapses"
      lead={`In the 30 days from ${dayWords(lapse.from, timeZone)}, if it is not renewed.`}
    >
      <ImpactTable
        caption="Cover that would be lost by letting it lapse"
        rows={lapse.lost}
        empty="No published shift would lose cover."
      />
    </Panel>
  );
}
