import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { type PersonContext, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { explain, refusalHeaders, statusOf } from "#app/http/problem.server.ts";
import {
  RecordObservation,
  recordObservation,
} from "#app/operations/training/assessment/record-observation.server.ts";
import { LogCase, logCase } from "#app/operations/training/case/log-case.server.ts";

/** What a draft carries besides the fields of its form. */
const Draft = z.object({ draftKind: z.enum(["case", "observation"]), draftOf: z.uuid() });

type Done = Result<{ readonly id: string }>;

/**
 * Takes one draft, as the page of its form would, and answers in JSON: `{ok, id}`, or which fields are
 * wrong and why. The id was made with the form, so that a draft sent twice is answered the same.
 * Refusals: those of the operation, and `draft_of_other_person` where somebody else is signed in by now.
 */
export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const given = await args.request.formData();
  const draft = parseFormData(given, Draft);
  if (!draft.ok) return wrong(draft.fields);
  const { draftKind, draftOf } = draft.value;
  if (draftOf !== ctx.actor.id) return no(ctx, refuse("draft_of_other_person").refusal);
  const parsed =
    draftKind === "case"
      ? parsedAnd(given, LogCase, (value) => logCase(ctx, value))
      : parsedAnd(given, RecordObservation, (value) => recordObservation(ctx, value));
  if (!parsed.ok) return wrong(parsed.fields);
  const done = await parsed.done;
  return done.ok ? Response.json({ ok: true, id: done.value.id }) : no(ctx, done.refusal);
}

function parsedAnd<S extends z.ZodType>(
  given: FormData,
  schema: S,
  then: (value: z.output<S>) => Promise<Done>,
) {
  const form = parseFormData(given, schema);
  return form.ok ? { ok: true as const, done: then(form.value) } : form;
}

function wrong(fields: Readonly<Record<string, string>>): Response {
  return Response.json({ ok: false, code: "invalid", fields, words: null }, { status: 422 });
}

function no(ctx: PersonContext, refusal: Refusal): Response {
  const said = explain(ctx, refusal);
  const { field } = refusal.detail ?? {};
  const where =
    typeof field === "string"
      ? { fields: { [field]: said }, words: null }
      : { fields: {}, words: said };
  const status = statusOf(refusal.code);
  const headers = refusalHeaders(refusal);
  return Response.json({ ok: false, code: refusal.code, ...where }, { status, headers });
}

/** Nothing to read here: a link leads to the list. */
export function loader() {
  return redirect("/drafts");
}
