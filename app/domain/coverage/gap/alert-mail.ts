import type { Interval } from "../../time/interval.ts";
import { type AlertStage, alertStages } from "./alert.ts";
import { spanText } from "./span-text.ts";

/** One gap as a mail tells it: what is missing, why in a few words, and where to decide. */
export type AlertLine = Interval & {
  readonly stage: AlertStage;
  readonly rule: string;
  readonly title: string;
  readonly why: string;
  readonly link: string;
};

type About = {
  readonly unit: { readonly name: string; readonly zone: string };
  /** The coverage page. */
  readonly page: string;
};

const near: Record<AlertStage, string> = {
  "2h": "Begun, or within 2 hours",
  "24h": "Within 24 hours",
  "72h": "Within 72 hours",
  "30d": "Within 30 days",
};

/** Of one stage this many gaps are written out; further ones are counted. */
const linesMax = 12;

/** One mail about a unit, the nearest gaps first. */
export function alertMail(lines: readonly AlertLine[], { unit, page }: About) {
  const parts = [...alertStages].reverse().flatMap((stage) => {
    const own = lines.filter((each) => each.stage === stage);
    return own.length > 0 ? [{ stage, own }] : [];
  });
  const [first] = parts;
  const count = lines.length === 1 ? "1 gap" : `${lines.length} gaps`;
  const subject = `${unit.name}: ${count}, ${near[first?.stage ?? "30d"].toLowerCase()}`;
  const body = [
    `${unit.name} has ${count} that no decision covers. Times are those of ${unit.zone}.`,
    ...parts.flatMap(({ stage, own }) => ["", near[stage], ...partLines(own, unit.zone, page)]),
    "",
    "A gap is told of again as it comes nearer, until it is filled or a decision covers it.",
  ].join("\n");
  return { subject, body };
}

function partLines(lines: readonly AlertLine[], zone: string, page: string): string[] {
  const written = [...lines]
    .sort((a, b) => a.start - b.start)
    .slice(0, linesMax)
    .flatMap((each) => [
      `- ${each.rule}, ${each.title}: ${each.why}`,
      `  ${spanText(each, zone)}`,
      `  ${each.link}`,
    ]);
  const left = lines.length - linesMax;
  return left > 0 ? [...written, `- and ${left} more`, `  ${page}`] : written;
}
