import { Choice, type Option } from "./choice.tsx";
import { type FieldProps, GroupFrame } from "./field-frame.tsx";
import "./fold.css";

/** One of many: the first `quick` are one tap away, the rest stand folded under them. */
export function QuickChoice({
  name,
  label,
  hint,
  error,
  value,
  required,
  options,
  quick,
  more,
}: FieldProps & {
  options: readonly Option[];
  quick: number;
  /** What the fold is called: "Somebody else". */
  more: string;
}) {
  const rest = options.slice(quick);
  const choices = (some: readonly Option[], from: number) => (
    <div className="choices" data-inline>
      {some.map((option, i) => (
        <Choice
          key={option.value}
          type="radio"
          id={from + i === 0 ? name : `${name}-${option.value}`}
          checked={value === option.value}
          {...{ name, option, required }}
        />
      ))}
    </div>
  );
  return (
    <GroupFrame {...{ name, label, hint, error, required }}>
      {quick > 0 && choices(options.slice(0, quick), 0)}
      {quick === 0 && choices(rest, 0)}
      {quick > 0 && rest.length > 0 && (
        <details className="fold" open={rest.some((each) => each.value === value)}>
          <summary>{more}</summary>
          {choices(rest, quick)}
        </details>
      )}
    </GroupFrame>
  );
}
