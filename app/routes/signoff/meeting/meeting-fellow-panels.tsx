import { Form, Link } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { CommitteeKeys } from "#app/components/committee-keys.tsx";
import { outcomeWords } from "#app/components/dossier.tsx";
import { Select, TextField } from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";
import { FindingMark } from "#app/components/meeting-agenda.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { FindingWord } from "#app/domain/signoff/meeting.ts";
import type { AgendaReview } from "#app/operations/signoff/show-agenda.server.ts";

/** What the screen of a fellow in a meeting shows around the finding. */
export type FellowPage = {
  readonly base: string;
  readonly fellowshipId: string;
  readonly place: string;
  readonly next: { readonly to: string; readonly name: string } | null;
  readonly previous: { readonly to: string; readonly name: string } | null;
  readonly keys: boolean;
  readonly last: { readonly recommendation: FindingWord; readonly rationale: string | null } | null;
  readonly conflicts: readonly { readonly memberName: string; readonly reason: string }[];
  readonly part: readonly { readonly id: string; readonly name: string }[];
  readonly mayDeclare: boolean;
  readonly reviews: readonly (AgendaReview & { readonly isNew: boolean })[];
};
export const formId = "finding";

export function Steps({ page: { base, place, next, previous, keys } }: { page: FellowPage }) {
  const to = (id: string) => `${base}/fellows/${id}`;
  return (
    <nav className="meeting-steps" aria-label="Fellows on the agenda">
      {previous ? (
        <Link id="previous-fellow" to={to(previous.to)} rel="prev">
          Before: {previous.name}
        </Link>
      ) : (
        <span />
      )}
      <span className="soft">
        {place}
        {keys ? (
          <span className="meeting-keys no-print">
            {" "}
            · <kbd>J</kbd> <kbd>K</kbd> next, previous · <kbd>1</kbd>–<kbd>4</kbd> choose ·{" "}
            <kbd>Enter</kbd> record · <a href="?keys=off">Turn keys off</a>
          </span>
        ) : (
          <span className="meeting-keys no-print">
            {" "}
            · <a href="?keys=on">Turn keys on</a>
          </span>
        )}
      </span>
      {next ? (
        <Link id="next-fellow" to={to(next.to)} rel="next">
          Next: {next.name}
        </Link>
      ) : (
        <a id="next-fellow" href={base}>
          Back to the agenda
        </a>
      )}
      {keys && (
        <CommitteeKeys
          form={formId}
          next="next-fellow"
          previous={previous ? "previous-fellow" : null}
        />
      )}
    </nav>
  );
}

export function LastTime({ page: { last } }: { page: FellowPage }) {
  if (!last) return null;
  return (
    <Panel title="Last time">
      <FindingMark finding={last.recommendation} />
      {last.rationale && <p>{last.rationale}</p>}
    </Panel>
  );
}

export function Conflicts({ page, reply }: { page: FellowPage; reply: Reply | undefined }) {
  const { conflicts, part, mayDeclare } = page;
  const { of } = typedIn(reply);
  return (
    <Panel title="Conflict of interest">
      {conflicts.length > 0 && (
        <ul className="plain-list">
          {conflicts.map(({ memberName, reason }) => (
            <li key={memberName}>
              <b>{memberName}</b> takes no part here: {reason}
            </li>
          ))}
        </ul>
      )}
      {mayDeclare && part.length > 0 && (
        <Form method="post" className="form" key={conflicts.length}>
          <input type="hidden" name="intent" value="conflict" />
          <Select
            name="memberId"
            label="Who has one"
            empty="Choose a member"
            options={part.map(({ id, name }) => ({ value: id, label: name }))}
            value={of("memberId")}
            error={reply?.fields.memberId}
            required
          />
          <TextField
            name="reason"
            label="Which"
            hint="It stands in the minutes and cannot be taken back."
            value={of("reason")}
            error={reply?.fields.reason}
            maxLength={500}
            required
          />
          <div>
            <Button kind="secondary">Record the conflict</Button>
          </div>
        </Form>
      )}
    </Panel>
  );
}

export function Reviews({ page: { base, fellowshipId, reviews } }: { page: FellowPage }) {
  const meeting = base.split("/").at(-1);
  return (
    <Panel
      title="Decisions"
      lead="Votes on credentials and decisions on entrustment are their own acts."
    >
      {reviews.length > 0 && (
        <ul className="plain-list">
          {reviews.map((each) => (
            <li key={each.id}>
              <a href={`/committee/${each.id}`}>
                {each.credentialName} ({each.credentialCode})
              </a>
              : {outcomeWords(each.committee)}
              {each.voted ? "" : "; your vote is open"}
              {each.isNew ? "; opened since" : ""}
            </li>
          ))}
        </ul>
      )}
      <div className="cluster">
        <ButtonLink
          kind="secondary"
          to={`/committee/entrustments/new?meeting=${meeting}&fellowship=${fellowshipId}`}
        >
          Decide on entrustment
        </ButtonLink>
        <ButtonLink kind="quiet" to={`/fellows/${fellowshipId}`}>
          To the dossier
        </ButtonLink>
      </div>
    </Panel>
  );
}
