import { RuleGapTable, type RuleGapView } from "#app/components/rule-gap-table.tsx";

type Line = RuleGapView & { readonly severity: "block" | "warn" };

/** The gaps of a window: of required rules first; what is only advised is a step away. */
export function CoverageGaps({
  lines,
  zone,
  mayDecide,
  csv,
}: {
  lines: readonly Line[];
  zone: string;
  mayDecide: boolean;
  csv: string;
}) {
  const of = (severity: Line["severity"]) => lines.filter((line) => line.severity === severity);
  const [required, advised] = [of("block"), of("warn")];
  const shown = { zone, mayDecide };
  return (
    <>
      {required.length > 0 && (
        <RuleGapTable caption="Gaps of required rules" gaps={required} {...shown} />
      )}
      {advised.length > 0 && (
        <details>
          <summary>
            <b>Gaps of advised rules</b>, {advised.length}
          </summary>
          <RuleGapTable caption="Gaps of advised rules" gaps={advised} {...shown} />
        </details>
      )}
      <p>
        <a href={csv} download>
          The gaps as CSV
        </a>
      </p>
    </>
  );
}
