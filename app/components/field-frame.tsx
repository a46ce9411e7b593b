import type { ReactNode } from "react";
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

/** Label, hint and error round one control. */
export function FieldFrame({
  name,
  label,
  hint,
  error,
  required,
  children,
}: FieldProps & { children: ReactNode }) {
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

/** The same round several controls under one name. */
export function GroupFrame({
  name,
  label,
  hint,
  error,
  required,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <fieldset
      className="field"
      data-error={error ? true : undefined}
      {...describedBy(name, hint, error)}
    >
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

export function FieldHint({ name, hint }: Pick<FieldProps, "name" | "hint">) {
  return hint ? (
    <p id={`${name}-hint`} className="field-hint">
      {hint}
    </p>
  ) : null;
}

export function FieldError({ name, error }: Pick<FieldProps, "name" | "error">) {
  if (!error) return null;
  return (
    <p id={`${name}-error`} className="field-error">
      <Icon name="stop" />
      <span>
        <span className="visually-hidden">Error: </span>
        {error}
      </span>
    </p>
  );
}

export function describedBy(name: string, hint: ReactNode, error: string | undefined) {
  const ids = [hint ? `${name}-hint` : null, error ? `${name}-error` : null].filter(Boolean);
  return { "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined };
}

export function described(name: string, hint: ReactNode, error: string | undefined) {
  return { id: name, ...describedBy(name, hint, error), "aria-invalid": error ? true : undefined };
}
