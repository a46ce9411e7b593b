import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Select, TextArea } from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";
import { Interruption } from "#app/components/interruption.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { Step } from "#app/http/registrar-view.server.ts";
import type { RegistrarPage } from "./registrar-credential.tsx";
import { StepImpact } from "./registrar-impact.tsx";

/** That a revocation waits for another registrar. */
export function ProposalNotice({ page }: { page: RegistrarPage }) {
  const { proposal, timeZone } = page.credential;
  if (!proposal) return null;
  return (
    <Notice kind="warn" title="Revocation proposed">
      <p>
        {proposal.proposerName}, {momentWords(proposal.proposedAt, timeZone)}:{" "}
        {page.reasonWords[proposal.reason]}.{proposal.note && ` ${proposal.note}`}
      </p>
      <p>
        {proposal.mine
          ? "It waits for another registrar."
          : "It waits for you or another registrar."}
      </p>
    </Notice>
  );
}

const said: Record<
  Step,
  { readonly title: string; readonly button: string; readonly effects: readonly string[] }
> = {
  suspend: {
    title: "Suspend this credential",
    button: "Suspend now",
    effects: [
      "It stops counting at once: the next answer of every unit already says so.",
      "Its public page and the register show it as suspended.",
      "A registrar can reinstate it; the suspension stays on record.",
    ],
  },
  reinstate: {
    title: "Reinstate this credential",
    button: "Reinstate now",
    effects: ["It counts again from now on, as long as its validity lasts."],
  },
  propose: {
    title: "Propose to revoke this credential",
    button: "Propose revocation",
    effects: [
      "Nothing changes yet: another registrar must carry it out.",
      "Where it must stop counting at once, suspend it as well.",
    ],
  },
  revoke: {
    title: "Revoke this credential as proposed",
    button: "Revoke for good",
    effects: [
      "It stops counting at once and for good. It can never be reinstated.",
      "Its public page, the register and the public status list show it as revoked.",
    ],
  },
  dismiss: {
    title: "Dismiss the proposed revocation",
    button: "Dismiss the proposal",
    effects: ["The proposal is closed; the credential stays as it is."],
  },
  renew: {
    title: "Put the renewal before the committee",
    button: "Open the renewal review",
    effects: [
      "The evidence is fixed as it stands now. The committee recommends, the director signs.",
      "The renewed credential follows this one; this one stays as it was.",
    ],
  },
};

/** One page before each act: what follows, who loses cover, the reason, and the way back. */
export function StepPage({
  page,
  step,
  reply,
}: {
  page: RegistrarPage;
  step: Step;
  reply: Reply | undefined;
}) {
  const { credential, eventId, reasons } = page;
  const typed = typedIn(reply);
  const words = said[step];
  const picks = step !== "revoke" && step !== "renew";
  const form = (
    <Form method="post" className="form">
      <input type="hidden" name="step" value={step} />
      {step !== "dismiss" && <input type="hidden" name="id" value={typed.of("id", eventId)} />}
      {(step === "revoke" || step === "dismiss") && (
        <input type="hidden" name="proposalId" value={credential.proposal?.id} />
      )}
      {picks && (
        <Select
          name="reason"
          label="Reason"
          empty="Choose a reason"
          options={reasons[step]}
          value={typed.of("reason")}
          error={reply?.fields.reason}
          required
        />
      )}
      {step !== "dismiss" && step !== "renew" && (
        <TextArea
          name="note"
          label="Note"
          hint="For the record; not public. Nothing about patients."
          value={typed.of("note")}
          error={reply?.fields.note}
          required={false}
          maxLength={2000}
        />
      )}
      <p className="cluster">
        <Button kind={isHarmless(step) ? "primary" : "destroy"}>{words.button}</Button>
        <ButtonLink kind="quiet" to={`/registrar/credentials/${credential.id}`}>
          Go back
        </ButtonLink>
      </p>
    </Form>
  );
  const notice = (step === "revoke" || step === "dismiss") && <ProposalNotice page={page} />;
  if (step === "suspend" || step === "revoke") {
    return (
      <>
        {notice}
        <StepImpact page={page} step={step} />
        <Interruption
          kind={step === "suspend" ? "This takes effect at once" : undefined}
          title={words.title}
          effects={words.effects}
          actions={form}
        />
      </>
    );
  }
  return (
    <>
      {notice}
      <StepImpact page={page} step={step} />
      <Panel title={words.title} lead={words.effects.join(" ")}>
        {form}
      </Panel>
    </>
  );
}

function isHarmless(step: Step): boolean {
  return step === "reinstate" || step === "dismiss" || step === "renew";
}
