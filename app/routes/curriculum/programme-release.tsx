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
import { EmptyState } from "#app/components/empty-state.tsx";
import { TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { releaseOf } from "#app/domain/content.ts";
import { permit } from "#app/domain/people/permit.ts";
import { beginningOf } from "#app/domain/people/validity.ts";
import { startOfLocalDay } from "#app/domain/time/wall-time.ts";
import type { TouchedLine } from "#app/domain/training/transfer/release-impact.ts";
import { missingWords, titleOf } from "#app/domain/training/words.ts";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { Day, dayText } from "#app/http/dates.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { refusedField, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { adoptRelease } from "#app/operations/curriculum/adopt-release.server.ts";
import {
  otherReleases,
  showReleaseImpact,
} from "#app/operations/curriculum/show-release-impact.server.ts";
import { listOwnProgrammes } from "#app/operations/training/cohort/show-cohort.server.ts";

export const meta: MetaFunction = () => [{ title: "Release of the curriculum · Systole" }];

/** Lines of one fellow that are named; the others are counted. */
const linesShown = 6;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const search = new URL(args.request.url).searchParams;
  const programmes = orRefuse(ctx, args.request, await listOwnProgrammes(ctx));
  const asked = search.get("programme");
  const programme = programmes.find((each) => asked === null || each.id === asked);
  if (!programme) throw notFound(ctx, args.request);
  const others = otherReleases(ctx.content, programme.release);
  const to = search.get("to") ?? others[0]?.version ?? programme.release;
  const found = await showReleaseImpact(ctx, programme.id, to);
  const { today, adoptions, fellows } = orRefuse(ctx, args.request, found);
  const { copy } = ctx.content;
  const words = ({ in: code, line }: TouchedLine) =>
    line.met ? `${code}, ${titleOf(line)}` : `${code}: ${missingWords(copy, line)}`;
  const few = (lines: readonly TouchedLine[]) => ({
    words: lines.slice(0, linesShown).map(words),
    more: Math.max(0, lines.length - linesShown),
  });
  const place = { programmeId: programme.id, organisationId: programme.organisationId };
  const { timeZone: zone } = programme;
  return {
    frame: await frameFor(ctx, args.request),
    id: uuidv7(),
    done: search.get("done"),
    programme: { id: programme.id, name: programme.name },
    today,
    to,
    isProposed: releaseOf(ctx.content, to).status === "proposed",
    mayAdopt: permit(ctx.actor, "release.adopt", place, ctx.now).ok,
    tomorrow: dayText(startOfLocalDay(ctx.now, zone, 1), zone),
    zone,
    adoptions: adoptions.map(({ release, effectiveAt }) => ({
      release,
      from: dayWords(effectiveAt, zone),
    })),
    tabs: [releaseOf(ctx.content, programme.release), ...others].map(({ version, status }) => ({
      label: status === "proposed" ? `${version}, proposed` : version,
      to: `/programme/release?programme=${programme.id}&to=${version}`,
      current: version === to,
    })),
    fellows: fellows.map(({ fellowship, impact }) => ({
      id: fellowship.id,
      name: fellowship.fellowName,
      release: fellowship.release,
      opened: few(impact.opened),
      closed: few(impact.closed),
      lost: impact.eligible.lost,
    })),
  };
}

const Adoption = z.object({
  id: z.uuid(),
  programmeId: z.uuid(),
  release: z.string().max(32),
  firstDay: Day,
});

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const form = await parseForm(args.request, Adoption);
  if (!form.ok) return wrongFields(form);
  const { firstDay, ...chosen } = form.value;
  const programmes = orRefuse(ctx, args.request, await listOwnProgrammes(ctx));
  const zone = programmes.find((each) => each.id === chosen.programmeId)?.timeZone ?? "UTC";
  const effectiveAt = beginningOf(firstDay, zone);
  const adopted = await adoptRelease(ctx, { ...chosen, effectiveAt });
  if (!adopted.ok) return refusedField(ctx, adopted.refusal, form.typed);
  const { programmeId, release } = chosen;
  return redirect(`/programme/release?programme=${programmeId}&to=${release}&done=adopted`);
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;
type Reply = ReturnType<typeof useActionData<typeof action>>;

