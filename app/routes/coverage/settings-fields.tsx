import { RadioGroup, TextArea, TextField } from "#app/components/field.tsx";
import type { Reply } from "#app/components/form-errors.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { SettingsPage } from "./settings.tsx";

/** Of each kind of data, how its age is asked for. */
export const ageNames = {
  pulled: "A feed that is fetched",
  pushed: "A roster that another system sends",
  uploaded: "A roster that somebody uploads",
  state: "Counts that the unit reports",
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
const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The hours that "service hours" means. */
export function Service(props: Props) {
  return (
    <Panel
      title="Service hours"
      lead="Rules that are asked in service hours mean these. While none are set, nobody can say whether such a rule applies, and the answer is unknown."
    >
      <div className="stack">
        <RadioGroup
          {...field(props, "service")}
          label="Service hours"
          options={[
            { value: "unset", label: "Not set" },
            { value: "hours", label: "These hours; a day left empty has none" },
          ]}
          required
        />
        {days.map((name, i) => (
          <div key={name} className="stack" data-gap="small">
            <Span {...{ props, name, span: "", day: i + 1 }} />
            <details open={hasAgain(props, i + 1)}>
              <summary>{name}, after a break</summary>
              <Span {...{ props, name: `${name} again`, span: "Again", day: i + 1 }} />
            </details>
          </div>
        ))}
      </div>
    </Panel>
  );
}

/** What was typed there, or is wrong there, is not hidden. */
function hasAgain(props: Props, day: number): boolean {
  const both = [field(props, `opensAgain${day}`), field(props, `closesAgain${day}`)];
  return both.some(({ value, error }) => Boolean(value || error));
}

function Span({
  props,
  name,
  span,
  day,
}: {
  props: Props;
  name: string;
  span: "" | "Again";
  day: number;
}) {
  const clock = { type: "time", width: "short" } as const;
  return (
    <div className="cluster">
      <TextField {...field(props, `opens${span}${day}`)} {...clock} label={`${name} from`} />
      <TextField {...field(props, `closes${span}${day}`)} {...clock} label={`${name} to`} />
    </div>
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
            hint={`Empty: ${standard} min, as the standards say.`}
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
        {Array.from({ length: props.rows }, (_, i) => i + 1).map((row) => (
          <div key={row} className="cluster">
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
        ))}
      </div>
    </Panel>
  );
}
