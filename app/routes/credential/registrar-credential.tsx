import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Select, TextArea } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { Interruption } from "#app/components/interruption.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords, spanWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { type State, StateMark, type Tone } from "#app/components/state-mark.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { say } from "#app/domain/copy.ts";
import {
  dismissalReasons,
  reinstatementReasons,
  revocationReasons,
  suspensionReasons,
} from "#app/domain/credential/reasons.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import {
  Dismiss,
  dismissRevocation,
  ProposeRevocation,
  proposeRevocation,
  Reinstate,
  Revoke,
  reinstate,
  revoke,
  Suspend,
  suspend,
} from "#app/operations/credential/change-standing.server.ts";
import { manageCredential } from "#app/operations/credential/manage-credentials.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: `${data ? `${data.credential.code} of ${data.credential.personName}` : "Credential"} · Systole`,
  },
];

const steps = ["suspend", "reinstate", "propose", "revoke", "dismiss"] as const;
type Step = (typeof steps)[number];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await manageCredential(ctx, args.params.id ?? "");
  const credential = orRefuse(ctx, args.request, found);
  const asked = new URL(args.request.url).searchParams.get("step");
  const words = (reasons: readonly string[]) =>
    reasons.map((value) => ({ value, label: say(ctx.content.copy, `event_reasons.${value}`) }));
  return {
    frame: await frameFor(ctx, args.request),
    credential,
    eventId: uuidv7(),
    step: steps.find((each) => each === asked) ?? null,
    mayAct: ctx.actor.grants.some((each) => each.role === "registrar") && !credential.isHolder,
    reasons: {
      suspend: words(suspensionReasons),
      reinstate: words(reinstatementReasons),
      propose: words(revocationReasons),
      dismiss: words(dismissalReasons),
      revoke: [],
    },
    reasonWords: Object.fromEntries(
      [...credential.events, ...credential.dismissals, credential.proposal].flatMap((each) =>
        each?.reason ? [[each.reason, say(ctx.content.copy, `event_reasons.${each.reason}`)]] : [],
      ),
    ),
  };
}

