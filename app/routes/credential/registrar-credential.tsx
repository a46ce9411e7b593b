import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FormErrors, type Reply } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Licences } from "#app/components/my-standing.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { RenewalPanel } from "#app/components/renewal-panel.tsx";
import { type State, StateMark } from "#app/components/state-mark.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { registrarView } from "#app/http/registrar-view.server.ts";
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
import { OpenRenewal, openRenewal } from "#app/operations/credential/open-renewal.server.ts";
import { showAct } from "#app/operations/credential/show-act.server.ts";
import { eventsOf } from "./registrar-events.ts";
import { ActImpact, Impact, Lapse, Regained } from "./registrar-impact.tsx";
import { NextSteps } from "./registrar-next.tsx";
import { ProposalNotice, StepPage } from "./registrar-step.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: `${data ? `${data.credential.code} of ${data.credential.personName}` : "Credential"} · Systole`,
  },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await manageCredential(ctx, args.params.id ?? "");
  const credential = orRefuse(ctx, args.request, found);
  const query = new URL(args.request.url).searchParams;
  const act = query.get("act");
  return {
    frame: await frameFor(ctx, args.request),
    done: query.get("done"),
    act: act ? orRefuse(ctx, args.request, await showAct(ctx, credential.id, act)) : null,
    ...registrarView(ctx, credential, query.get("step")),
  };
}

const Sent = z.discriminatedUnion("step", [
  Suspend.omit({ credentialId: true }).extend({ step: z.literal("suspend") }),
  Reinstate.omit({ credentialId: true }).extend({ step: z.literal("reinstate") }),
  ProposeRevocation.omit({ credentialId: true }).extend({ step: z.literal("propose") }),
  Revoke.extend({ step: z.literal("revoke") }),
  Dismiss.extend({ step: z.literal("dismiss") }),
  OpenRenewal.omit({ credentialId: true }).extend({ step: z.literal("renew") }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const credentialId = args.params.id ?? "";
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const done = await carriedOut(ctx, credentialId, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  const told = form.value.step === "renew" ? "?done=renew" : "";
  return redirect(`/registrar/credentials/${credentialId}${told}`);
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
    case "renew":
      return openRenewal(ctx, { ...withoutStep(sent), credentialId });
  }
}

function withoutStep<T extends { readonly step: string }>({
  step: _,
  ...rest
}: T): Omit<T, "step"> {
  return rest;
}

export type RegistrarPage = ReturnType<typeof useLoaderData<typeof loader>>;

export default function RegistrarCredential() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const { frame, credential, step, done } = page;
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
      {done === "renew" && <Notice kind="done" title="The renewal is before the committee" />}
      {page.act && <ActImpact page={page} />}
      {page.mayAct && step ? (
        <StepPage page={page} step={step} reply={reply} />
      ) : (
        <Overview page={page} />
      )}
    </PersonalPage>
  );
}

function Overview({ page }: { page: RegistrarPage }) {
  const { credential, lacks } = page;
  const zone = credential.timeZone;
  return (
    <>
      <KeyValues
        items={[
          { label: "Valid from", value: momentWords(credential.validFrom, zone) },
          { label: "Valid until", value: momentWords(credential.validUntil, zone) },
          ...(lacks ? [{ label: "Limited, because it lacks", value: lacks, code: true }] : []),
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
      <Regained page={page} />
      <Lapse page={page} />
      <Licences licences={credential.licences} disputed={null} zone={zone} />
      {credential.renewal && <RenewalPanel view={credential.renewal} />}
      <Panel title="What happened">
        <Timeline label="Events" events={eventsOf(page)} />
      </Panel>
    </>
  );
}
