import { type Option, RadioGroup, Select } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";

/** A role and the place it is for. */
export function RoleFields({
  roles,
  places,
  reply,
}: {
  roles: readonly Option[];
  places: readonly Option[];
  reply: Reply | undefined;
}) {
  const typed = typedIn(reply);
  return (
    <>
      <RadioGroup
        name="role"
        label="Role"
        options={roles}
        value={typed.of("role")}
        error={reply?.fields.role}
        required
      />
      <Select
        name="place"
        label="Where"
        hint="A unit is led at a unit; fellows, assessors, committees and directors belong to a programme."
        options={places}
        empty="Choose a place"
        value={typed.of("place")}
        error={reply?.fields.place}
        required
      />
    </>
  );
}
