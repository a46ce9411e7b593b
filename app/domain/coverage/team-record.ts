import { type Instant, later } from "../time/instant.ts";
import { type Activation, type Joined, seatsAsked } from "./activation.ts";
import { matchInOrder } from "./matching.ts";
import type { ShockTeam } from "./rule.ts";
import { type Seat, seatsOf } from "./shock-team.ts";

export type SeatFilled = {
  readonly seat: string;
  readonly title: string;
  readonly withinMinutes: number;
  readonly required: number;
  readonly people: readonly (Joined & {
    readonly minutes: number;
    readonly inTime: boolean;
  })[];
  readonly isFilled: boolean;
};

export type TeamRecord = {
  readonly seats: readonly SeatFilled[];
  readonly distinctPeople: number;
  readonly isFull: boolean;
  /** Minutes from the activation to the instant at which the team was whole; null if it never was. */
  readonly fullAfterMinutes: number | null;
  /** Whole, and everybody within the time of their seat. */
  readonly inTime: boolean;
};

/** How the team came together: who took which seat, after how many minutes, and when it was whole. */
export function teamRecord(
  standard: ShockTeam,
  activation: Activation,
  joined: readonly Joined[],
): TeamRecord {
  const minutesTo = (at: Instant) =>
    Math.max(0, Math.round((at - activation.activatedAt) / 60_000));
  const order = [...joined].sort((a, b) => a.joinedAt - b.joinedAt);
  const seats = seatsAsked(standard, activation).map((each): SeatFilled => {
    const withinMinutes = each.respondMinutes.value;
    const people = order
      .filter(({ seat }) => seat === each.seat)
      .map((one) => ({
        ...one,
        minutes: minutesTo(one.joinedAt),
        inTime: one.joinedAt <= later(activation.activatedAt, withinMinutes * 60_000),
      }));
    const required = each.min.value;
    const isFilled = new Set(people.map(({ personId }) => personId)).size >= required;
    return { seat: each.seat, title: each.title, withinMinutes, required, people, isFilled };
  });
  const whole = order.find(({ joinedAt }) =>
    isWhole(
      standard,
      activation,
      order.filter((each) => each.joinedAt <= joinedAt),
    ),
  );
  const quick = seats.flatMap(({ people }) => people.filter((each) => each.inTime));
  return {
    seats,
    distinctPeople: new Set(joined.map(({ personId }) => personId)).size,
    isFull: whole !== undefined,
    fullAfterMinutes: whole ? minutesTo(whole.joinedAt) : null,
    inTime: isWhole(standard, activation, quick),
  };
}

/** Nobody takes two seats of every call; a seat that joins may be taken by somebody of the call. */
function isWhole(standard: ShockTeam, activation: Activation, joined: readonly Joined[]): boolean {
  const { always } = seatsOf(standard);
  const added = seatsAsked(standard, activation).filter((each) => !always.includes(each));
  const people = [...new Set(joined.map(({ personId }) => personId))];
  const demands = (seats: readonly Seat[]) =>
    seats.map(({ seat, min }) => ({
      candidates: people.flatMap((id, i) =>
        joined.some((each) => each.personId === id && each.seat === seat) ? [i] : [],
      ),
      min: min.value,
    }));
  const call = matchInOrder(demands(always), people.length, 1);
  const joining = matchInOrder(demands(added), people.length, added.length);
  const seated = new Set([...call, ...joining].flatMap((each) => each ?? []));
  return (
    [...call, ...joining].every((each) => each !== null) &&
    seated.size >= standard.distinctPeopleMin.value
  );
}
