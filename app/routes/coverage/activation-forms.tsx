import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import {
  DateTimeField,
  type Option,
  RadioGroup,
  Select,
  TextArea,
} from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";

/** Who joined, in which seat, how and when. */
export function JoinForm({
  form,
  zone,
  reply,
}: {
  form: {
    readonly id: string;
    readonly joinedAt: string;
    readonly seats: readonly Option[];
    readonly people: readonly Option[];
    readonly modes: readonly Option[];
  };
  zone: string;
  reply: Reply | undefined;
}) {
  const typed = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <Form method="post" className="form">
      <input type="hidden" name="what" value="join" />
      <input type="hidden" name="id" value={typed.of("id", form.id)} />
      <Select
        name="seat"
        label="Seat"
        empty="Choose a seat"
        options={form.seats}
        value={typed.of("seat")}
        error={errors.seat}
        required
      />
      <Select
        name="personId"
        label="Who"
        hint="With the seats that each was entitled to at that time."
        empty="Choose a person"
        options={form.people}
        value={typed.of("personId")}
        error={errors.personId}
        required
      />
      <RadioGroup
        name="mode"
        label="How"
        options={form.modes}
        value={typed.of("mode", "call")}
        error={errors.mode}
        required
        inline
      />
      <DateTimeField
        name="joinedAt"
        label="When"
        zone={zone}
        value={typed.of("joinedAt", form.joinedAt)}
        error={errors.joinedAt}
        required
      />
      <div>
        <Button>Add</Button>
      </div>
    </Form>
  );
}

/** What somebody who took no part thinks of it, afterwards. */
export function ReviewForm({ id, reply }: { id: string; reply: Reply | undefined }) {
  const typed = typedIn(reply);
  const errors = reply?.fields ?? {};
  return (
    <Form method="post" className="form">
      <input type="hidden" name="what" value="review" />
      <input type="hidden" name="id" value={typed.of("id", id)} />
      <RadioGroup
        name="outcome"
        label="What you found"
        options={[
          { value: "agreed", label: "I agree with what was done" },
          { value: "learning_point", label: "There is something to learn from it" },
        ]}
        value={typed.of("outcome")}
        error={errors.outcome}
        required
      />
      <TextArea
        name="words"
        label="In a sentence or two"
        hint="About the team and the decision. Nothing by which the patient could be known."
        value={typed.of("words")}
        error={errors.words}
        maxLength={500}
        required
      />
      <div>
        <Button>Record the review</Button>
      </div>
    </Form>
  );
}
