import { momentWords } from "./moment.tsx";

type Line = {
  /** Ids of the required rules that are not met. */
  readonly unmet: readonly string[];
  /** Until when the answer holds, in milliseconds; null: nothing known will change it. */
  readonly until: number | null;
  readonly timeZone: string;
};

/** What stands beside a unit's answer in every list of units. */
export const answerColumns = [
  {
    key: "unmet",
    header: "Required and not met",
    cell: ({ unmet }: Line) =>
      unmet.length > 0 ? (
        <span className="code">{unmet.join(", ")}</span>
      ) : (
        <span className="soft">None</span>
      ),
  },
  {
    key: "until",
    header: "Holds until",
    cell: ({ until, timeZone }: Line) =>
      until === null ? <span className="soft">No change known</span> : momentWords(until, timeZone),
  },
];
