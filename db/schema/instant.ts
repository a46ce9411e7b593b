import { customType } from "drizzle-orm/pg-core";
import type { Instant } from "#app/domain/time/instant.ts";

/** A `timestamptz` that code sees as an Instant: whole milliseconds UTC, no Date in between. */
export const instantColumn = customType<{ data: Instant; driverData: string }>({
  dataType: () => "timestamp (3) with time zone",
  fromDriver: (text) =>
    Date.parse(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00")) as Instant,
  toDriver: (at) => new Date(at).toISOString(),
});
