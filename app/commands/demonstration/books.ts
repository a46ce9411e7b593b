import type { Run } from "./logbook.ts";

/** What earns Advanced Haemodynamics, in the shape in which most fellows come by it. */
export function haemodynamics(from: number, to: number): Run[] {
  return [
    { activity: "right-heart-catheterisation", count: 12, from, to, setting: "cath_lab" },
    { activity: "pa-catheter-insertion", count: 9, from: from - 20, to },
    { activity: "haemodynamic-profile", count: 24, from, to },
    { activity: "haemodynamic-review", count: 15, from, to },
    { activity: "vasoactive-plan", count: 20, from, to },
    { activity: "vasoactive-weaning", count: 11, from: from - 40, to },
  ];
}

/** The same in two halves, before and after so many days away. */
export function interrupted(runs: readonly Run[], [from, to]: readonly [number, number]): Run[] {
  return runs.flatMap((each) => {
    const before = Math.ceil(each.count / 2);
    return [
      { ...each, count: before, to: from },
      { ...each, count: each.count - before, from: to },
    ];
  });
}

/** So much of it: a log on its way. */
export function part(runs: readonly Run[], share: number): Run[] {
  return runs.map((each) => ({ ...each, count: Math.ceil(each.count * share) }));
}

/** Judged by all four, twice each at most, in the last year of the training. */
export function judged(by: readonly string[], last: number) {
  const every = (subject: string, count: number, apart: number) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ subject, by: by[at % by.length] ?? "", level: 4, days: last + at * apart },
      tool: "MINI_CEX" as const,
    }));
  return [
    ...every("CIC-HEM-01", 3, 17),
    ...every("CIC-HEM-02", 6, 13),
    ...every("CIC-HEM-03", 4, 19),
    ...every("EPA-02", 4, 23),
  ];
}
