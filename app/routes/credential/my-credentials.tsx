import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { dayWords } from "#app/components/moment.tsx";
import { HeldPanel, Licences } from "#app/components/my-standing.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { say } from "#app/domain/copy.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { standingLine } from "#app/http/standing.server.ts";
import { myStanding } from "#app/operations/credential/my-standing.server.ts";

export const meta: MetaFunction = () => [{ title: "Your standing · Systole" }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const standing = orRefuse(ctx, args.request, await myStanding(ctx));
  const zone = standing.held.find((each) => each.timeZone !== "UTC")?.timeZone ?? "UTC";
  const names = new Map<string, string>([
    ...standing.held.map((each) => [each.id, each.name] as const),
    ...standing.licences.map((each) => [each.id, `Licence in ${each.jurisdiction}`] as const),
  ]);
  return {
    frame: await frameFor(ctx, args.request),
    done: new URL(args.request.url).searchParams.get("done"),
    held: standing.held.map((each) => ({ ...standingLine(ctx, each), timeZone: zone })),
    licences: standing.licences,
    open: standing.disputes.filter((each) => !each.answer).map((each) => each.aboutId),
    answered: standing.disputes.flatMap(({ id, aboutId, answer }) =>
      answer
        ? [
            {
              id,
              about: names.get(aboutId) ?? "An earlier entry",
              words: say(ctx.content.copy, `dispute_outcomes.${answer.outcome}`),
              ...{ text: answer.text, by: answer.by, at: answer.at },
            },
          ]
        : [],
    ),
    zone,
  };
}

export default function MyCredentials() {
  const { frame, done, held, licences, open, answered, zone } = useLoaderData<typeof loader>();
  const counting = held.filter((each) => each.counts === "yes").length;
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Your standing"
        lead={`${counting} of ${held.length} ${held.length === 1 ? "entry counts" : "entries count"} now. Each says why, until when, and which units rely on it.`}
      />
      {done === "disputed" && (
        <Notice kind="done" title="Your dispute is recorded; a registrar will answer" />
      )}
      <p className="cluster">
        <ButtonLink kind="secondary" to="/my/credentials.zip" icon="download" download>
          Everything to verify without this portal
        </ButtonLink>
        <ButtonLink kind="secondary" to="/my/maintenance" icon="plus">
          Log a maintenance case
        </ButtonLink>
      </p>
      {held.length === 0 && (
        <EmptyState title="No credential yet" icon="credential">
          When a director has signed you off, the credential appears here.
        </EmptyState>
      )}
      {held.map((each) => (
        <HeldPanel key={`${each.id} ${each.code}`} held={each} disputed={open.includes(each.id)} />
      ))}
      <Licences licences={licences} disputed={open} zone={zone} />
      {answered.length > 0 && (
        <Panel title="Answers to what you disputed">
          <Timeline
            label="Answers"
            events={answered.map((each) => ({
              key: each.id,
              at: dayWords(each.at, zone),
              title: `${each.about}: ${each.words}`,
              by: each.by,
              detail: each.text,
            }))}
          />
        </Panel>
      )}
    </PersonalPage>
  );
}
