import { Checkbox, CheckboxGroup, DateTimeField, RadioGroup } from "#app/components/field.tsx";
import type { Reply } from "#app/components/form-errors.tsx";
import { typedIn } from "#app/components/form-errors.tsx";
import type { ActivationChoices } from "#app/http/activation-form.server.ts";

export type FirstValues = {
  readonly id: string;
  readonly activatedAt: string;
  readonly scaiStage?: string;
  readonly mcs?: string;
  readonly devices?: readonly string[];
  readonly unloadingPlan?: boolean | null;
  readonly exitStrategy?: boolean | null;
  readonly emergency?: boolean;
};

const yesOrNo = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** What is recorded of a call. It asks nothing by which a patient could be known, and no outcome. */
export function ActivationFields({
  first,
  choices,
  zone,
  reply,
}: {
  first: FirstValues;
  choices: ActivationChoices;
  zone: string;
  reply: Reply | undefined;
}) {
  const typed = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <>
      <input type="hidden" name="id" value={typed.of("id", first.id)} />
      <DateTimeField
        name="activatedAt"
        label="When the team was called"
        zone={zone}
        value={typed.of("activatedAt", first.activatedAt)}
        error={errors.activatedAt}
        required
      />
      <RadioGroup
        name="scaiStage"
        label="SCAI stage at that time"
        options={choices.stages}
        value={typed.of("scaiStage", first.scaiStage)}
        error={errors.scaiStage}
        required
      />
      <RadioGroup
        name="mcs"
        label="Temporary mechanical support"
        options={choices.mcs}
        value={typed.of("mcs", first.mcs)}
        error={errors.mcs}
        required
        inline
      />
      <CheckboxGroup
        name="devices[]"
        label="Which"
        hint="All that were considered or started."
        options={choices.devices}
        values={typed.all("devices", first.devices)}
        error={errors.devices}
      />
      <Plans first={first} typed={typed} errors={errors} />
      <Checkbox
        name="emergency"
        label="A device was placed before the team was whole"
        hint={`For ${choices.emergency}, with at least ${choices.emergencyPeople} people. It is reviewed within ${choices.reviewHours} h.`}
        checked={reply ? typed.of("emergency") === "yes" : first.emergency}
        error={errors.emergency}
      />
    </>
  );
}

function Plans({
  first,
  typed,
  errors,
}: {
  first: FirstValues;
  typed: ReturnType<typeof typedIn>;
  errors: Readonly<Record<string, string>>;
}) {
  const said = (plan: boolean | null | undefined) =>
    plan === null || plan === undefined ? undefined : plan ? "yes" : "no";
  return (
    <>
      <RadioGroup
        name="unloadingPlan"
        label="VA-ECMO: was there a plan to unload the left ventricle?"
        options={yesOrNo}
        value={typed.of("unloadingPlan", said(first.unloadingPlan))}
        error={errors.unloadingPlan}
        inline
      />
      <RadioGroup
        name="exitStrategy"
        label="VA-ECMO: was there an exit strategy?"
        options={yesOrNo}
        value={typed.of("exitStrategy", said(first.exitStrategy))}
        error={errors.exitStrategy}
        inline
      />
    </>
  );
}
