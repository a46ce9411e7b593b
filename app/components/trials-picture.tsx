import { useId } from "react";
import { type Arm, effectWords, percentWords, type TrialView } from "./trial-figures.ts";
import { wrap } from "./wrap.ts";

export type TrialsProps = {
  readonly title: string;
  readonly trials: readonly TrialView[];
  /** Words at the two ends of the effect axis. */
  readonly favours: { readonly left: string; readonly right: string };
};

const layout = {
  width: 960,
  row: 86,
  head: 34,
  name: 0,
  bars: 250,
  barsWidth: 330,
  effect: 690,
  effectWidth: 250,
};
const axis = { low: 0.2, high: 5, ticks: [0.25, 0.5, 1, 2, 4] };

export function TrialsPicture({ title, trials, favours }: TrialsProps) {
  const id = `trials-${useId().replace(/[^\w-]/g, "")}`;
  const foot = layout.head + trials.length * layout.row;
  return (
    <svg
      className="trials-picture"
      viewBox={`0 0 ${layout.width} ${foot + 40}`}
      role="img"
      aria-labelledby={`${id}-t ${id}-d`}
    >
      <title id={`${id}-t`}>{title}</title>
      <desc
        id={`${id}-d`}
      >{`${trials.length} trials; the table below gives the same figures.`}</desc>
      <pattern
        id={`${id}-h`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="trials-hatch-ground" width="6" height="6" />
        <rect className="trials-hatch-stripe" width="2" height="6" />
      </pattern>
      <text className="trials-head" x={layout.bars} y={16}>
        People with the outcome, %
      </text>
      <text className="trials-head" x={layout.effect} y={16}>
        Effect with 95 % interval
      </text>
      <Grid foot={foot} favours={favours} />
      {trials.map((trial, i) => (
        <Trial
          key={trial.id}
          trial={trial}
          y={layout.head + i * layout.row}
          hatch={`url(#${id}-h)`}
        />
      ))}
    </svg>
  );
}

function Grid({ foot, favours }: { foot: number; favours: { left: string; right: string } }) {
  return (
    <g className="trials-grid">
      {[0, 25, 50, 75, 100].map((percent) => (
        <g key={percent}>
          <line x1={share(percent)} x2={share(percent)} y1={layout.head - 8} y2={foot} />
          <text x={share(percent)} y={foot + 15} textAnchor="middle">
            {percent}
          </text>
        </g>
      ))}
      {axis.ticks.map((ratio) => (
        <g key={ratio}>
          <line
            data-even={ratio === 1 || undefined}
            x1={ratioX(ratio)}
            x2={ratioX(ratio)}
            y1={layout.head - 8}
            y2={foot}
          />
          <text x={ratioX(ratio)} y={foot + 15} textAnchor="middle">
            {ratio}
          </text>
        </g>
      ))}
      <text x={layout.effect} y={foot + 33}>
        ← {favours.left}
      </text>
      <text x={layout.width} y={foot + 33} textAnchor="end">
        {favours.right} →
      </text>
    </g>
  );
}

function Trial({ trial, y, hatch }: { trial: TrialView; y: number; hatch: string }) {
  const { effect } = trial;
  return (
    <g className="trial">
      <line className="trial-rule" x1={0} x2={layout.width} y1={y} y2={y} />
      <text className="trial-name" x={0} y={y + 25}>
        {trial.name}
      </text>
      {wrap(trial.endpoint, 34, 2).map((line, i) => (
        <text key={i} x={0} y={y + 44 + i * 16}>
          {line}
        </text>
      ))}
      {trial.arms.map((arm, i) => (
        <ArmBar key={arm.label} arm={arm} first={i === 0} y={y + 10 + i * 36} hatch={hatch} />
      ))}
      {effect && (
        <g className="trial-effect" data-uncertain={effect.uncertain || undefined}>
          <line x1={ratioX(effect.low)} x2={ratioX(effect.high)} y1={y + 34} y2={y + 34} />
          <rect
            x={ratioX(effect.estimate) - 5}
            y={y + 29}
            width="10"
            height="10"
            fill={effect.uncertain ? hatch : undefined}
          />
          <text x={layout.effect + layout.effectWidth / 2} y={y + 62} textAnchor="middle">
            {effectWords(effect)}
          </text>
        </g>
      )}
      {!effect && (
        <text x={layout.effect + layout.effectWidth / 2} y={y + 40} textAnchor="middle">
          no effect measure given
        </text>
      )}
    </g>
  );
}

function ArmBar({ arm, first, y, hatch }: { arm: Arm; first: boolean; y: number; hatch: string }) {
  const known = arm.percent;
  return (
    <g className="trial-arm" data-first={first || undefined}>
      <text x={layout.bars} y={y + 10}>
        {arm.label}
      </text>
      {known && (
        <>
          <rect
            x={layout.bars}
            y={y + 14}
            width={share(known.value) - layout.bars}
            height="13"
            fill={known.uncertain ? hatch : undefined}
            data-uncertain={known.uncertain || undefined}
          />
          <text className="trial-value" x={share(known.value) + 6} y={y + 25}>
            {percentWords(known)}
          </text>
        </>
      )}
      {!known && (
        <text x={layout.bars} y={y + 25}>
          not given
        </text>
      )}
    </g>
  );
}

function share(percent: number): number {
  return layout.bars + (layout.barsWidth * Math.min(100, Math.max(0, percent))) / 100;
}

/** Log axis; what lies beyond its ends is drawn at the end, and its numbers are in words. */
export function ratioX(ratio: number): number {
  const within = Math.min(axis.high, Math.max(axis.low, ratio));
  const part = Math.log(within / axis.low) / Math.log(axis.high / axis.low);
  return Math.round((layout.effect + part * layout.effectWidth) * 100) / 100;
}