export default function ProgrammeRelease() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { programme, today, to, tabs } = page;
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} labels={{ firstDay: "From" }} title="Nothing was adopted" />
      {page.done === "adopted" && (
        <Notice kind="done" title={`Release ${to} is adopted`}>
          Whoever begins from that day on starts on it. Everybody else stays on theirs.
        </Notice>
      )}
      <PageHeader
        title="Release of the curriculum"
        lead={`Who begins in ${programme.name} today starts on ${today}. Fellows stay on the release that they began with.`}
        crumbs={[{ label: "Programme", to: `/programme?programme=${programme.id}` }]}
        actions={
          to !== today && (
            <ButtonLink
              to={`/curriculum/releases/${today}/${to}`}
              kind="secondary"
              icon="curriculum"
            >
              What {to} changes
            </ButtonLink>
          )
        }
      />
      {tabs.length > 1 && <Tabs label="Releases" tabs={tabs} />}
      {page.adoptions.length > 0 && (
        <KeyValues
          items={page.adoptions.map(({ release, from }) => ({
            label: `From ${from}`,
            value: release,
          }))}
        />
      )}
      <Touched page={page} />
      <Adopt page={page} reply={reply} />
    </PersonalPage>
  );
}

function Touched({ page: { fellows, to } }: { page: Page }) {
  if (fellows.length === 0) {
    return (
      <EmptyState title={`Nobody is on another release than ${to}`} icon="people">
        There is nobody whom it would touch.
      </EmptyState>
    );
  }
  return (
    <Panel
      title="Whom it would touch"
      lead={`What would change for fellows of today if they were moved to ${to}. Nobody is moved by adopting it.`}
    >
      <DataTable
        caption={`Fellows, and what would change for them under ${to}`}
        hideCaption
        rows={fellows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "name",
            header: "Fellow",
            heads: true,
            cell: (row) => (
              <>
                <a href={`/fellows/${row.id}`}>{row.name}</a>
                <br />
                <span className="soft">on {row.release}</span>
              </>
            ),
          },
          { key: "opened", header: "Would be missing", cell: (row) => <Lines of={row.opened} /> },
          {
            key: "closed",
            header: "Would no longer be missing",
            cell: (row) => <Lines of={row.closed} />,
          },
          {
            key: "lost",
            header: "No longer complete",
            cell: (row) => (row.lost.length > 0 ? row.lost.join(", ") : "None"),
          },
        ]}
      />
    </Panel>
  );
}

function Lines({ of }: { of: { words: readonly string[]; more: number } }) {
  if (of.words.length === 0) return <>Nothing</>;
  return (
    <ul className="plain-list">
      {of.words.map((words) => (
        <li key={words}>{words}</li>
      ))}
      {of.more > 0 && <li className="soft">and {of.more} more</li>}
    </ul>
  );
}

function Adopt({ page, reply }: { page: Page; reply: Reply }) {
  if (page.isProposed) {
    return (
      <Notice title={`Release ${page.to} is only proposed`}>
        <p>It can be adopted once it is released and can change no more.</p>
      </Notice>
    );
  }
  if (!page.mayAdopt || page.to === page.today) return null;
  const { of } = typedIn(reply);
  return (
    <Panel
      title={`Adopt ${page.to} for new fellows`}
      lead="From a coming day on. It cannot be taken for a day that has passed."
    >
      <Form method="post" className="form">
        <input type="hidden" name="id" value={of("id", page.id)} />
        <input type="hidden" name="programmeId" value={page.programme.id} />
        <input type="hidden" name="release" value={page.to} />
        <TextField
          name="firstDay"
          label="From"
          type="date"
          width="medium"
          min={page.tomorrow}
          unit={page.zone}
          value={of("firstDay", page.tomorrow)}
          error={reply?.fields.firstDay}
          required
        />
        <div>
          <Button icon="check">Adopt release {page.to}</Button>
        </div>
      </Form>
    </Panel>
  );
}
