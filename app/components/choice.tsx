import type { describedBy } from "./field-frame.tsx";

export type Option = {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly group?: string;
  readonly disabled?: boolean;
};

/** One radio button or checkbox with its label. */
export function Choice({
  type,
  id,
  name,
  option,
  checked,
  required,
  described,
}: {
  type: "radio" | "checkbox";
  id: string;
  name: string;
  option: Option;
  checked: boolean;
  required?: boolean;
  described?: ReturnType<typeof describedBy>;
}) {
  const hintId = option.hint ? `${id}-of-hint` : undefined;
  return (
    <div className="choice">
      <input
        aria-describedby={hintId}
        {...described}
        id={id}
        type={type}
        name={name}
        value={option.value}
        defaultChecked={checked}
        disabled={option.disabled}
        required={required}
      />
      <label htmlFor={id}>{option.label}</label>
      {option.hint && (
        <p id={hintId} className="choice-hint">
          {option.hint}
        </p>
      )}
    </div>
  );
}
