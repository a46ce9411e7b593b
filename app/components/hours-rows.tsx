import { rowsIn } from "#app/domain/typed-rows.ts";
import { CheckboxGroup, TextField } from "./field.tsx";
import { MoreRows } from "./more-rows.tsx";

type Typed = Readonly<Record<string, string | readonly string[]>>;
type Errors = Readonly<Record<string, string>>;

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((label, i) => ({
  value: String(i + 1),
  label,
}));

/** Hours of the week, as many rows as are wanted: days, a beginning and an end by the clock. */
export function HoursRows({ typed, errors }: { typed: Typed; errors: Errors }) {
  const text = (name: string) => {
    const value = typed[name];
    return { name, value: typeof value === "string" ? value : undefined, error: errors[name] };
  };
  const which = (row: number) => (row === 1 ? "" : ` (${row})`);
  return (
    <MoreRows name="hours" count={rowsIn(typed, "from")} add="Add hours">
      {(row) => (
        <>
          <CheckboxGroup
            name={`weekdays${row}[]`}
            label={`Days${which(row)}`}
            values={[typed[`weekdays${row}`] ?? []].flat()}
            error={errors[`weekdays${row}`]}
            options={weekdays}
            inline
          />
          <div className="cluster">
            <TextField
              {...text(`from${row}`)}
              label={`From${which(row)}`}
              type="time"
              width="short"
            />
            <TextField {...text(`to${row}`)} label={`To${which(row)}`} type="time" width="short" />
          </div>
        </>
      )}
    </MoreRows>
  );
}

/** Said once above the rows. */
export const hoursHint =
  "An end at or before its beginning runs through midnight, into the next day. A row left empty is none.";

/** Names of the rows' fields for a summary of errors, and which of them are lists. */
export function hoursLabels(errors: Errors) {
  const found = Object.keys(errors).flatMap((field) => {
    const [, name, row] = /^(weekdays|from|to)(\d+)$/.exec(field) ?? [];
    return name && row ? [{ field, name, row }] : [];
  });
  const words = { weekdays: "days", from: "beginning", to: "end" } as Record<string, string>;
  return {
    labels: Object.fromEntries(
      found.map(({ field, name, row }) => [field, `Hours ${row}, ${words[name]}`]),
    ),
    lists: found.flatMap(({ field, name }) => (name === "weekdays" ? [field] : [])),
  };
}
