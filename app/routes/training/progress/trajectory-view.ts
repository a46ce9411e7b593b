import type { TrajectoryPoint } from "#app/components/trajectory-chart.tsx";
import type { TrajectoryView } from "#app/operations/training/progress/show-trajectory.server.ts";

/** One month in both figures, as the table, the pictures and the CSV show it. */
export type TrajectoryRow = {
  readonly month: number;
  readonly cases: Omit<TrajectoryPoint, "month">;
  readonly epas: Omit<TrajectoryPoint, "month">;
  /** How many fellows of the cohort have come so far; null where they are too few to say. */
  readonly fellows: number | null;
};

/** Month by month of training, as far as there is anything to show. */
export function trajectoryRows(view: TrajectoryView): TrajectoryRow[] {
  const { points, cohort, epas, least } = view;
  const compared = cohort.findLastIndex((each) => each.cases !== null) + 1;
  const months = Math.max(points.length, compared);
  return Array.from({ length: months }, (_, i) => {
    const [own, all] = [points[i], cohort[i]];
    const share = (value: number) => tenth(value * epas);
    return {
      month: i + 1,
      cases: { own: own ? tenth(own.cases) : null, band: bandOf(all?.cases ?? null, tenth) },
      epas: { own: own ? share(own.epas) : null, band: bandOf(all?.epas ?? null, share) },
      fellows: all && all.fellows >= least ? all.fellows : null,
    };
  });
}

/** The points of one picture: everybody begins at nothing. */
export function pointsOf(rows: readonly TrajectoryRow[], of: "cases" | "epas"): TrajectoryPoint[] {
  const start = { month: 0, own: 0, band: rows[0]?.[of].band ? zero : null };
  return [start, ...rows.map((row) => ({ month: row.month, ...row[of] }))];
}

const zero = { low: 0, median: 0, high: 0 };

type Quartiles = NonNullable<TrajectoryPoint["band"]>;

function bandOf(band: Quartiles | null, of: (value: number) => number): Quartiles | null {
  return band && { low: of(band.low), median: of(band.median), high: of(band.high) };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
