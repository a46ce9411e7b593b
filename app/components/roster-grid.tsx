import { useLocation } from "@remix-run/react";
import { type MouseEvent, useEffect, useRef, useState } from "react";
import type { ShiftMark as Mark } from "#app/domain/coverage/shift-mark.ts";
import type { Reply } from "./form-errors.tsx";
import { moved } from "./grid-keys.ts";
import { clockWords, momentWords } from "./moment.tsx";
import { type CellLine, type CellShift, RosterCellForm } from "./roster-cell-form.tsx";
import { RosterDays } from "./roster-days.tsx";
import { markWords, ShiftMark } from "./shift-mark.tsx";
import { StateMark } from "./state-mark.tsx";
import "./roster-grid.css";

type Part = {
  readonly part: "night" | "day" | "evening";
  readonly start: number;
  readonly end: number;
  readonly answer: "yes" | "no" | "unknown";
  readonly unmet: readonly string[];
};
export type GridDay = {
  readonly start: number;
  readonly date: string;
  readonly parts: readonly Part[];
};
export type GridShift = CellShift & {
  readonly isMatched: boolean;
  readonly start: number;
  readonly end: number;
  readonly clock: string;
  readonly isWhole: boolean;
  readonly mark: Mark;
};
export type GridRow = {
  readonly key: string;
  readonly name: {
    readonly role: string;
    readonly place: string;
    readonly assignment: string | null;
  };
  readonly times: string;
  readonly add: CellLine;
  readonly cells: readonly { readonly id: string; readonly shift: GridShift | null }[];
};
export type RosterGridProps = {
  readonly rows: readonly GridRow[];
  readonly days: readonly GridDay[];
  readonly zone: string;
  /** Address of the unit: "/units/demo-advanced". */
  readonly unit: string;
  /** First day of the week, "2026-11-23"; the day that a phone shows; a cell that the address opens. */
  readonly here: string;
  readonly day: number;
  readonly cell: string | null;
  /** The cell that was saved last, where the focus goes on. */
  readonly at: string | null;
  readonly people: readonly string[];
  readonly mayEdit: boolean;
  readonly reply: Reply | undefined;
};

type Open = { readonly id: string; readonly begin: string; readonly page: string };

/**
 * A week of a roster: assignments by days. Each cell is a link to its form; where scripts run the arrow
 * keys move between cells, Enter opens one and typing a name begins it. A phone shows one day at a time.
 */
export function RosterGrid(props: RosterGridProps) {
  const { rows, days, zone, unit, here, day, people, mayEdit, reply } = props;
  const { key: page } = useLocation();
  const [opened, setOpened] = useState<Open | null>(null);
  const asked = typeof reply?.typed.cell === "string" ? reply.typed.cell : props.cell;
  // What was opened stays so on the page on which it was; a save leads to another one.
  const open = opened?.page === page ? opened : asked ? { id: asked, begin: "", page } : null;
  const leave = () => setOpened({ id: "", begin: "", page });
  const table = useCells(props, open?.id || null, (id, begin) => setOpened({ id, begin, page }));
  const choose = (id: string) => (event: MouseEvent) => {
    event.preventDefault();
    setOpened({ id, begin: "", page });
  };
  const at = (id: string) => `${unit}/roster?from=${here}&cell=${id}#cell-${id}`;
  return (
    <>
      <RosterDays {...{ days, day, zone, here, unit }} />
      {mayEdit && <People people={people} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="roster-region" aria-labelledby="roster-caption" tabIndex={0}>
        <table className="roster-grid" ref={table}>
          <caption id="roster-caption" className="visually-hidden">
            Shifts by assignment and day, times in {zone}
          </caption>
          <Head {...{ days, day, zone, unit }} />
          {rows.map((row) => (
            <tbody key={row.key}>
              <tr>
                <LineName row={row} />
                {row.cells.map((cell, i) => (
                  <td key={cell.id} data-shown={i === day || undefined} id={`cell-${cell.id}`}>
                    <Cell
                      shift={cell.shift}
                      line={row}
                      zone={zone}
                      dayWords={wordsOf(days[i]!.start, zone)}
                      link={mayEdit ? { to: at(cell.id), onClick: choose(cell.id) } : null}
                      id={cell.id}
                    />
                  </td>
                ))}
              </tr>
              {row.cells.map((cell, i) =>
                mayEdit && open?.id === cell.id ? (
                  <tr key={cell.id} className="roster-form-row">
                    <td colSpan={days.length + 1}>
                      <RosterCellForm
                        cell={cell.id}
                        day={days[i]!.date}
                        dayWords={wordsOf(days[i]!.start, zone)}
                        line={row.add}
                        shift={cell.shift}
                        begin={open.begin}
                        reply={reply?.typed.cell === cell.id ? reply : undefined}
                        here={`${unit}/roster?from=${here}&day=${i}#cell-${cell.id}`}
                        onLeave={() => {
                          leave();
                          linkOf(table.current, cell.id)?.focus();
                        }}
                      />
                    </td>
                  </tr>
                ) : null,
              )}
            </tbody>
          ))}
        </table>
      </section>
    </>
  );
}

/** Moves between cells by keyboard; only one of them is a stop of the Tab key. Needs scripts. */
function useCells(
  { rows, at, mayEdit, day }: RosterGridProps,
  open: string | null,
  begin: (id: string, text: string) => void,
) {
  const table = useRef<HTMLTableElement>(null);
  const start = useRef(begin);
  start.current = begin;
  // An effect, since without scripts every link must stay a stop of its own; anew when rows change.
  useEffect(() => {
    const grid = table.current;
    if (!grid || rows.length === 0 || !mayEdit) return;
    const lines = () =>
      [...grid.querySelectorAll("tr")]
        .map((tr) => [...tr.querySelectorAll<HTMLElement>("a[data-cell]")].filter(isShown))
        .filter((line) => line.length > 0);
    const stopAt = (stop: HTMLElement | null | undefined) => {
      for (const link of grid.querySelectorAll<HTMLElement>("a[data-cell]"))
        link.tabIndex = link === stop ? 0 : -1;
    };
    const saved = at === null ? null : linkOf(grid, at);
    stopAt(saved ?? lines()[0]?.[Math.min(day, (lines()[0]?.length ?? 1) - 1)]);
    if (saved && open === null) saved.focus();
    const pressed = (event: KeyboardEvent) => {
      const from = event.target as HTMLElement;
      const id = from.dataset.cell;
      if (id === undefined || event.altKey || event.metaKey) return;
      const to = moved(lines(), from, event.key, event.ctrlKey);
      if (to) {
        event.preventDefault();
        stopAt(to);
        to.focus();
      } else if (!event.ctrlKey && /^[\p{L}]$/u.test(event.key)) {
        event.preventDefault();
        start.current(id, event.key);
      }
    };
    grid.addEventListener("keydown", pressed);
    return () => grid.removeEventListener("keydown", pressed);
  }, [rows, at, mayEdit, day, open]);
  return table;
}

function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}

