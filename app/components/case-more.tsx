import type { ReactNode } from "react";
import type { CaseFormProps, GivenCase } from "./case-book.ts";
import { CheckboxGroup, type Option, RadioGroup, Select, TextField } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";

type Props = {
  readonly form: CaseFormProps;
  readonly given: GivenCase;
  readonly reply?: Reply;
};

/** What most cases can leave as it is: folded, with what is chosen said on the fold. */
export function CaseMore(props: Props) {
  return (
    <div className="case-more">
      <Means {...props} />
      <Patient {...props} />
      {!props.form.simulated && <Complication {...props} />}
    </div>
  );
}

/** Devices and sites of access. */
function Means({ form, given, reply }: Props) {
  const { all } = typedIn(reply);
  const errors = reply?.fields ?? {};
  const devices = all("devices", given.devices);
  const access = all("access", given.access);
  if (form.devices.length + form.access.length === 0) return null;
  const chosen = [...labelsOf(form.devices, devices), ...labelsOf(form.access, access)];
  return (
    <Fold
      title={titleOf([form.devices.length > 0 && "Devices", form.access.length > 0 && "Access"])}
      chosen={chosen}
      open={form.asksDevices || Boolean(errors.devices ?? errors.access)}
    >
      <Several
        name="devices"
        label="Devices"
        options={form.devices}
        values={devices}
        reply={reply}
      />
      <Several name="access" label="Access" options={form.access} values={access} reply={reply} />
    </Fold>
  );
}

/** The circumstances, the stage of shock, and how long care took. */
function Patient({ form, given, reply }: Props) {
  const { of, all } = typedIn(reply);
  const errors = reply?.fields ?? {};
  const contexts = all("contexts", given.contexts);
  const stage = of("scaiStage", given.scaiStage);
  const hours = of("hours", given.hours);
  const asksHours = form.asksHours && !form.simulated;
  const parts = [
    form.contexts.length > 0 && "Circumstances",
    !form.simulated && "SCAI stage",
    asksHours && "Hours",
  ];
  if (!parts.some(Boolean)) return null;
  const chosen = [
    ...labelsOf(form.contexts, contexts),
    ...(stage ? [`SCAI ${stage}`] : []),
    ...(hours ? [`${hours} h`] : []),
  ];
  const wrong = Boolean(errors.contexts ?? errors.scaiStage ?? errors.hours);
  const open = form.asksContexts || asksHours || wrong;
  return (
    <Fold title={titleOf(parts)} chosen={chosen} open={open}>
      <Several
        name="contexts"
        label="Circumstances"
        hint="Night and weekend follow from the time."
        options={form.contexts}
        values={contexts}
        reply={reply}
      />
      {!form.simulated && (
        <Select
          name="scaiStage"
          label="SCAI stage"
          options={form.stages}
          empty="Not in shock, or not staged"
          value={stage}
          error={errors.scaiStage}
          required={false}
        />
      )}
      {asksHours && (
        <TextField
          name="hours"
          label="Hours of care"
          inputMode="decimal"
          width="short"
          unit="h"
          value={hours}
          error={errors.hours}
          required={false}
        />
      )}
    </Fold>
  );
}

function Complication({ form, given, reply }: Props) {
  const { of, all } = typedIn(reply);
  const errors = reply?.fields ?? {};
  const grade = of("complicationGrade", given.complicationGrade ?? "none");
  const complications = all("complications", given.complications);
  const named = labelsOf(form.complications, complications);
  return (
    <Fold
      title="Complication"
      chosen={[...labelsOf(form.grades, grade ? [grade] : []), ...named]}
      open={Boolean(errors.complicationGrade ?? errors.complications)}
    >
      <RadioGroup
        name="complicationGrade"
        label="How much it mattered"
        options={form.grades}
        value={grade}
        error={errors.complicationGrade}
      />
      <Several
        name="complications"
        label="What it was"
        hint="Only if there was one."
        options={form.complications}
        values={complications}
        reply={reply}
      />
    </Fold>
  );
}

function Fold({
  title,
  chosen,
  open,
  children,
}: {
  title: string;
  chosen: readonly string[];
  open: boolean;
  children: ReactNode;
}) {
  return (
    <details className="fold" open={open}>
      <summary>
        <span className="fold-title">{title}</span>{" "}
        {chosen.length > 0 && <span className="fold-chosen">{chosen.join(", ")}</span>}
      </summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}

function Several({
  name,
  reply,
  ...rest
}: {
  name: string;
  label: string;
  hint?: string;
  options: readonly Option[];
  values: readonly string[];
  reply?: Reply;
}) {
  if (rest.options.length === 0) return null;
  return <CheckboxGroup name={`${name}[]`} inline {...rest} error={reply?.fields[name]} />;
}

function labelsOf(options: readonly Option[], values: readonly string[]): string[] {
  return options.filter((each) => values.includes(each.value)).map((each) => each.label);
}

/** "Devices, access" */
function titleOf(parts: readonly (string | false)[]): string {
  const said = parts.filter((each): each is string => each !== false);
  return said
    .map((each, i) => (i === 0 || each.startsWith("SCAI") ? each : each.toLowerCase()))
    .join(", ");
}