const Sent = z.discriminatedUnion("step", [
  Suspend.omit({ credentialId: true }).extend({ step: z.literal("suspend") }),
  Reinstate.omit({ credentialId: true }).extend({ step: z.literal("reinstate") }),
  ProposeRevocation.omit({ credentialId: true }).extend({ step: z.literal("propose") }),
  Revoke.extend({ step: z.literal("revoke") }),
  Dismiss.extend({ step: z.literal("dismiss") }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const credentialId = args.params.id ?? "";
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const done = await carriedOut(ctx, credentialId, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(`/registrar/credentials/${credentialId}`);
}

function carriedOut(
  ctx: Parameters<typeof suspend>[0],
  credentialId: string,
  sent: z.output<typeof Sent>,
) {
  switch (sent.step) {
    case "suspend":
      return suspend(ctx, { ...withoutStep(sent), credentialId });
    case "reinstate":
      return reinstate(ctx, { ...withoutStep(sent), credentialId });
    case "propose":
      return proposeRevocation(ctx, { ...withoutStep(sent), credentialId });
    case "revoke":
      return revoke(ctx, withoutStep(sent));
    case "dismiss":
      return dismissRevocation(ctx, withoutStep(sent));
  }
}

function withoutStep<T extends { readonly step: string }>({
  step: _,
  ...rest
}: T): Omit<T, "step"> {
  return rest;
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function RegistrarCredential() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const { frame, credential, step } = page;
  const zone = credential.timeZone;
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="Nothing was changed"
        labels={{ reason: "Reason", note: "Note" }}
      />
      <PageHeader
        title={`${credential.name}, ${credential.personName}`}
        state={<StateMark state={(credential.standing?.state ?? "prepared") as State} />}
        lead={`${credential.code}, attested by ${credential.programmeName}`}
        crumbs={[{ label: "Credentials", to: "/registrar" }]}
      />
      {page.mayAct && step ? (
        <StepPage page={page} step={step} reply={reply} />
      ) : (
        <>
          <KeyValues
            items={[
              { label: "Valid from", value: momentWords(credential.validFrom, zone) },
              { label: "Valid until", value: momentWords(credential.validUntil, zone) },
              { label: "Signed by", value: credential.signerName },
              {
                label: "Place in the status list",
                value: `${credential.statusList} / ${credential.statusIndex}`,
                code: true,
              },
              {
                label: "Public page",
                value: credential.issued ? (
                  <a href={`/credentials/${credential.id}`}>See it</a>
                ) : (
                  "Not issued yet"
                ),
              },
            ]}
          />
          {credential.proposal && <ProposalNotice page={page} />}
          {page.mayAct && credential.issued && <NextSteps page={page} />}
          <Impact page={page} />
          <Panel title="What happened">
            <Timeline label="Events" events={eventsOf(page)} />
          </Panel>
        </>
      )}
    </PersonalPage>
  );
}

function ProposalNotice({ page }: { page: Loaded }) {
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

function NextSteps({ page }: { page: Loaded }) {
  const { id, standing, proposal } = page.credential;
  const state = standing?.state;
  if (state === "revoked") return null;
  const to = (step: Step) => `/registrar/credentials/${id}?step=${step}`;
  return (
    <p className="cluster">
      {state === "suspended" ? (
        <ButtonLink kind="secondary" to={to("reinstate")}>
          Reinstate
        </ButtonLink>
      ) : (
        <ButtonLink kind="destroy" to={to("suspend")}>
          Suspend
        </ButtonLink>
      )}
      {!proposal && (
        <ButtonLink kind="destroy" to={to("propose")}>
          Propose revocation
        </ButtonLink>
      )}
      {proposal && !proposal.mine && (
        <ButtonLink kind="destroy" to={to("revoke")}>
          Revoke as proposed
        </ButtonLink>
      )}
      {proposal && !proposal.mine && (
        <ButtonLink kind="secondary" to={to("dismiss")}>
          Dismiss the proposal
        </ButtonLink>
      )}
    </p>
  );
}

function Impact({ page }: { page: Loaded }) {
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
      <DataTable
        caption="Cover that would be lost"
        hideCaption
        rows={impact.lost}
        rowKey={(row) => `${row.unitCode}-${row.start}`}
        empty="No unit would lose cover in the next 30 days."
        columns={[
          { key: "unit", header: "Unit", heads: true, cell: (row) => row.unitName },
          {
            key: "when",
            header: "When",
            cell: (row) => spanWords(row.start, row.end, row.timeZone),
          },
          {
            key: "rules",
            header: "Rules no longer met",
            cell: (row) => [...row.rules, ...row.warned].join(", "),
          },
          {
            key: "answer",
            header: "Answer",
            cell: (row) => (
              <>
                <StateMark state={row.before} /> <span className="visually-hidden">becomes</span>
                <span aria-hidden="true">→</span> <StateMark state={row.after} />
              </>
            ),
          },
        ]}
      />
    </Panel>
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
};

/** One page before each act: what follows, who loses cover, the reason, and the way back. */
function StepPage({ page, step, reply }: { page: Loaded; step: Step; reply: Reply | undefined }) {
  const { credential, eventId, reasons } = page;
  const typed = typedIn(reply);
  const words = said[step];
  const form = (
    <Form method="post" className="form">
      <input type="hidden" name="step" value={step} />
      {step !== "dismiss" && <input type="hidden" name="id" value={typed.of("id", eventId)} />}
      {(step === "revoke" || step === "dismiss") && (
        <input type="hidden" name="proposalId" value={credential.proposal?.id} />
      )}
      {step !== "revoke" && (
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
      {step !== "dismiss" && (
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
        <Button kind={step === "reinstate" || step === "dismiss" ? "primary" : "destroy"}>
          {words.button}
        </Button>
        <ButtonLink kind="quiet" to={`/registrar/credentials/${credential.id}`}>
          Go back
        </ButtonLink>
      </p>
    </Form>
  );
  if (step === "reinstate" || step === "dismiss" || step === "propose") {
    return (
      <Panel title={words.title} lead={words.effects.join(" ")}>
        {step === "dismiss" && <ProposalNotice page={page} />}
        {form}
      </Panel>
    );
  }
  return (
    <>
      {step === "revoke" && <ProposalNotice page={page} />}
      <Impact page={page} />
      <Interruption title={words.title} effects={words.effects} actions={form} />
    </>
  );
}

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

function eventsOf({ credential, reasonWords }: Loaded) {
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
