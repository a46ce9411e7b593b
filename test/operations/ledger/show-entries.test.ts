import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import { contextAs, system } from "#app/operations/context.server.ts";
import { entriesPerPage, showEntries } from "#app/operations/ledger/show-entries.server.ts";
import { createOrganisation } from "#app/operations/people/create-organisation.server.ts";
import { type FreshHouse, freshHouse } from "#test/setup/house.ts";
import { allowed, as, everywhere, joined, refusal } from "../people/world.ts";

let world: FreshHouse;
let auditor: string;

beforeAll(async () => {
  world = await freshHouse();
  auditor = await joined(world.house, "aud@north.example", [everywhere("auditor")]);
  const ctx = contextAs(world.house, system);
  for (let i = 0; i < entriesPerPage; i++) {
    const code = `place-${i}`;
    allowed(await createOrganisation(ctx, { id: uuidv7(), code, name: code }));
  }
});

it("shows every entry once over its pages, from the latest back to the first", async () => {
  const ctx = await as(world.house, auditor);
  const seen: number[] = [];
  let before: number | null = null;
  do {
    const page: Awaited<ReturnType<typeof showEntries>> = await showEntries(ctx, before);
    const { entries, head, before: next } = allowed(page);
    if (before === null)
      expect(head).toMatchObject({ seq: entries[0]?.seq, hash: entries[0]?.hash });
    seen.push(...entries.map((entry) => entry.seq));
    before = next;
  } while (before !== null);
  const all = Array.from({ length: seen.length }, (_, i) => seen.length - i);
  expect(seen).toEqual(all);
  expect(seen.length).toBeGreaterThan(entriesPerPage);
});

it("names who acted, and says when it was the portal itself", async () => {
  const { entries } = allowed(await showEntries(await as(world.house, auditor), 2));
  expect(entries).toMatchObject([{ seq: 1, act: "person.invite", actor: "The portal" }]);
});

it("is not for those without a role for it", async () => {
  const other = await joined(world.house, "nemo@north.example", []);
  expect(refusal(await showEntries(await as(world.house, other), null))).toBe("not_permitted");
});
