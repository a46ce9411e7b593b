import { RadioGroup, TextArea, TextField } from "#app/components/field.tsx";
import type { Reply } from "#app/components/form-errors.tsx";
import { HoursRows, hoursHint } from "#app/components/hours-rows.tsx";
import { lengthWords } from "#app/components/moment.tsx";
import { MoreRows } from "#app/components/more-rows.tsx";
import { Panel } from "#app/components/panel.tsx";
import { minute } from "#app/domain/time/instant.ts";
import { rowsIn } from "#app/domain/typed-rows.ts";
import type { SettingsPage } from "./settings.tsx";

/** Of each kind of data, how its age is asked for. */
export const ageNames = {
  pulled: "A feed that is fetched",
  pushed: "A roster that another system sends",
  uploaded: "A roster that somebody uploads",
  state: "Counts that the unit reports",
} as const;

/** Of the fields, as the form says them. */
export const settingLabels = {
  ...ageNames,
  service: "Service hours",
  dayStartsAt: "Day begins",
  dayEndsAt: "Day ends",
  reason: "Reason",
} as const;

type Props = SettingsPage & { reply: Reply | undefined };

/** What was typed, else what is set. */
function field({ values, reply }: Props, name: string) {
  const value = (reply?.typed ?? values)[name];
  return {
    name,
    value: typeof value === "string" ? value : undefined,
    error: reply?.fields[name],
  };
}

/** The hours that "by day" means. */
export function Day(props: Props) {
  const { unit, day } = props;
  const from = `The standards say ${day.from} to ${day.to}.`;
  return (
    <Panel title="Day" lead={`Rules that are asked by day mean these hours, every day. ${from}`}>
      <div className="stack">
        <TextField
          {...field(props, "dayStartsAt")}
          label="Day begins"
          type="time"
          width="short"
          unit={unit.zone}
          required
        />
        <TextField
          {...field(props, "dayEndsAt")}
          label="Day ends"
          type="time"
          width="short"
          unit={unit.zone}
          required
        />
      </div>
    </Panel>
  );
}
/** The hours that "service hours" means. */
export function Service(props: Props) {
  const { values, reply } = props;
  return (
    <Panel
      title="Service hours"
      lead="Rules that are asked in service hours mean these. While nobody said which, nobody can say whether such a rule applies, and the answer is unknown."
    >
      <div className="stack">
        <RadioGroup
          {...field(props, "service")}
          label="Service hours"
          options={[
            { value: "unset", label: "Not said" },
            { value: "none", label: "None at any time" },
            { value: "hours", label: "These hours" },
          ]}
          required
        />
        <p className="field-hint">{hoursHint}</p>
        <HoursRows typed={reply?.typed ?? values} errors={reply?.fields ?? {}} />
      </div>
    </Panel>
  );
}

/** How old each kind of data may be. */
export function Ages(props: Props) {
  return (
    <Panel
      title="How old data may be"
      lead="Past this, the answer becomes unknown. You may ask for younger data freely; older data needs a reason, which stays on record."
    >
      <div className="stack">
        {props.ages.map(({ kind, standard }) => (
          <TextField
            key={kind}
            {...field(props, kind)}
            label={ageNames[kind]}
            hint={`Empty: ${standard} min (${lengthWords(standard * minute)}), as the standards say.`}
            type="number"
            inputMode="numeric"
            unit="min"
            width="short"
            required={false}
          />
        ))}
        <TextArea
          {...field(props, "reason")}
          label="Reason, where one is above the standards"
          rows={2}
          maxLength={500}
          required={false}
        />
      </div>
    </Panel>
  );
}

/** How soon people on call come, where a roster does not say. */
export function Responses(props: Props) {
  return (
    <Panel
      title="Response, where a roster gives none"
      lead="Of people on call, by the assignment as the roster names it. Where nothing is set, such rows are refused."
    >
      <div className="stack">
        <TextField
          {...field(props, "response")}
          label="Any other assignment"
          type="number"
          inputMode="numeric"
          unit="min"
          width="short"
          required={false}
        />
        <MoreRows
          name="assignments"
          count={rowsIn(props.reply?.typed ?? props.values, "assignment")}
          add="Add an assignment"
        >
          {(row) => (
            <div className="cluster">
              <TextField
                {...field(props, `assignment${row}`)}
                label={`Assignment ${row}`}
                width="medium"
                maxLength={120}
              />
              <TextField
                {...field(props, `minutes${row}`)}
                label={`Minutes ${row}`}
                type="number"
                inputMode="numeric"
                unit="min"
                width="short"
              />
            </div>
          )}
        </MoreRows>
      </div>
    </Panel>
  );
}
