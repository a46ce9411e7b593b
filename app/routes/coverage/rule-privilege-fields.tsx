import { RadioGroup, Select } from "#app/components/field.tsx";
import { MoreRows } from "#app/components/more-rows.tsx";
import { rowsIn } from "#app/domain/typed-rows.ts";
import { More, type RuleFieldProps as Props, readers } from "./rule-field-parts.tsx";

/** What the unit itself must let a person do, besides the credential. */
export function Privileges(props: Props) {
  const { choices, errors, typed } = props;
  const { one, text } = readers(props);
  const isSet = (one("privilege") ?? "none") !== "none";
  const isWrong = Object.keys(errors).some((name) => name.startsWith("privilege"));
  const count = rowsIn(typed, "privilegeOf");
  return (
    <More title="A local privilege" open={isSet || isWrong}>
      <RadioGroup
        {...text("privilege")}
        error={errors.privileges}
        label="With a local privilege"
        options={choices.privileges}
      />
      <More title="Credential by credential" open={one("privilege") === "rows" || isWrong}>
        <MoreRows name="privileges" count={count} add="Add a credential">
          {(row) => (
            <div className="columns">
              <Select
                {...text(`privilegeOf${row}`)}
                label={`With credential ${row}`}
                options={choices.codes}
                empty="Choose a credential"
              />
              <Select
                {...text(`privilegeIs${row}`)}
                label={`Privilege ${row}`}
                options={choices.privilegeCodes}
                empty="Choose a privilege"
              />
            </div>
          )}
        </MoreRows>
      </More>
    </More>
  );
}
