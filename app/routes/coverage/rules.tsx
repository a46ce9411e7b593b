import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Card, Cards, Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { UnitTabs } from "#app/components/unit-tabs.tsx";
import { say } from "#app/domain/copy.ts";
import { differenceOf } from "#app/domain/coverage/rule-change.ts";
import { permit } from "#app/domain/people/permit.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { differenceLines, ruleView, ruleWording } from "#app/http/rule-view.server.ts";
import { viewsOf } from "#app/http/unit-views.server.ts";
import { showRules } from "#app/operations/coverage/rule-show.server.ts";
import { settingsOf } from "#app/operations/coverage/settings.server.ts";
import { RuleList } from "./rule-list.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Rules of ${data?.unit.name ?? "the unit"} · Systole` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const shown = orRefuse(ctx, args.request, await showRules(ctx, args.params.unit ?? ""));
  const { unit, own, versions } = shown;
  const { content } = ctx;
  const words = ruleWording(content, settingsOf(content, unit.settings).day);
  const view = (rule: Parameters<typeof ruleView>[1]) => ruleView(content, rule, words);
  const place = { unitId: unit.id, organisationId: unit.organisationId };
  return {
    frame: await frameFor(ctx, args.request),
    unit: { code: unit.code, name: unit.name, zone: unit.timeZone },
    views: viewsOf(ctx, unit),
    mayChange: permit(ctx.actor, "rule_set.adopt", place, ctx.now).ok,
    isSaved: new URL(args.request.url).searchParams.has("saved"),
    standards: shown.standards.map(({ id, version, group, rules }) => ({
      id,
      version,
      title:
        group === "guard" ? content.tiers.guard.title : `Tier: ${say(content.copy, `tiers.${id}`)}`,
      rules: rules.map(view),
    })),
    own: { version: own?.version ?? null, rules: (own?.rules ?? []).map(view) },
    /** Versions recorded already that do not hold yet: a change would begin from the last of them. */
    coming: versions
      .filter(({ effectiveAt }) => effectiveAt > ctx.now)
      .map(({ version, effectiveAt, rules }) => ({
        version,
        effectiveAt,
        rules: rules.map(view),
      })),
    templates: content.tiers.templates.map(({ id, title, summary }) => ({ id, title, summary })),
    history: versions
      .map(({ version, effectiveAt, recordedAt, by, rules }, i) => ({
        version,
        effectiveAt,
        recordedAt,
        by,
        lines: differenceLines(differenceOf(versions[i - 1]?.rules ?? [], rules), words),
      }))
      .reverse(),
  };
}

export default function Rules() {
  const { frame, ...page } = useLoaderData<typeof loader>();
  const { unit, views, isSaved, standards } = page;
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="What the answer is held to"
        lead={`The rules of ${unit.name} that hold now. The answer is yes only when every required rule can be met at once.`}
        crumbs={[
          { label: "Units", to: "/units" },
          { label: unit.name, to: `/units/${unit.code}` },
        ]}
      />
      <UnitTabs code={unit.code} current="rules" views={views} />
      {isSaved && (
        <Notice kind="done" title="Recorded">
          <p>The next answer follows it from the time you chose.</p>
        </Notice>
      )}
      <Own {...page} />
      {standards.map((set) => (
        <Panel
          key={set.id}
          title={set.title}
          meta={
            <span className="soft">{`from content ${set.version}, the same for every unit`}</span>
          }
        >
          <RuleList caption={set.title} rules={set.rules} empty="This tier asks for nothing." />
        </Panel>
      ))}
      <History {...page} />
    </PersonalPage>
  );
}

type Page = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "frame">;

function Own({ unit, own, coming, templates, mayChange }: Page) {
  const here = `/units/${unit.code}/rules`;
  const editable = coming.length === 0 && mayChange;
  return (
    <Panel
      title="The unit's own rules"
      lead="They stand beside those of its tier and take nothing from them."
      meta={
        mayChange && (
          <ButtonLink kind="secondary" to={`${here}/new`} icon="plus">
            Add a rule
          </ButtonLink>
        )
      }
    >
      <div className="stack">
        <RuleList
          caption="The unit's own rules"
          rules={own.rules}
          empty="This unit has no rules of its own."
          {...(editable ? { change: here } : {})}
        />
        {coming.map(({ version, effectiveAt, rules }) => (
          <section key={version} className="stack">
            <h3>{`From ${momentWords(effectiveAt, unit.zone)}: version ${version}`}</h3>
            <RuleList
              caption={`Version ${version}`}
              rules={rules}
              empty="No rules of its own."
              {...(mayChange && version === coming.at(-1)?.version ? { change: here } : {})}
            />
          </section>
        ))}
        {mayChange && (
          <>
            <h3>Begin from a published standard</h3>
            <Cards>
              {templates.map(({ id, title, summary }) => (
                <Card key={id} title={title} to={`${here}/templates/${id}`}>
                  <p>{summary}</p>
                </Card>
              ))}
            </Cards>
          </>
        )}
      </div>
    </Panel>
  );
}

function History({ history, unit }: Page) {
  if (history.length === 0) return null;
  return (
    <Panel
      title="History of its own rules"
      lead="Every version, the latest first. None was ever in force before it was recorded."
    >
      <ol className="stack" reversed>
        {history.map(({ version, effectiveAt, recordedAt, by, lines }) => (
          <li key={version}>
            <p>
              <b>{`Version ${version}`}</b>
              {`, in force from ${momentWords(effectiveAt, unit.zone)}; recorded ${momentWords(recordedAt, unit.zone)}${by ? ` by ${by}` : ""}`}
            </p>
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
