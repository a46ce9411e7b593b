import type { HTMLInputTypeAttribute, InputHTMLAttributes, ReactNode } from "react";
import { Icon } from "./icon.tsx";
import "./field.css";

export type FieldProps = {
  /** Name in the form and id on the page, so that an error summary can point here. */
  name: string;
  label: string;
  hint?: ReactNode;
  error?: string;
  /** What was typed before; kept when the form comes back. */
  value?: string;
  required?: boolean;
};

type Width = "short" | "medium" | "full";
type Native = "autoComplete" | "inputMode" | "min" | "max" | "step" | "pattern" | "maxLength" | "accept" | "spellCheck" | "readOnly";

/** One line of text, or any input that looks like one (number, e-mail, date, file …). */
export function TextField({ name, label, hint, error, value, required, type = "text", width = "full", unit, code, ...native }: FieldProps &
  Pick<InputHTMLAttributes<HTMLInputElement>, Native> & {
    type?: Exclude<HTMLInputTypeAttribute, "radio" | "checkbox">;
    width?: Width;
    unit?: string;
    /** Set in the mono face: codes, numbers of registration, digests. */
    code?: boolean;
  }) {
  return (
    <FieldFrame {...{ name, label, hint, error, required }}>
      <span className="field-line">
        <input
          {...native}
          {...described(name, hint, error)}
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
export function DateTimeField({ zone, ...props }: FieldProps & { zone: string; min?: string; max?: string }) {
  return <TextField {...props} type="datetime-local" width="medium" unit={zone} />;
}

export function TextArea({ name, label, hint, error, value, required, rows = 4, maxLength, code }: FieldProps & {
  rows?: number;
  maxLength?: number;
  code?: boolean;
}) {
  return (
    <FieldFrame {...{ name, label, hint, error, required }}>
      <textarea
        {...described(name, hint, error)}
        className="field-input"
        data-code={code || undefined}
        name={name}
        rows={rows}
        maxLength={maxLength}
        defaultValue={value}
        required={required}
      />
    </FieldFrame>
  );
}

export type Option = {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly group?: string;
  readonly disabled?: boolean;
};

/** Options with the same `group`, where given, stand together under its name. */
export function Select({ name, label, hint, error, value, required, options, empty, width = "full" }: FieldProps & {
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
    <FieldFrame {...{ name, label, hint, error, required }}>
      <select
        {...described(name, hint, error)}
        className="field-input"
        data-width={width}
        name={name}
        defaultValue={value ?? ""}
        required={required}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {groups.map((group) =>
          group ? <optgroup key={group} label={group}>{within(group)}</optgroup> : within(group),
        )}
      </select>
    </FieldFrame>
  );
}

export function RadioGroup({ name, label, hint, error, value, required, options, inline }: FieldProps & {
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
export function CheckboxGroup({ name, label, hint, error, values = [], options, inline }: Omit<FieldProps, "value"> & {
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
export function Checkbox({ name, label, hint, error, checked = false, value = "yes", required }: FieldProps & {
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

function Choice({ type, id, name, option, checked, required, described }: {
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
      {option.hint && <p id={hintId} className="choice-hint">{option.hint}</p>}
    </div>
  );
}

function FieldFrame({ name, label, hint, error, required, children }: FieldProps & { children: ReactNode }) {
  return (
    <div className="field" data-error={error ? true : undefined}>
      <label className="field-label" htmlFor={name}>
        {label}
        {required === false && <span className="field-optional"> (optional)</span>}
      </label>
      <FieldHint name={name} hint={hint} />
      <FieldError name={name} error={error} />
      {children}
    </div>
  );
}

function GroupFrame({ name, label, hint, error, required, children }: FieldProps & { children: ReactNode }) {
  return (
    <fieldset className="field" data-error={error ? true : undefined} {...describedBy(name, hint, error)}>
      <legend className="field-label">
        {label}
        {required === false && <span className="field-optional"> (optional)</span>}
      </legend>
      <FieldHint name={name} hint={hint} />
      <FieldError name={name} error={error} />
      {children}
    </fieldset>
  );
}

function FieldHint({ name, hint }: Pick<FieldProps, "name" | "hint">) {
  return hint ? <p id={`${name}-hint`} className="field-hint">{hint}</p> : null;
}

export function FieldError({ name, error }: Pick<FieldProps, "name" | "error">) {
  if (!error) return null;
  return (
    <p id={`${name}-error`} className="field-error">
      <Icon name="stop" />
      <span><span className="visually-hidden">Error: </span>{error}</span>
    </p>
  );
}

export function describedBy(name: string, hint: ReactNode, error: string | undefined) {
  const ids = [hint ? `${name}-hint` : null, error ? `${name}-error` : null].filter(Boolean);
  return { "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined };
}

function described(name: string, hint: ReactNode, error: string | undefined) {
  return { id: name, ...describedBy(name, hint, error), "aria-invalid": error ? true : undefined };
}
