import { expect, it } from "vitest";
import { type FedPublication, undoneCorrections } from "#app/domain/roster/corrections.ts";
import { hour, type Instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";

const at = (hours: number) => (hours * hour) as Instant;
const shift = (id: string, who: string, from = 8, to = 20) => ({
  ...{ id, registration: `GMC:${who}`, nameText: null, role: "attending", presence: "on_site" },
  ...{ shift: interval(at(from), at(to)), responseMinutes: 0 },
  ...{ assignment: null, contact: null, reference: null },
});
let seq = 0;
const said = (origin: FedPublication["origin"], ...shifts: readonly ReturnType<typeof shift>[]) => {
  seq += 1;
  const published = { id: `${origin} ${seq}`, entrySeq: seq, recordedAt: at(0), origin };
  return { ...published, period: interval(at(0), at(48)), assignments: shifts } as FedPublication;
};
const undone = (publications: readonly FedPublication[], now = at(0)) =>
  undoneCorrections(publications, now).map(({ change, undoneBy }) => [
    change.kind,
    change.shift.registration,
    undoneBy,
  ]);
const first = said("feed", shift("a", "1"));
const swapped = said("hand", shift("b", "2"));

it("names what the feed took back of a correction: what was added, and what was removed", () => {
  const again = said("feed", shift("c", "1"));
  expect(undone([first, swapped, again])).toEqual([
    ["removed", "GMC:1", again.id],
    ["added", "GMC:2", again.id],
  ]);
});

it("names nothing while the correction stands, or once the feed says it itself", () => {
  expect(undone([first, swapped])).toEqual([]);
  expect(undone([first, swapped, said("feed", shift("d", "2"))])).toEqual([]);
  const back = [said("feed", shift("e", "1")), said("feed", shift("f", "2"))];
  expect(undone([first, swapped, ...back])).toEqual([]);
});

it("names nothing that a person changed once more, or that is over", () => {
  expect(undone([first, swapped, said("hand", shift("g", "3")), said("feed")])).toEqual([
    ["added", "GMC:3", expect.any(String)],
  ]);
  expect(undone([first, swapped, said("feed", shift("h", "1"))], at(20))).toEqual([]);
});
