import { momentWords } from "./moment.tsx";
import { StateMark } from "./state-mark.tsx";

type Day = {
  readonly start: number;
  readonly parts: readonly { readonly answer: "yes" | "no" | "unknown" }[];
};

/** The days of a week as a phone chooses among them: one is shown at a time, each with its least answer. */
export function RosterDays({
  days,
  day,
  zone,
  here,
  unit,
}: {
  days: readonly Day[];
  day: number;
  zone: string;
  here: string;
  unit: string;
}) {
  return (
    <nav className="roster-days" aria-label="Day">
      <ul>
        {days.map(({ start, parts }, i) => {
          const answers = parts.map(({ answer }) => answer);
          const least = (["no", "unknown", "yes"] as const).find((each) => answers.includes(each));
          return (
            <li key={start}>
              <a
                href={`${unit}/roster?from=${here}&day=${i}#roster`}
                aria-current={i === day ? "date" : undefined}
              >
                <span>{momentWords(start, zone).replace(/ \w+ \d{4},.*/, "")}</span>
                <StateMark state={least ?? "unknown"} />
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
