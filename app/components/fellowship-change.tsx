import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "./button.tsx";
import { DataTable } from "./data-table.tsx";
import { type Option, Select, TextArea, TextField } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";
import { momentWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";

type Figures = { readonly met: number; readonly of: number };
type Effect = {
  readonly end: string;
  readonly release: string;
  readonly movesRelease: boolean;
  readonly casesAfterEnd: number;
  readonly credentials: readonly {
    readonly code: string;
    readonly name: string;
    readonly before: Figures | null;
    readonly after: Figures | null;
  }[];
};
type Wished = { readonly lastDay: string; readonly release: string };

/** First what is wished, then what it would do, and only then the way to record it. */
export function FellowshipChangeForms({
  id,
  base,
  zone,
  wished,
  errors,
  releases,
  effect,
  reply,
}: {
  id: string;
  base: string;
  zone: string;
  wished: Wished;
  errors: Readonly<Record<string, string>>;
  releases: readonly Option[];
  effect: Effect | null;
  reply: Reply | undefined;
}) {
  return (
    <>
      <Panel title="What should be so">
        <Form method="get" className="form">
          <TextField
            name="lastDay"
            label="Last day"
            hint="Later extends the fellowship, earlier shortens it."
            type="date"
            width="medium"
            unit={zone}
            value={wished.lastDay}
            error={errors.lastDay ?? reply?.fields.lastDay}
            required={false}
          />
          <Select
            name="release"
            label="Curriculum"
            options={releases}
            value={wished.release}
            error={errors.release ?? reply?.fields.release}
            required
          />
          <div>
            <Button kind={effect ? "secondary" : "primary"}>Show what it does</Button>
          </div>
        </Form>
      </Panel>
      {effect && <EffectPanel {...{ id, base, wished, effect, reply }} />}
    </>
  );
}

function EffectPanel({
  id,
  base,
  wished,
  effect,
  reply,
}: {
  id: string;
  base: string;
  wished: Wished;
  effect: Effect;
  reply: Reply | undefined;
}) {
  const { of } = typedIn(reply);
  const { casesAfterEnd: after } = effect;
  return (
    <Panel
      title="What it does"
      lead={`The last day will be ${effect.end}, under curriculum ${effect.release}.`}
    >
      {after > 0 && (
        <p>
          {after} logged {after === 1 ? "case lies" : "cases lie"} after that day. They stay on
          record and count; no further ones can be logged.
        </p>
      )}
      <EffectTable credentials={effect.credentials} moves={effect.movesRelease} />
      <Form method="post" className="form">
        <input type="hidden" name="id" value={of("id", id)} />
        <input type="hidden" name="lastDay" value={wished.lastDay} />
        <input type="hidden" name="release" value={wished.release} />
        <TextArea
          name="reason"
          label="Why"
          hint="It stays on record. Nothing about anybody's health belongs here."
          rows={2}
          maxLength={500}
          value={of("reason")}
          error={reply?.fields.reason}
          required
        />
        <div className="cluster">
          <Button>Change the fellowship</Button>
          <ButtonLink kind="quiet" to={base}>
            Leave it as it is
          </ButtonLink>
        </div>
      </Form>
    </Panel>
  );
}

function EffectTable({
  credentials,
  moves,
}: {
  credentials: Effect["credentials"];
  moves: boolean;
}) {
  const said = (figures: Figures | null) =>
    figures ? `${figures.met} of ${figures.of}` : "not in it";
  const changed = credentials.filter((each) => said(each.before) !== said(each.after));
  if (changed.length === 0) {
    return (
      <p>
        {moves
          ? "No credential gains or loses a requirement that is met."
          : "What is asked and what is met stays as it is."}
      </p>
    );
  }
  return (
    <DataTable
      caption="Requirements met, before and after"
      rows={changed}
      rowKey={(row) => row.code}
      columns={[
        { key: "name", header: "Credential", heads: true, cell: (row) => row.name },
        { key: "before", header: "Now", align: "number", cell: (row) => said(row.before) },
        { key: "after", header: "Then", align: "number", cell: (row) => said(row.after) },
      ]}
    />
  );
}

/** Every change so far with its reason, latest first. */
export function FellowshipHistory({
  changes,
  zone,
}: {
  changes: readonly {
    readonly id: string;
    readonly at: number;
    readonly by: string;
    readonly reason: string;
    readonly end: string;
    readonly release: string;
  }[];
  zone: string;
}) {
  if (changes.length === 0) return null;
  return (
    <Panel title="Changed before">
      <DataTable
        caption="Changes of this fellowship"
        hideCaption
        rows={changes}
        rowKey={(row) => row.id}
        columns={[
          { key: "at", header: "Recorded", heads: true, cell: (row) => momentWords(row.at, zone) },
          { key: "by", header: "By", cell: (row) => row.by },
          { key: "end", header: "Last day", cell: (row) => row.end },
          { key: "release", header: "Curriculum", cell: (row) => row.release },
          { key: "why", header: "Why", cell: (row) => row.reason },
        ]}
      />
    </Panel>
  );
}
