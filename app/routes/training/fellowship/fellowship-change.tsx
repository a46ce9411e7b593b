import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { FellowshipChangeForms, FellowshipHistory } from "#app/components/fellowship-change.tsx";
import { FormErrors } from "#app/components/form-errors.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { validityWords } from "#app/components/validity-words.ts";
import { forever } from "#app/domain/time/instant.ts";
import type { CredentialProgress } from "#app/domain/training/progress.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { Day, dayText } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { explain } from "#app/http/problem.server.ts";
import {
  ChangeFellowship,
  changeFellowship,
  type FellowshipEffect,
  prepareChange,
} from "#app/operations/training/fellowship/change-fellowship.server.ts";
import { baseOf, underFellow } from "../progress/dossier-tabs.ts";

export const meta: MetaFunction = () => [{ title: "Change a fellowship · Systole" }];

/** What is wished stands in the address, so that its effect is shown before anything is recorded. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship: id = "" } = args.params;
  const wish = wishIn(args.request);
  const prepared = await prepareChange(ctx, id, wish.given);
  const { fellowship, releases, changes, effect } = orRefuse(ctx, args.request, prepared);
  const { during, timeZone: zone } = fellowship;
  const refusal = effect && !effect.ok ? effect.refusal : null;
  const field = typeof refusal?.detail?.field === "string" ? refusal.detail.field : "lastDay";
  const planned =
    during.end === forever ? "" : dayText((during.end - 1) as typeof during.end, zone);
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    base: baseOf(id),
    name: fellowship.fellowName,
    zone,
    now: `${validityWords(during.start, during.end, zone)}, curriculum ${fellowship.release}`,
    wished: {
      lastDay: wish.given?.lastDay ?? wish.typed ?? planned,
      release: wish.given?.release ?? fellowship.release,
    },
    errors: refusal ? { [field]: explain(ctx, refusal) } : wish.errors,
    releases: releases.map(({ version, title }) => ({ value: version, label: title })),
    effect: effect?.ok ? effectView(effect.value, fellowship.release, zone) : null,
    changes: changes.map((each) => ({
      id: each.id,
      at: each.recordedAt,
      by: each.by ?? "Systole",
      reason: each.reason,
      end: dayWords(each.endsAt - 1, zone),
      release: each.release,
    })),
  };
}

type Given = { readonly lastDay?: string; readonly release?: string };

type ReadWish = {
  readonly given: Given | null;
  readonly typed: string | null;
  readonly errors: Readonly<Record<string, string>>;
};

/** A wish in the address: read, or with words at the field that cannot be. */
function wishIn(request: Request): ReadWish {
  const search = new URL(request.url).searchParams;
  const [typed, release] = [search.get("lastDay"), search.get("release")];
  if (typed === null && release === null) return { given: null, typed: null, errors: {} };
  const day = Day.safeParse(typed ?? "");
  if (typed && !day.success) {
    const words = day.error.issues[0]?.message ?? "Choose a date.";
    return { given: null, typed, errors: { lastDay: words } };
  }
  const given: Given = { lastDay: typed || undefined, release: release || undefined };
  return { given, typed, errors: {} };
}

function effectView(effect: FellowshipEffect, release: string, zone: string) {
  const figures = ({ competencies, epas, lines }: CredentialProgress) => {
    const parts = [...competencies, ...epas];
    const met = parts.filter((each) => each.status === "met").length;
    return { met: met + lines.filter((each) => each.met).length, of: parts.length + lines.length };
  };
  const after = new Map(effect.after.map((each) => [each.credential, each]));
  const before = new Map(effect.before.map((each) => [each.credential, each]));
  const codes = [...new Set([...before.keys(), ...after.keys()])];
  return {
    end: dayWords(effect.endsAt - 1, zone),
    release: effect.release,
    movesRelease: effect.release !== release,
    casesAfterEnd: effect.casesAfterEnd,
    credentials: codes.map((code) => {
      const [was, will] = [before.get(code), after.get(code)];
      return {
        code,
        name: (will ?? was)?.name ?? code,
        before: was ? figures(was) : null,
        after: will ? figures(will) : null,
      };
    }),
  };
}

const Changing = ChangeFellowship.omit({ fellowshipId: true }).extend({ lastDay: Day.optional() });

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const { fellowship: fellowshipId = "" } = args.params;
  const form = await parseForm(args.request, Changing);
  if (!form.ok) return wrongFields(form);
  const changed = await changeFellowship(ctx, { ...form.value, fellowshipId });
  if (!changed.ok) return refusedField(ctx, changed.refusal, form.typed);
  return redirect(`${baseOf(fellowshipId)}?done=changed`);
}

const labels = { lastDay: "Last day", release: "Curriculum", reason: "Why" };

export default function FellowshipChange() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { frame, name, base, now, errors, changes, zone } = page;
  const wrong = Object.keys(errors).length > 0 && !reply;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={labels} title="Nothing is changed yet" />
      {wrong && (
        <FormErrors
          reply={{ fields: errors, words: null, typed: {} }}
          labels={labels}
          title="This cannot be shown"
        />
      )}
      <PageHeader
        title={`Change the fellowship of ${name}`}
        crumbs={underFellow(name, base)}
        lead={`Now ${now}.`}
      />
      <Notice>
        A fellowship keeps all that was logged in it. You see what would change before you record
        it.
      </Notice>
      <FellowshipChangeForms {...page} reply={reply} />
      <FellowshipHistory changes={changes} zone={zone} />
    </PersonalPage>
  );
}
