import { useEffect, useRef } from "react";
import { Icon } from "./icon.tsx";
import "./error-summary.css";

/** `field` is the field's name; an error of the whole form has none. */
export type FormError = { readonly field?: string; readonly message: string };

/** Stands above a form that was refused, takes the focus and links to each field. */
export function ErrorSummary({
  errors,
  title = "This was not saved yet",
}: {
  errors: readonly FormError[];
  title?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  // The answer to a sent form must reach someone who cannot see the top of the page.
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>
        <Icon name="stop" size={24} /> {title}
      </h2>
      <ul className="plain-list">
        {errors.map((error, i) => (
          <li key={i}>
            {error.field ? (
              <FieldLink field={error.field}>{error.message}</FieldLink>
            ) : (
              error.message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Goes to the field without a navigation, which would take what the form was answered with it. */
function FieldLink({ field, children }: { field: string; children: string }) {
  return (
    <a
      href={`#${field}`}
      onClick={(event) => {
        const control = document.getElementById(field);
        if (!control) return;
        event.preventDefault();
        control.focus();
      }}
    >
      {children}
    </a>
  );
}
