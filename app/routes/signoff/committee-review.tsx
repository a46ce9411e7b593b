import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { CommitteeVotes, DossierEvidence } from "#app/components/dossier.tsx";
import { RadioGroup, TextArea } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { routeWords } from "#app/components/route-words.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showDossier } from "#app/operations/signoff/show-dossier.server.ts";
import { CastVote, castVote } from "#app/operations/signoff/vote.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Review of ${data.view.review.personName}` : "Review"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = await showDossier(ctx, args.params.review ?? "");
  const { text: _, ...view } = orRefuse(ctx, args.request, found);
  const asked = view.exceptions.filter((each) => each.mayDecide);
  return { frame: await frameFor(ctx, args.request), view, asked };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const reviewId = args.params.review ?? "";
  const form = await parseForm(args.request, CastVote.omit({ reviewId: true }));
  if (!form.ok) return wrongFields(form);
  const cast = await castVote(ctx, { ...form.value, reviewId });
  if (!cast.ok) return refusedForm(ctx, cast.refusal, form.typed);
  return redirect(`/committee/${reviewId}`);
}

export default function CommitteeReview() {
  const { frame, view, asked } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { review, committee } = view;
  const zone = review.timeZone;
  return (
    <PersonalPage frame={frame}>
      <FormErrors
        reply={reply}
        title="Your vote was not recorded"
        labels={{ vote: "Your vote", conflict: "Conflict of interest", rationale: "Why" }}
      />
      <PageHeader
        title={review.personName}
        lead={`${view.credentialName} (${review.credentialCode}), ${routeWords[view.route]}, for ${review.programmeName}`}
        crumbs={[{ label: "Committee", to: "/committee" }]}
        actions={
          view.may.decide ? (
            <ButtonLink to={`/signoff/${review.id}`} kind="secondary">
              To the sign-off
            </ButtonLink>
          ) : undefined
        }
      />
      {view.evidenceChanged && (
        <Notice kind="warn" title="The evidence has changed">
          What you see is newer than what this review was opened on. Open a new review, so that the
          committee speaks about the same evidence as the director signs.
        </Notice>
      )}
      <KeyValues
        items={[
          { label: "Opened", value: momentWords(review.openedAt, zone) },
          { label: "Curriculum", value: review.release },
          { label: "Missing", value: missingWords(view.missing) },
          { label: "Evidence fixed as", value: review.evidenceDigest, code: true },
        ]}
      />
      {asked.map((each) => (
        <Notice key={each.id} kind="info" title="An exception waits for a second person">
          {each.proposedByName} asks to leave one requirement aside.{" "}
          <a href={`/signoff/${review.id}/exceptions/${each.id}`}>Read it and decide</a>
        </Notice>
      ))}
      <CommitteeVotes votes={view.votes} outcome={committee} zone={zone} />
      {view.may.vote && !view.voted && <VoteForm reply={reply} />}
      {view.signOff && (
        <Notice kind="info">
          Decided: {view.signOff.decision} by {view.signOff.signerName}.{" "}
          <a href={`/signoff/${review.id}`}>See the decision</a>
        </Notice>
      )}
      <DossierEvidence lines={view.lines} facts={view.facts} zone={zone} />
    </PersonalPage>
  );
}

function VoteForm({ reply }: { reply: Parameters<typeof typedIn>[0] }) {
  const typed = typedIn(reply);
  return (
    <Panel
      title="Your vote"
      lead="Read the evidence below first. A vote is cast once and stays on record with its reason."
    >
      <Form method="post" className="form">
        <RadioGroup
          name="conflict"
          label="Do you have a conflict of interest?"
          hint="Family, dependence, rivalry, or anything else that others would want to know."
          options={[
            { value: "no", label: "No" },
            { value: "yes", label: "Yes, so I abstain" },
          ]}
          value={typed.of("conflict")}
          error={reply?.fields.conflict}
          required
        />
        <RadioGroup
          name="vote"
          label="Your vote"
          options={[
            { value: "recommend", label: "Recommend", hint: "The director may sign this off" },
            { value: "not_yet", label: "Not yet", hint: "Something is still to be shown" },
            { value: "abstain", label: "Abstain" },
          ]}
          value={typed.of("vote")}
          error={reply?.fields.vote}
          required
        />
        <TextArea
          name="rationale"
          label="Why"
          hint="One or two sentences. The director and the committee read them."
          value={typed.of("rationale")}
          error={reply?.fields.rationale}
          maxLength={2000}
          required
        />
        <div>
          <Button>Record my vote</Button>
        </div>
      </Form>
    </Panel>
  );
}

function missingWords(missing: number): string {
  if (missing === 0) return "Nothing";
  return missing === 1 ? "1 item" : `${missing} items`;
}