function linkOf(grid: HTMLElement | null, id: string): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`a[data-cell="${CSS.escape(id)}"]`) ?? null;
}

function Head({ days, day, zone, unit }: Pick<RosterGridProps, "days" | "day" | "zone" | "unit">) {
  return (
    <thead>
      <tr>
        <th scope="col">Assignment</th>
        {days.map(({ start, parts }, i) => (
          <th key={start} scope="col" data-shown={i === day || undefined}>
            <span className="roster-day-name">{wordsOf(start, zone)}</span>
            <span className="roster-parts">
              {parts.map((part) => (
                <DayPart key={part.part} part={part} zone={zone} unit={unit} />
              ))}
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The answer of a part of a day, and what of it is wanting: above the column that has to mend it. */
function DayPart({ part, zone, unit }: { part: Part; zone: string; unit: string }) {
  const { start, end, answer, unmet } = part;
  const clock = `${clockWords(start, zone)}–${clockWords(end, zone)}`;
  const at = encodeURIComponent(localAddress(start, zone));
  return (
    <a className="roster-part" data-tone={answer} href={`${unit}?at=${at}`}>
      <span className="roster-part-clock">{clock}</span> <StateMark state={answer} />
      {unmet.length > 0 && <span className="code roster-unmet"> {unmet.join(" ")}</span>}
    </a>
  );
}

function LineName({ row }: { row: GridRow }) {
  const { role, place, assignment } = row.name;
  return (
    <th scope="row">
      <b>{assignment ?? role}</b>
      <br />
      <span className="soft">
        {assignment ? `${role}, ${place.toLowerCase()}` : place}, {row.times}
      </span>
    </th>
  );
}

function Cell({
  shift,
  line,
  zone,
  dayWords,
  link,
  id,
}: {
  shift: GridShift | null;
  line: GridRow;
  zone: string;
  dayWords: string;
  link: { readonly to: string; readonly onClick: (event: MouseEvent) => void } | null;
  id: string;
}) {
  const place = line.name.assignment ?? line.name.role;
  if (!shift && !link) return <span className="soft">–</span>;
  const inner = shift ? (
    <ShiftWords shift={shift} usual={line.times} zone={zone} />
  ) : (
    <span className="roster-nobody">Nobody</span>
  );
  const words = shift ? markWords(shift.mark, zone) : "Nobody";
  if (!link) return <span className="roster-shift">{inner}</span>;
  return (
    <a
      className="roster-shift"
      data-cell={id}
      data-empty={!shift || undefined}
      href={link.to}
      onClick={link.onClick}
    >
      {inner}
      <span className="visually-hidden">
        {shift ? ` ${shift.clock}` : ""}, {place}, {dayWords}
        {shift ? "" : `, ${words}, add somebody`}
      </span>
    </a>
  );
}

function ShiftWords({ shift, usual, zone }: { shift: GridShift; usual: string; zone: string }) {
  const { mark, clock, isMatched, isWhole, who } = shift;
  return (
    <>
      <ShiftMark mark={mark} zone={zone} />
      <span className={isMatched ? "roster-who" : "roster-who code"}>{who}</span>
      {clock !== usual && <span className="roster-clock">{clock}</span>}
      {!isWhole && <span className="roster-clock">counts in part</span>}
      {mark.meets.length > 0 && <Meets rules={mark.meets} />}
    </>
  );
}

const rulesShown = 5;

/** The rules that a shift can meet: a few of them in the cell, all of them read out. */
function Meets({ rules }: { rules: readonly string[] }) {
  const more = rules.length - rulesShown;
  return (
    <span className="roster-meets code" title={rules.join(" ")}>
      {rules.slice(0, rulesShown).join(" ")}
      {more > 0 && ` +${more}`}
    </span>
  );
}

function People({ people }: { people: readonly string[] }) {
  return (
    <datalist id="roster-people">
      {people.map((each) => (
        <option key={each} value={each} />
      ))}
    </datalist>
  );
}

/** "Mon 23 Nov" */
function wordsOf(at: number, zone: string): string {
  return momentWords(at, zone).replace(/ \d{4},.*/, "");
}

/** The instant as an address of the unit's page reads it. */
function localAddress(at: number, zone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return format.format(at).replace(" ", "T");
}
