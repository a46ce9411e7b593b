import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { CorrectionForm } from "#app/components/correction-form.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { ImpactTable } from "#app/components/impact-table.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { validityWords } from "#app/components/validity-words.ts";
import { nameOfCode } from "#app/domain/content.ts";
import { notFound, type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { CorrectionAnswer } from "#app/http/correction.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { personOf, personPath } from "#app/http/people.server.ts";
import { previewFactEnd } from "#app/operations/credential/preview-fact-end.server.ts";
import { correctExternalCredential } from "#app/operations/credential/record-external-credential.server.ts";
import { correctLicence } from "#app/operations/people/record-licence.server.ts";
import { correctRegistration } from "#app/operations/people/record-registration.server.ts";
import type { ShownPerson } from "#app/operations/people/show-people.server.ts";

export const meta: MetaFunction = () => [{ title: "End or correct an entry · Systole" }];

/** The kinds of fact in the address, what each is called, and the deed that corrects it. */
const kinds = {
  registrations: {
    of: (_: PersonContext, shown: ShownPerson) =>
      shown.registrations.map((each) => ({ ...each, title: `${each.authority}:${each.number}` })),
    correct: correctRegistration,
  },
  licences: {
    of: (_: PersonContext, shown: ShownPerson) =>
      shown.licences.map((each) => ({ ...each, title: `Licence in ${each.jurisdiction}` })),
    correct: correctLicence,
  },
  outside: {
    of: ({ content }: PersonContext, shown: ShownPerson) =>
      shown.outside.map((each) => ({ ...each, title: nameOfCode(content, each.code) })),
    correct: correctExternalCredential,
  },
} as const;

function kindOf(text: string | undefined) {
  return Object.hasOwn(kinds, text ?? "") ? kinds[text as keyof typeof kinds] : null;
}

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, shown, back } = await personOf(args);
  const found = kindOf(args.params.kind)
    ?.of(ctx, shown)
    .find((each) => each.id === args.params.fact);
  if (!found) throw notFound(ctx, args.request);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    of: found.id,
    impact: await impactOfFact(ctx, args, found.id),
    title: found.title,
    validity: validityWords(found.during.start, found.during.end, shown.zone),
    name: shown.person.name,
    zone: shown.zone,
    back,
  };
}

/** What units would lose if it ended now; registrars alone are shown it, since they answer for it. */
async function impactOfFact(ctx: PersonContext, args: LoaderFunctionArgs, id: string) {
  if (args.params.kind === "registrations") return null;
  const kind = args.params.kind === "licences" ? "licence" : "outside";
  const asked = { personId: args.params.person ?? "", kind, id } as const;
  const found = await previewFactEnd(ctx, asked);
  return found.ok ? found.value : null;
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const kind = kindOf(args.params.kind);
  if (!kind) throw notFound(ctx, args.request);
  const form = await parseForm(args.request, CorrectionAnswer);
  if (!form.ok) return wrongFields(form);
  const done = await kind.correct(ctx, form.value);
  if (!done.ok) return refusedForm(ctx, done.refusal, form.typed);
  return redirect(personPath(ctx, args.params.person ?? ""));
}

export default function FactEnd() {
  const { frame, impact, id, of, title, validity, name, zone, back } =
    useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} />
      <PageHeader
        title={`${title}: ${name}`}
        lead={`Recorded ${validity}.`}
        crumbs={[{ label: name, to: back }]}
      />
      {impact && (
        <Panel
          title="Shifts that rest on it"
          lead="In the next 30 days, if it ended now or had never held."
        >
          <ImpactTable
            caption="Cover that would be lost"
            rows={impact.lost}
            empty="No unit would lose cover in the next 30 days."
          />
        </Panel>
      )}
      <CorrectionForm id={id} of={of} timeZone={zone} back={back} reply={reply} />
    </PersonalPage>
  );
}
