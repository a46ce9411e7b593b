import { groupBy } from "../group-by.ts";
import { type AlertStage, alertStages } from "./alert.ts";
import { type OpenSpan, openSpanText } from "./span-text.ts";

/** One gap as a mail tells it: what is missing, why in a few words, and where to decide. */
export type AlertLine = OpenSpan & {
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
    `${unit.name} has ${count} that no decision covers. Times are on the unit's clock, ${unit.zone}.`,
    ...parts.flatMap(({ stage, own }) => ["", near[stage], ...partLines(own, unit.zone, page)]),
    "",
    "Open a link to see who could cover it, to fill the shift, or to record a decision. Until then a gap",
    "is told of again as it comes nearer.",
  ].join("\n");
  return { subject, body };
}

/** Gaps of the same hours stand together under them: mostly one absence that several rules notice. */
function partLines(lines: readonly AlertLine[], zone: string, page: string): string[] {
  const nearest = [...lines].sort((a, b) => a.start - b.start || a.end - b.end);
  const hours = groupBy(nearest.slice(0, linesMax), (each) => openSpanText(each, zone));
  const written = [...hours].flatMap(([span, gaps]) => [
    "",
    span,
    ...gaps.flatMap(({ rule, title, why, link }) => [`- ${rule}, ${title}: ${why}`, `  ${link}`]),
  ]);
  const left = lines.length - linesMax;
  return left > 0 ? [...written, "", `And ${left} more: ${page}`] : written;
}
