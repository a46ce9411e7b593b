import { StateShape } from "./state-mark.tsx";
import "./meter.css";

export type MeterView = {
  readonly label: string;
  readonly value: number;
  readonly target: number;
  /** What is counted, in the plural: "cases", "observations". */
  readonly unit: string;
  /** What is missing in words: "3 more needed, 1 of them at night". Empty when met. */
  readonly missing?: string;
};

/** A figure against its target: the bar, the tick, the numbers and the words. */
export function Meter({
  label,
  value,
  target,
  unit,
  missing,
  hideLabel,
}: MeterView & { hideLabel?: boolean }) {
  const met = value >= target && !missing;
  const { filled, tick } = meterGeometry(value, target);
  return (
    <div className="meter" data-met={met || undefined}>
      <p className="meter-head">
        <span className={hideLabel ? "visually-hidden" : "meter-label"}>{label}</span>
        <span className="meter-figure">
          <b>{value}</b> of {target} <span className="soft">{unit}</span>
        </span>
      </p>
      <svg className="meter-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect className="meter-track" y="2" width="100" height="6" />
        <rect className="meter-fill" y="2" width={filled} height="6" />
        <line className="meter-tick" x1={tick} x2={tick} y1="0" y2="10" />
      </svg>
      <p className="meter-words" data-tone={met ? "yes" : "neutral"}>
        {met && <StateShape state="satisfied" />}
        {met ? "Met" : missing || `${target - value} more needed`}
      </p>
    </div>
  );
}

/** Per cent of the bar. The target stands inside it, so that what goes beyond can be seen. */
export function meterGeometry(value: number, target: number) {
  const full = Math.max(target * 1.12, value, 1);
  const percent = (part: number) => Math.round((Math.max(0, part) / full) * 1000) / 10;
  return { filled: percent(value), tick: percent(target) };
}
