import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "./button.tsx";
import { DataTable } from "./data-table.tsx";
import { TextField } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";
import { dayWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";

export type WorkingTimeRow = {
  readonly id: string;
  /** Of full time; 0 is leave. */
  readonly percent: number;
  readonly start: number;
  readonly end: number;
};

/** "Leave" or "60 % of full time". */
export function percentWords(percent: number): string {
  return percent === 0 ? "Leave" : `${percent} % of full time`;
}

/** When a fellow worked less than full time. @param act  For whoever may correct it. */
export function WorkingTimes({
  times,
  zone,
  act,
}: {
  times: readonly WorkingTimeRow[];
  zone: string;
  act: { readonly voidId: string; readonly here: string } | null;
}) {
  const columns = [
    {
      key: "percent",
      header: "Working",
      heads: true,
      cell: (row: WorkingTimeRow) => percentWords(row.percent),
    },
    { key: "from", header: "First day", cell: (row: WorkingTimeRow) => dayWords(row.start, zone) },
    { key: "to", header: "Last day", cell: (row: WorkingTimeRow) => dayWords(row.end - 1, zone) },
  ];
  const acts = {
    key: "act",
    header: "Correct",
    cell: (row: WorkingTimeRow) => act && <Acts row={row} zone={zone} {...act} />,
  };
  return (
    <DataTable
      caption="Leave and part-time"
      hideCaption
      rows={times}
      rowKey={(row) => row.id}
      empty="Full time throughout."
      columns={act ? [...columns, acts] : columns}
    />
  );
}

function Acts({
  row,
  zone,
  voidId,
  here,
}: {
  row: WorkingTimeRow;
  zone: string;
  voidId: string;
  here: string;
}) {
  const about = `${percentWords(row.percent)} from ${dayWords(row.start, zone)}`;
  return (
    <Form method="post" action={here} className="cluster">
      <input type="hidden" name="act" value="void" />
      <input type="hidden" name="id" value={voidId} />
      <input type="hidden" name="of" value={row.id} />
      <a href={`${here}?correct=${row.id}#working-time`}>
        Correct<span className="visually-hidden">: {about}</span>
      </a>
      <Button kind="quiet">
        It never held<span className="visually-hidden">: {about}</span>
      </Button>
    </Form>
  );
}

/** Records leave or part-time, or what is so instead of an earlier entry. */
export function WorkingTimeForm({
  id,
  zone,
  before,
  reply,
}: {
  id: string;
  zone: string;
  before: {
    readonly id: string;
    readonly percent: number;
    readonly validFrom: string;
    readonly validThrough?: string;
  } | null;
  reply: Reply | undefined;
}) {
  const { of } = typedIn(reply);
  const supersedes = of("supersedes", before?.id);
  const day = (name: string, label: string, otherwise: string | undefined) => (
    <TextField
      name={name}
      label={label}
      type="date"
      width="medium"
      unit={zone}
      value={of(name, otherwise)}
      error={reply?.fields[name]}
      required
    />
  );
  return (
    <Panel
      id="working-time"
      title={supersedes ? "Correct the entry" : "Record leave or part-time"}
      lead="Give no reason: it stays between the fellow and whoever needs to know."
    >
      <Form method="post" className="form">
        <input type="hidden" name="id" value={of("id", id)} />
        {supersedes && <input type="hidden" name="supersedes" value={supersedes} />}
        <TextField
          name="percent"
          label="Works"
          hint="0 is leave, 50 is half time."
          type="number"
          min={0}
          max={99}
          step={1}
          width="short"
          unit="% of full time"
          value={of("percent", before ? String(before.percent) : undefined)}
          error={reply?.fields.percent}
          required
        />
        {day("firstDay", "First day", before?.validFrom)}
        {day("lastDay", "Last day", before?.validThrough)}
        <div className="cluster">
          <Button>{supersedes ? "Correct it" : "Record it"}</Button>
          {before && (
            <ButtonLink kind="quiet" to="?">
              Leave it as it is
            </ButtonLink>
          )}
        </div>
      </Form>
    </Panel>
  );
}
