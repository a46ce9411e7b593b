import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { v7 as uuidv7 } from "uuid";
import { Button } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Select, TextField } from "#app/components/field.tsx";
import { FormErrors, typedIn } from "#app/components/form-errors.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { lengthWords, momentWords, spanWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { say } from "#app/domain/copy.ts";
import { feedIntervals, feedReach } from "#app/domain/roster/feed.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { parseFormData } from "#app/http/form.server.ts";
import { refusedField, refusedForm, wrongFields } from "#app/http/form-reply.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { showUnitFeeds } from "#app/operations/roster/feed/show-unit-feeds.server.ts";
import {
  addFeed,
  NewFeed,
  pullNow,
  stopFeed,
} from "#app/operations/roster/feed/tend-feed.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Where are the rosters of ${data?.unit.name ?? "the unit"} read from? · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const found = orRefuse(ctx, args.request, await showUnitFeeds(ctx, args.params.unit ?? ""));
  const { unit, feeds } = found;
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    done: new URL(args.request.url).searchParams.get("done"),
    now: ctx.now,
    freshId: uuidv7(),
    hosts: ctx.settings.egressAllow ?? [],
    feeds: feeds.map((each) => ({
      ...each,
      words: each.problem && say(ctx.content.copy, `feed_problems.${each.problem}`),
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await personContextFor(args);
  const unitCode = args.params.unit ?? "";
  const here = `/units/${unitCode}/feeds`;
  const form = await args.request.formData();
  const intent = form.get("intent");
  const feed = String(form.get("feed") ?? "");
  if (intent === "stop") {
    const done = await stopFeed(ctx, unitCode, feed);
    return done.ok ? redirect(`${here}?done=stopped`) : refusedForm(ctx, done.refusal, {});
  }
  if (intent === "pull") {
    const done = await pullNow(ctx, unitCode, feed);
    if (!done.ok) return refusedForm(ctx, done.refusal, {});
    return redirect(`${here}?done=${done.value.outcome}`);
  }
  const parsed = parseFormData(form, NewFeed);
  if (!parsed.ok) return wrongFields(parsed);
  const done = await addFeed(ctx, unitCode, parsed.value);
  if (!done.ok) return refusedField(ctx, done.refusal, parsed.typed);
  return redirect(`${here}?done=added`);
}

const doneWords: Readonly<Record<string, string>> = {
  added: "Added. It is read within a minute.",
  stopped: "Stopped. What was published stays and ages.",
  published: "Read, and published.",
  confirmed: "Read. It still says what is published.",
  held: "Read, and held for you to look at.",
  discarded: "Read. It still says what was not wanted, so the roster stays and ages.",
  kept: "The roster stays as it is, and ages until the feed says otherwise.",
  problem: "It could not be read. The reason stands below.",
};

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Feeds() {
  const { frame, unit, views, done, feeds, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <PersonalPage frame={frame}>
      <FormErrors reply={reply} title="Nothing was changed" />
      <PageHeader
        title="Feeds"
        lead={`Rosters of ${unit.name} that the portal fetches by itself, so that they stay fresh.`}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      <UnitTabs code={unit.code} current="feeds" views={views} />
      {done && doneWords[done] && (
        <Notice kind={["problem", "held", "discarded"].includes(done) ? "warn" : "done"}>
          <p>{doneWords[done]}</p>
        </Notice>
      )}
      {feeds.length === 0 && (
        <EmptyState title="No roster is fetched" icon="roster">
          Add the address at which your roster system offers its export or its calendar.
        </EmptyState>
      )}
      {feeds.map((each) => (
        <Feed key={each.id} feed={each} unit={unit} now={page.now} />
      ))}
      <NewFeedForm reply={reply} hosts={page.hosts} freshId={page.freshId} />
    </PersonalPage>
  );
}

const heldWords: Readonly<Record<string, string>> = {
  words_unknown: "Explain its words",
  still_discarded: "Look at it again",
};

function Feed({
  feed,
  unit,
  now,
}: {
  feed: Data["feeds"][number];
  unit: Data["unit"];
  now: number;
}) {
  const { confirmedAt, staleAfter, nextTryAt, lastTriedAt } = feed;
  const isStale = staleAfter === null || staleAfter < now;
  const ago = (at: number | null) =>
    at === null ? "Not yet" : `${momentWords(at, unit.zone)}, ${lengthWords(now - at)} ago`;
  return (
    <Panel title={feed.source} meta={<span className="code">{feed.address}</span>}>
      {feed.words && (
        <Notice kind="warn" title={feed.words}>
          <p>
            {feed.heldAt !== null && (
              <a href={`/units/${unit.code}/feeds/${feed.id}`}>
                {heldWords[feed.problem ?? ""] ?? "Look at what it says"}
              </a>
            )}{" "}
            {confirmedAt === null
              ? "Nothing was published from it yet."
              : isStale
                ? "What was read last stays, but it is too old to rely on."
                : "What was read last stays and ages."}
          </p>
        </Notice>
      )}
      {feed.undone.length > 0 && <Undone lines={feed.undone} zone={unit.zone} />}
      <KeyValues
        items={[
          { label: "Found right last", value: ago(confirmedAt) },
          {
            label: "Relied on until",
            value: staleAfter === null ? "–" : momentWords(staleAfter, unit.zone),
          },
          { label: "Tried last", value: ago(lastTriedAt) },
          { label: "Next try", value: momentWords(nextTryAt, unit.zone) },
          {
            label: "How",
            value: `Every ${feed.everyMinutes} min, ${feed.daysAhead} days ahead, added by ${feed.addedBy}`,
          },
        ]}
      />
      <Form method="post" className="cluster">
        <input type="hidden" name="feed" value={feed.id} />
        <Button name="intent" value="pull" kind="secondary">
          Read it now
        </Button>
        <Button name="intent" value="stop" kind="destroy">
          Stop this feed
        </Button>
      </Form>
    </Panel>
  );
}

const undoneWords: Readonly<Record<string, string>> = {
  added: "put on the roster",
  changed: "changed",
  removed: "taken off the roster",
};

/** A person's correction lasts until the feed is read again: whoever made it has to hear so. */
function Undone({
  lines,
  zone,
}: {
  lines: Data["feeds"][number]["undone"];
  zone: Data["unit"]["zone"];
}) {
  return (
    <Notice kind="warn" title="The feed still says otherwise">
      <p>
        What was put right here was taken back when the feed was read again. Put it right in the
        system that the feed comes from.
      </p>
      <ul>
        {lines.map(({ change, shift, who, by, at }) => (
          <li key={`${who} ${shift.shift.start} ${at}`}>
            {who}, {spanWords(shift.shift.start, shift.shift.end, zone)}: {undoneWords[change]} by{" "}
            {by}, {momentWords(at, zone)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function NewFeedForm({
  reply,
  hosts,
  freshId,
}: Pick<Data, "hosts" | "freshId"> & {
  reply: ReturnType<typeof useActionData<typeof action>>;
}) {
  const typed = typedIn(reply);
  const field = (name: string, otherwise = "") => ({
    name,
    value: typed.of(name, otherwise),
    error: reply?.fields[name],
  });
  const from =
    hosts.length > 0
      ? `From here: ${hosts.join(", ")}.`
      : "No host is on the list of this portal yet. Whoever runs it can add one.";
  return (
    <Panel title="Add a feed">
      <Form method="post" className="form">
        <input type="hidden" name="id" value={typed.of("id", freshId)} />
        <TextField
          {...field("url")}
          label="Address"
          hint={`It begins with https. It is shown by its host alone, since it may hold a login. ${from}`}
          type="url"
          autoComplete="off"
          maxLength={2_000}
          code
          required
        />
        <TextField
          {...field("source", "feed")}
          label="Source"
          hint="Whose rows these are. Each source replaces only its own."
          width="medium"
          maxLength={40}
          code
          required
        />
        <Select
          {...field("everyMinutes", "15")}
          label="Read it every"
          hint="After an hour without reading nothing of it is relied on."
          options={feedIntervals.map((each) => ({ value: String(each), label: `${each} minutes` }))}
          width="medium"
          required
        />
        <TextField
          {...field("daysAhead", String(feedReach.usual))}
          label="Days ahead"
          hint="So many days from today on are as the feed says."
          type="number"
          inputMode="numeric"
          min={feedReach.least}
          max={feedReach.most}
          width="short"
          required
        />
        <p>
          <Button name="intent" value="add" icon="plus">
            Add this feed
          </Button>
        </p>
      </Form>
    </Panel>
  );
}
