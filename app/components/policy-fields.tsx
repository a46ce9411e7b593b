import { Form } from "@remix-run/react";
import type { PortfolioPolicy } from "#app/domain/training/portfolio-policy.ts";
import { Button } from "./button.tsx";
import { CheckboxGroup, type Option, RadioGroup, TextField } from "./field.tsx";
import { FieldError, FieldHint, GroupFrame } from "./field-frame.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";
import "./policy-fields.css";

export type PolicyFormView = {
  readonly basedOn: string | null;
  readonly inForce: PortfolioPolicy;
  readonly precisions: readonly Option[];
  /** Beside an account, which always counts. */
  readonly assurances: readonly Option[];
  readonly subjects: readonly Option[];
  readonly contexts: readonly Option[];
};

type Props = {
  readonly form: PolicyFormView;
  readonly reply: Reply | undefined;
};

/** So many empty rows stand ready for further targets. */
const freeRows = 3;

/** How a programme runs its portfolio; whoever may not set it reads the same with the fields closed. */
export function PolicyFields({
  id,
  programmeId,
  form,
  reply,
  maySet,
}: Props & { id: string; programmeId: string; maySet: boolean }) {
  const { of, all } = typedIn(reply);
  const errors = reply?.fields ?? {};
  const { inForce } = form;
  return (
    <Form method="post" className="form">
      <input type="hidden" name="id" value={of("id", id)} />
      <input type="hidden" name="programmeId" value={programmeId} />
      <input type="hidden" name="basedOn" value={form.basedOn ?? ""} />
      <fieldset className="policy-set" disabled={!maySet}>
        <legend className="visually-hidden">What holds</legend>
        <RadioGroup
          name="datePrecision"
          label="What is kept of the date of a case"
          hint="Night and weekend are taken from the exact time before it is cut, and kept."
          options={form.precisions}
          value={of("datePrecision", inForce.datePrecision)}
          error={errors.datePrecision}
          required
        />
        <CheckboxGroup
          name="assurance[]"
          label="Which observations count"
          hint="Those given by somebody signed in always count. Others are kept and shown either way. The assessor must be entitled in any case. This holds for earlier observations, too."
          options={form.assurances}
          values={all("assurance", inForce.countedAssurance)}
          error={errors.assurance}
        />
        <Numbers form={form} reply={reply} />
        <Targets form={form} reply={reply} />
        {maySet && (
          <div>
            <Button icon="check">Set this from now on</Button>
          </div>
        )}
      </fieldset>
    </Form>
  );
}

function Numbers({ form: { inForce }, reply }: Props) {
  const { of } = typedIn(reply);
  const fields = [
    ["requestDays", "A request for an observation stays open for", "days, at most 90"],
    ["mailLinkHours", "A link sent by mail works for", "hours, at most 336"],
    ["qrMinutes", "A QR code works for", "minutes, at most 10"],
  ] as const;
  return fields.map(([name, label, unit]) => (
    <TextField
      key={name}
      name={name}
      label={label}
      unit={unit}
      width="short"
      inputMode="numeric"
      value={of(name, String(inForce[name]))}
      error={reply?.fields[name]}
      required
    />
  ));
}

/** Rows of three; a row whose number is emptied is left out when the form is sent. */
function Targets({ form, reply }: Props) {
  const { all } = typedIn(reply);
  const { contextTargets } = form.inForce;
  const subjects = all(
    "targetSubject",
    contextTargets.map((each) => each.subject),
  );
  const contexts = all(
    "targetContext",
    contextTargets.map((each) => each.context),
  );
  const mins = all(
    "targetMin",
    contextTargets.map((each) => String(each.min)),
  );
  const filled = subjects.filter((subject, i) => subject !== "" || mins[i]);
  const rows = Array.from({ length: filled.length + freeRows }, (_, i) => i);
  return (
    <GroupFrame name="contextTargets" label="Targets by circumstance">
      <FieldHint
        name="contextTargets"
        hint="They gate nothing: they show what a log is one-sided in. Empty a number to drop its target."
      />
      <FieldError name="contextTargets" error={reply?.fields.contextTargets} />
      <ol className="policy-targets" id="contextTargets">
        {rows.map((i) => (
          <li key={i}>
            <Pick
              name="targetSubject[]"
              label={`Target ${i + 1}: of what`}
              options={form.subjects}
              value={subjects[i]}
            />
            <Pick
              name="targetContext[]"
              label={`Target ${i + 1}: under which circumstance`}
              options={form.contexts}
              value={contexts[i]}
            />
            <input
              className="field-input"
              name="targetMin[]"
              inputMode="numeric"
              maxLength={4}
              aria-label={`Target ${i + 1}: how many`}
              defaultValue={mins[i] ?? ""}
            />
          </li>
        ))}
      </ol>
    </GroupFrame>
  );
}

function Pick({
  name,
  label,
  options,
  value,
}: {
  name: string;
  label: string;
  options: readonly Option[];
  value: string | undefined;
}) {
  const groups = [...new Set(options.map((each) => each.group))];
  const within = (group: string | undefined) =>
    options
      .filter((each) => each.group === group)
      .map((each) => (
        <option key={each.value} value={each.value}>
          {each.label}
        </option>
      ));
  return (
    <select className="field-input" name={name} aria-label={label} defaultValue={value ?? ""}>
      <option value="">None</option>
      {groups.map((group) =>
        group ? (
          <optgroup key={group} label={group}>
            {within(group)}
          </optgroup>
        ) : (
          within(group)
        ),
      )}
    </select>
  );
}
