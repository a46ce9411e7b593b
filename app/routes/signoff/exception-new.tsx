import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { RadioGroup, TextArea } from "#app/components/field.tsx";
import { FormErrors, type Reply, typedIn } from "#app/components/form-errors.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { ProveAgain, signingForm } from "#app/components/prove-again.tsx";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { prove, proving, signerContextFor, signerOf } from "#app/http/signing.server.ts";
import {
  ProposeException,
  proposeException,
} from "#app/operations/signoff/propose-exception.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";

export const meta: MetaFunction = () => [{ title: "Ask for an exception · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const view = orRefuse(ctx, args.request, await showDossier(ctx, args.params.review ?? ""));
  if (!view.may.propose || view.exceptable.length === 0)
    throw redirect(`/signoff/${view.review.id}`);
  const lines = view.lines.flatMap(({ in: where, line, title, have, need }) =>
    line !== undefined && view.exceptable.includes(line)
      ? [{ value: line, label: `${title} (${where})`, hint: `${have} of ${need} shown` }]
      : [],
  );
  const { id: reviewId, personName } = view.review;
  const frame = await frameFor(ctx, args.request);
  const signer = await signerOf(ctx, args.request);
  return { frame, signer, id: uuidv7(), reviewId, personName, lines };
}

const Sent = ProposeException.omit({ reviewId: true }).extend(proving);

export async function action(args: ActionFunctionArgs) {
  const ctx = await signerContextFor(args);
  const reviewId = args.params.review ?? "";
  const form = await parseForm(args.request, Sent);
  if (!form.ok) return wrongFields(form);
  const { id, line, reason } = form.value;
  const signing = { intent: "propose-exception", reviewId, line, reason } as const;
  const proven = await prove(ctx, form.value, signing);
  if (!proven.ok) return refusedField(ctx, proven.refusal, form.typed);
  const wish = { id, reviewId, line, reason, reauthentication: proven.value };
  const asked = await proposeException(ctx, wish);
  return asked.ok ? redirect(`/signoff/${reviewId}`) : refusedField(ctx, asked.refusal, form.typed);
}

export default function ExceptionNew() {
  const { frame, signer, id, reviewId, personName, lines } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as Reply | undefined;
  const typed = typedIn(reply);
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="The exception was not asked for"
        labels={{ line: "Requirement", reason: "Why", password: "Your password" }}
      />
      <PageHeader
        title="Ask for an exception"
        lead={`One requirement that ${personName} does not meet is left aside for this review, if a second person agrees. Judgements, complications under review, credentials, certificates and examinations are never left aside.`}
        crumbs={[
          { label: "Sign-off", to: "/signoff" },
          { label: personName, to: `/signoff/${reviewId}` },
        ]}
      />
      <Form method="post" className="form" {...signingForm(signer)}>
        <input type="hidden" name="intent" value="propose-exception" />
        <input type="hidden" name="reviewId" value={reviewId} />
        <input type="hidden" name="id" value={typed.of("id", id)} />
        <RadioGroup
          name="line"
          label="Requirement"
          options={lines}
          value={typed.of("line")}
          error={reply?.fields.line}
          required
        />
        <TextArea
          name="reason"
          label="Why"
          hint="What makes up for it, so that the second person can judge. It stands in what is signed. Name no patient."
          value={typed.of("reason")}
          error={reply?.fields.reason}
          maxLength={2000}
          required
        />
        <ProveAgain signer={signer} reply={reply} />
        <div>
          <Button>Ask for the exception</Button>
        </div>
      </Form>
    </PersonalPage>
  );
}
