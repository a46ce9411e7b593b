import { describedBy, FieldError } from "./field-frame.tsx";
import "./entrustment-scale.css";

export type Anchor = { readonly level: number; readonly label: string; readonly sentence: string };

/** Rates entrustment: every anchor's sentence is read before one is chosen. */
export function EntrustmentScale({
  name,
  legend,
  hint,
  anchors,
  value,
  target,
  error,
  required = true,
}: {
  name: string;
  legend: string;
  hint?: string;
  anchors: readonly Anchor[];
  value?: number | string;
  /** The level aimed at; marked, never chosen for the assessor. */
  target?: number;
  error?: string;
  required?: boolean;
}) {
  return (
    <fieldset
      className="field scale"
      data-error={error ? true : undefined}
      {...describedBy(name, hint, error)}
    >
      <legend className="field-label">{legend}</legend>
      {hint && (
        <p id={`${name}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <FieldError name={name} error={error} />
      <div className="scale-anchors">
        {anchors.map((anchor, i) => {
          const id = i === 0 ? name : `${name}-${anchor.level}`;
          return (
            <label key={anchor.level} className="scale-anchor" htmlFor={id}>
              <input
                id={id}
                type="radio"
                name={name}
                value={anchor.level}
                defaultChecked={String(value ?? "") === String(anchor.level)}
                required={required}
              />
              <span className="scale-level" aria-hidden="true">
                {anchor.level}
              </span>
              <span className="scale-words">
                <b>
                  <span className="visually-hidden">Level {anchor.level}: </span>
                  {anchor.label}
                  {anchor.level === target && <span className="scale-target">Target</span>}
                </b>
                <span>{anchor.sentence}</span>
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
