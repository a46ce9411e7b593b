import type { HTMLInputTypeAttribute, InputHTMLAttributes } from "react";
import { Choice, type Option } from "./choice.tsx";
import {
  described,
  FieldError,
  FieldFrame,
  FieldHint,
  type FieldProps,
  GroupFrame,
} from "./field-frame.tsx";

export type { Option } from "./choice.tsx";
export type { FieldProps } from "./field-frame.tsx";

type Width = "short" | "medium" | "full";
type Native =
  | "autoComplete"
  | "inputMode"
  | "min"
  | "max"
  | "step"
  | "pattern"
  | "maxLength"
  | "accept"
  | "list"
  | "spellCheck"
  | "readOnly";

/** One line of text, or any input that looks like one (number, e-mail, date, file …). */
export function TextField({
  name,
  id = name,
  label,
  hint,
  error,
  value,
  required,
  type = "text",
  width = "full",
  unit,
  code,
  ...native
}: FieldProps &
  Pick<InputHTMLAttributes<HTMLInputElement>, Native> & {
    type?: Exclude<HTMLInputTypeAttribute, "radio" | "checkbox">;
    /** Where two forms of one page ask for the same. */
    id?: string;
    width?: Width;
    unit?: string;
    /** Set in the mono face: codes, numbers of registration, digests. */
    code?: boolean;
  }) {
  return (
    <FieldFrame {...{ name: id, label, hint, error, required }}>
      <span className="field-line">
        <input
          {...native}
          {...described(id, hint, error)}
          className="field-input"
          data-width={width}
          data-code={code || undefined}
          type={type}
          name={name}
          defaultValue={type === "file" ? undefined : value}
          required={required}
        />
        {unit && <span className="field-unit">{unit}</span>}
      </span>
    </FieldFrame>
  );
}

/** Local wall-clock time; `zone` is said beside it, since the value carries none. */
export function DateTimeField({
  zone,
  ...props
}: FieldProps & { zone: string; min?: string; max?: string }) {
  return <TextField {...props} type="datetime-local" width="medium" unit={zone} />;
}

export function TextArea({
  name,
  id = name,
  label,
  hint,
  error,
  value,
  required,
  rows = 4,
  maxLength,
  charactersMax,
  code,
}: FieldProps & {
  id?: string;
  rows?: number;
  maxLength?: number;
  /** Said beside the field before it is sent, while `maxLength` cuts off what is pasted beyond it. */
  charactersMax?: number;
  code?: boolean;
}) {
  return (
    <FieldFrame {...{ name: id, label, hint, error, required }}>
      <textarea
        {...described(id, hint, error)}
        className="field-input"
        data-code={code || undefined}
        name={name}
        rows={rows}
        maxLength={maxLength}
        onInput={charactersMax ? (event) => limit(event.currentTarget, charactersMax) : undefined}
        defaultValue={value}
        required={required}
      />
    </FieldFrame>
  );
}

function limit(area: HTMLTextAreaElement, most: number) {
  const { length } = area.value;
  const words = `Use at most ${most} characters. These are ${length}.`;
  area.setCustomValidity(length > most ? words : "");
}

/** Options with the same `group`, where given, stand together under its name. */
export function Select({
  name,
  id = name,
  label,
  hint,
  error,
  value,
  required,
  options,
  empty,
  width = "full",
}: FieldProps & {
  id?: string;
  options: readonly Option[];
  /** The first, empty choice, such as "Choose a procedure". */
  empty?: string;
  width?: Width;
}) {
  const groups = [...new Set(options.map((option) => option.group))];
  const within = (group: string | undefined) =>
    options
      .filter((option) => option.group === group)
      .map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ));
  return (
    <FieldFrame {...{ name: id, label, hint, error, required }}>
      <select
        {...described(id, hint, error)}
        className="field-input"
        data-width={width}
        name={name}
        defaultValue={value ?? ""}
        required={required}
      >
        {empty !== undefined && <option value="">{empty}</option>}
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
    </FieldFrame>
  );
}

export function RadioGroup({
  name,
  label,
  hint,
  error,
  value,
  required,
  options,
  inline,
}: FieldProps & {
  options: readonly Option[];
  inline?: boolean;
}) {
  return (
    <GroupFrame {...{ name, label, hint, error, required }}>
      <div className="choices" data-inline={inline || undefined}>
        {options.map((option, i) => (
          <Choice
            key={option.value}
            type="radio"
            id={i === 0 ? name : `${name}-${option.value}`}
            checked={value === option.value}
            {...{ name, option, required }}
          />
        ))}
      </div>
    </GroupFrame>
  );
}

/** Several answers under one name; `values` are those chosen. */
export function CheckboxGroup({
  name,
  label,
  hint,
  error,
  values = [],
  options,
  inline,
}: Omit<FieldProps, "value"> & {
  values?: readonly string[];
  options: readonly Option[];
  inline?: boolean;
}) {
  return (
    <GroupFrame {...{ name, label, hint, error }}>
      <div className="choices" data-inline={inline || undefined}>
        {options.map((option, i) => (
          <Choice
            key={option.value}
            type="checkbox"
            id={i === 0 ? name : `${name}-${option.value}`}
            checked={values.includes(option.value)}
            {...{ name, option }}
          />
        ))}
      </div>
    </GroupFrame>
  );
}

/** One yes-or-no statement. */
export function Checkbox({
  name,
  label,
  hint,
  error,
  checked = false,
  value = "yes",
  required,
}: FieldProps & {
  checked?: boolean;
}) {
  return (
    <div className="field" data-error={error ? true : undefined}>
      <FieldError name={name} error={error} />
      <Choice
        type="checkbox"
        id={name}
        name={name}
        option={{ value, label }}
        checked={checked}
        required={required}
        described={described(name, hint, error)}
      />
      <FieldHint name={name} hint={hint} />
    </div>
  );
}
