import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import { Checkbox, Select, TextField } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";

type Option = { readonly value: string; readonly label: string };

/** A case that keeps a credential: what, when, in which part, who can say so. Most of it stands there. */
export function MaintenanceForm({
  id,
  activities,
  confirmers,
  roles,
  today,
  last,
  reply,
}: {
  id: string;
  activities: readonly Option[];
  confirmers: readonly Option[];
  roles: readonly Option[];
  today: string;
  last: {
    readonly activity?: string | undefined;
    readonly role: string;
    readonly confirmerId?: string | undefined;
  };
  reply: Reply | undefined;
}) {
  const typed = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <Form method="post" className="form">
      <input type="hidden" name="step" value="log" />
      <input type="hidden" name="id" value={typed.of("id", id)} />
      <Select
        name="activity"
        label="What"
        options={activities}
        empty="Choose what you did"
        value={typed.of("activity", last.activity)}
        error={errors.activity}
        required
      />
      <TextField
        name="day"
        label="Day"
        type="date"
        width="medium"
        max={today}
        value={typed.of("day", today)}
        error={errors.day}
        required
      />
      <Select
        name="role"
        label="Your part"
        options={roles}
        value={typed.of("role", last.role)}
        error={errors.role}
        required
      />
      <Select
        name="confirmerId"
        label="Who can confirm it"
        options={confirmers}
        empty="Choose a person"
        value={typed.of("confirmerId", last.confirmerId)}
        error={errors.confirmerId}
        required
      />
      <Checkbox
        name="simulated"
        label="It was simulated"
        checked={typed.of("simulated") === "yes"}
        required={false}
      />
      <Checkbox
        name="proctored"
        label="It was proctored, to restore what is short"
        hint="The person who confirms it watched, and is entitled to assess it."
        checked={typed.of("proctored") === "yes"}
        required={false}
      />
      <div>
        <Button wide icon="check">
          Log it
        </Button>
      </div>
    </Form>
  );
}
