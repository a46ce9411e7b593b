import { Form } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "./button.tsx";
import { TextField } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";

export type CellShift = {
  readonly who: string;
  readonly as: string;
  readonly edit: string;
  readonly hasBegun: boolean;
  readonly isRunning: boolean;
  readonly fields: {
    readonly source: string;
    readonly address: string;
    readonly person: string;
    readonly start: string;
    readonly end: string;
  };
};
export type CellLine = {
  readonly role: string;
  readonly presence: string;
  readonly assignment: string;
  readonly responseMinutes: string;
  readonly start: string;
  readonly end: string;
};

/**
 * What one cell of a roster says: whom, from when to when. A name is completed by the list beside it, or
 * by the server from as much of it as is needed.
 */
export function RosterCellForm({
  cell,
  day,
  dayWords,
  line,
  shift,
  begin,
  reply,
  here,
  onLeave,
}: {
  cell: string;
  /** Local date, "2026-11-23". */
  day: string;
  dayWords: string;
  line: CellLine;
  shift: CellShift | null;
  /** What was typed on the cell, to go on with. */
  begin: string;
  reply: Reply | undefined;
  /** The grid without this form. */
  here: string;
  onLeave: () => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  // The form opens where somebody is typing: they go on in its first field.
  useEffect(() => {
    const field = form.current?.querySelector<HTMLInputElement>("input[name=person]");
    field?.focus();
    if (begin === "") field?.select();
  }, [begin]);
  // What is wrong is read out with the field that it stands beside.
  useEffect(() => {
    if (reply) form.current?.querySelector<HTMLInputElement>("[aria-invalid]")?.focus();
  }, [reply]);
  const typed = typedIn(reply);
  const first = shift?.fields ?? { person: "", start: line.start, end: line.end };
  const field = (name: "person" | "start" | "end" | "reason", value = "") => ({
    name,
    id: `cell-${name}`,
    value: typed.of(name, value),
    error: reply?.fields[name],
  });
  const asks = shift?.hasBegun || Boolean(reply?.fields.reason);
  const keep = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onLeave();
  };
  return (
    <Form method="post" className="roster-cell-form" ref={form} onKeyDown={keep}>
      <p>
        <b>{shift ? `${shift.who}, ${shift.as}` : "Nobody stands here yet"}</b>, {dayWords}
      </p>
      <Hidden cell={cell} day={day} line={line} shift={shift} />
      {reply?.words && <p className="field-error">{reply.words}</p>}
      <div className="roster-cell-fields">
        <TextField
          {...field("person", begin || first.person)}
          label="Person"
          list="roster-people"
          autoComplete="off"
          required
        />
        <TextField
          {...field("start", first.start)}
          label="From"
          width="short"
          inputMode="numeric"
          required
        />
        <TextField
          {...field("end", first.end)}
          label="To"
          width="short"
          inputMode="numeric"
          required
        />
        {asks && <TextField {...field("reason")} label="Reason" maxLength={500} required />}
      </div>
      {shift?.isRunning && <Scope chosen={typed.of("scope", "rest")} />}
      <p className="cluster">
        <Button icon="check">Save</Button>
        {shift && (
          <Button kind="destroy" name="intent" value="remove" formNoValidate>
            Take off
          </Button>
        )}
        {shift && (
          <a className="tap" href={shift.edit}>
            Everything about it
          </a>
        )}
        <a
          className="tap"
          href={here}
          onClick={(event) => {
            event.preventDefault();
            onLeave();
          }}
        >
          Leave it
        </a>
      </p>
    </Form>
  );
}

function Hidden({
  cell,
  day,
  line,
  shift,
}: {
  cell: string;
  day: string;
  line: CellLine;
  shift: CellShift | null;
}) {
  const { role, presence, assignment, responseMinutes } = line;
  const own = { role, presence, assignment, responseMinutes };
  const values = { cell, day, ...own, address: shift?.fields.address ?? "" };
  return (
    <>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** A shift that has begun: what was, was so. */
function Scope({ chosen }: { chosen: string | undefined }) {
  const options = [
    ["rest", "From now on"],
    ["whole", "The whole shift was otherwise"],
  ] as const;
  return (
    <fieldset className="cluster">
      <legend className="visually-hidden">From when</legend>
      {options.map(([value, label]) => (
        <label key={value} className="roster-scope">
          <input type="radio" name="scope" value={value} defaultChecked={chosen === value} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
