import { CheckboxGroup, RadioGroup, Select, TextField } from "#app/components/field.tsx";
import { More, type RuleFieldProps as Props, readers } from "./rule-field-parts.tsx";
import { Privileges } from "./rule-privilege-fields.tsx";
import { Condition, Hours } from "./rule-time-fields.tsx";

/** Of the fields, as the form says them. */
export const ruleLabels = {
  title: "In a few words",
  min: "How many",
  per: "How many",
  anyOf: "Any one of these",
  allOf: "And all of these",
  roles: "Only these roles",
  presence: "Where",
  responseMinutes: "Within",
  post: "Post",
  window: "When",
  when: "Only when",
  whenCount: "Count",
  above: "Above",
  whenService: "Service",
  privileges: "Local privilege",
  source: "Source",
  note: "Note",
  effectiveAt: "From when",
} as const;

export const ruleLists = ["anyOf", "allOf", "roles"];

/** The fields of one rule, in the order in which its sentence says them. */
export function RuleFields(props: Props) {
  const { choices } = props;
  const { text } = readers(props);
  return (
    <>
      <TextField
        {...text("title")}
        label="What it asks for, in a few words"
        hint="Such as: A heart surgeon within 30 minutes."
        maxLength={120}
        required
      />
      <RadioGroup
        {...text("severity")}
        label="It is"
        options={choices.severities}
        inline
        required
      />
      <People {...props} />
      <Held {...props} />
      <Place {...props} />
      <Hours {...props} />
      <Condition {...props} />
      <RadioGroup {...text("basis")} label="What it rests on" options={choices.bases} required />
      <TextField
        {...text("source")}
        label="Source"
        hint="Who decided it, or where it is published."
        maxLength={200}
        required
      />
      <TextField {...text("note")} label="Note" maxLength={300} required={false} />
    </>
  );
}

function People(props: Props) {
  const { choices, errors } = props;
  const { one, all, text, list } = readers(props);
  const isCounted = one("people") === "count" || Boolean(errors.per);
  return (
    <>
      <RadioGroup
        {...text("people")}
        label="At least"
        options={[
          { value: "number", label: "So many people" },
          { value: "count", label: "One for every so many that the unit reports" },
        ]}
        required
      />
      <TextField
        {...text("min")}
        label="Number of people"
        hint={choices.rests.min}
        type="number"
        inputMode="numeric"
        step="any"
        width="short"
      />
      <More title="One for every so many" open={isCounted}>
        <TextField
          {...text("per")}
          label="One for every"
          hint={choices.rests.per}
          type="number"
          inputMode="decimal"
          step="any"
          width="short"
        />
        <Select {...text("perCount")} label="Of what" options={choices.counts} />
      </More>
      <More
        title="Only people in some roles"
        open={all("roles").length > 0 || Boolean(errors.roles)}
      >
        <CheckboxGroup
          {...list("roles")}
          label="Only these roles"
          hint="None chosen: every doctor on duty who is not in training."
          options={choices.roles}
          inline
        />
      </More>
    </>
  );
}

function Held(props: Props) {
  const { choices, errors } = props;
  const { all, list } = readers(props);
  const hasMore = all("allOf").length > 0 || Boolean(errors.allOf);
  return (
    <>
      <CheckboxGroup
        {...list("anyOf")}
        label="With any one of these"
        options={choices.codes}
        inline
      />
      <More title="And all of these as well" open={hasMore}>
        <CheckboxGroup {...list("allOf")} label="And all of these" options={choices.codes} inline />
      </More>
      <Privileges {...props} />
    </>
  );
}

function Place(props: Props) {
  const { choices, errors } = props;
  const { one, text } = readers(props);
  return (
    <>
      <RadioGroup {...text("presence")} label="Where" options={choices.presences} required />
      <TextField
        {...text("responseMinutes")}
        label="Within"
        hint={`For people on call or at the hub. Empty: in any time. ${choices.rests.responseMinutes ?? ""}`}
        type="number"
        inputMode="numeric"
        step="any"
        unit="min"
        width="short"
        required={false}
      />
      <More
        title="The post, where somebody is appointed"
        open={Boolean(one("post") || errors.post)}
      >
        <Select
          {...text("post")}
          label="Post"
          options={choices.posts}
          empty="Choose a post"
          required={false}
        />
      </More>
    </>
  );
}
