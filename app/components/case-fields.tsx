import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import {
  CheckboxGroup,
  DateTimeField,
  type Option,
  RadioGroup,
  Select,
  TextField,
} from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";
import { Notice } from "./notice.tsx";

/** What a form for a case offers; see routes/training/case-form-view. */
export type CaseFormProps = {
  readonly id: string;
  readonly activity: string;
  readonly fellowshipId: string;
  readonly zone: string;
  readonly now: string;
  readonly simulated: boolean;
  readonly roles: readonly Option[];
  readonly settings: readonly Option[];
  readonly supervisors: readonly Option[];
  readonly devices: readonly Option[];
  readonly access: readonly Option[];
  readonly contexts: readonly Option[];
  readonly scenarios: readonly Option[];
  readonly complications: readonly Option[];
  readonly grades: readonly Option[];
  readonly stages: readonly Option[];
  readonly asksHours: boolean;
  readonly fills: readonly {
    readonly name: string;
    readonly title: string;
    readonly missing: readonly string[];
  }[];
  readonly before: {
    readonly role?: string;
    readonly setting?: string;
    readonly supervisorId?: string;
    readonly devices: readonly string[];
  };
};

/** A case for one activity. Everything typed stays when it comes back. */
export function CaseFields({
  form,
  reply,
}: {
  form: CaseFormProps;
  reply?: Reply & { readonly code?: string };
}) {
  const { of, all } = typedIn(reply);
  const errors = reply?.fields ?? {};
  const { before } = form;
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={of("id", form.id)} />
      <input type="hidden" name="fellowshipId" value={form.fellowshipId} />
      <input type="hidden" name="activity" value={form.activity} />
      {form.fills.map((each) => (
        <Notice key={each.name} title={each.title}>
          {each.name}
          {each.missing.length > 0 && `: ${each.missing.join("; ")}`}.
        </Notice>
      ))}
      <RadioGroup
        name="role"
        label="Your part"
        options={form.roles}
        value={of("role", before.role)}
        error={errors.role}
        required
      />
      {form.scenarios.length > 0 && (
        <RadioGroup
          name="scenario"
          label="Scenario"
          options={form.scenarios}
          value={of("scenario")}
          error={errors.scenario}
          required
        />
      )}
      <WhenFields form={form} reply={reply} />
      <Select
        name="supervisorId"
        label="Supervisor"
        hint="Confirms the case. Only then it counts."
        options={form.supervisors}
        empty="Choose a supervisor"
        value={of("supervisorId", before.supervisorId)}
        error={errors.supervisorId}
        required
      />
      <Select
        name="setting"
        label="Where"
        options={form.settings}
        empty="Choose a place"
        value={of("setting", before.setting ?? (form.simulated ? "simulation_centre" : undefined))}
        error={errors.setting}
        required
      />
      <Several
        name="devices"
        label="Devices"
        options={form.devices}
        values={all("devices", before.devices)}
        error={errors.devices}
      />
      <Several
        name="access"
        label="Access"
        options={form.access}
        values={all("access")}
        error={errors.access}
      />
      <Several
        name="contexts"
        label="Circumstances"
        hint="Night and weekend follow from the time."
        options={form.contexts}
        values={all("contexts")}
        error={errors.contexts}
      />
      {form.asksHours && !form.simulated && (
        <TextField
          name="hours"
          label="Hours of care"
          inputMode="decimal"
          width="short"
          unit="h"
          value={of("hours")}
          error={errors.hours}
          required={false}
        />
      )}
      {!form.simulated && (
        <>
          <Select
            name="scaiStage"
            label="SCAI stage"
            options={form.stages}
            empty="Not in shock, or not staged"
            value={of("scaiStage")}
            error={errors.scaiStage}
            required={false}
          />
          <RadioGroup
            name="complicationGrade"
            label="Complication"
            options={form.grades}
            value={of("complicationGrade", "none")}
            error={errors.complicationGrade}
          />
          <Several
            name="complications"
            label="What it was"
            hint="Only if there was one."
            options={form.complications}
            values={all("complications")}
            error={errors.complications}
          />
        </>
      )}
      <div>
        <Button wide icon="check">
          Add to log
        </Button>
      </div>
    </Form>
  );
}

/** A time that the clock showed twice is asked about; only then. */
function WhenFields({
  form,
  reply,
}: {
  form: CaseFormProps;
  reply?: Reply & { readonly code?: string };
}) {
  const { of } = typedIn(reply);
  return (
    <>
      <DateTimeField
        name="when"
        label="When"
        zone={form.zone}
        value={of("when", form.now)}
        error={reply?.fields.when}
        required
      />
      {(reply?.code === "time_twice" || of("reading") !== undefined) && (
        <RadioGroup
          name="reading"
          label="The clock showed this time twice. Which one was it?"
          options={[
            { value: "earlier", label: "The first time, before the clock went back" },
            { value: "later", label: "The second time, after the clock went back" },
          ]}
          value={of("reading")}
          required
        />
      )}
    </>
  );
}

function Several({
  name,
  ...rest
}: {
  name: string;
  label: string;
  hint?: string;
  options: readonly Option[];
  values: readonly string[];
  error?: string;
}) {
  if (rest.options.length === 0) return null;
  return <CheckboxGroup name={`${name}[]`} inline {...rest} />;
}
