import fc from "fast-check";
import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import { pick } from "./random-time.ts";

export const codes = ["CRED-CIS", "BASE-CARD", "CRED-CAN", "EXT-CT-SURGEON"] as const;
export const posts = ["unit_director", "ecmo_director"] as const;
export const cannulation = "va-ecmo-cannulation";
export const unitRuleIds = ["R1", "R2", "R3", "R4", "R5"];
export const guardIds = ["G1", "G2"];

const figure = (value: number) => ({ value, basis: "default" as const, source: "TEST" });

/** Hours around the nights in which the clock jumps; now and then a whole day, or through midnight. */
const randomHours = fc.record({
  weekdays: fc.subarray([1, 5, 6, 7], { minLength: 1 }),
  from: pick("00:00", "01:30", "02:00", "02:30", "08:00", "22:00"),
  to: pick("00:00", "01:30", "02:15", "03:00", "08:00", "16:00"),
});

/** One staffing rule, its id still to be given. */
export const randomRule: fc.Arbitrary<StaffingRule> = fc
  .record({
    severity: pick<StaffingRule["severity"]>("block", "block", "block", "warn"),
    roles: pick<StaffingRule["roles"]>(
      undefined,
      undefined,
      undefined,
      ["attending", "fellow"],
      ["surgeon"],
    ),
    anyOf: fc.oneof(
      pick(...codes, "BASE-CARD", "BASE-CARD").map((code) => [code]),
      fc.subarray([...codes], { minLength: 2, maxLength: 3 }),
    ),
    allOf: pick<string[]>([], [], ["BASE-CARD"]),
    min: pick<number | "formula">(1, 1, 1, 2, 2, "formula"),
    presence: pick<StaffingRule["presence"]>(
      "on_site",
      "on_site",
      "on_site",
      "on_call",
      "on_call",
      "on_call",
      "remote",
      "remote",
      "named",
    ),
    response: pick(undefined, 20, 30, 60),
    window: fc.oneof(
      pick<StaffingRule["window"]>("24x7", "24x7", "24x7", "24x7", "day", "service_hours"),
      fc.array(randomHours, { minLength: 1, maxLength: 2 }),
    ),
    when: pick<StaffingRule["when"]>(
      ...[undefined, undefined, undefined],
      { count: "ecmo_patients", above: 0 },
      { count: "beds_occupied", above: 8 },
      { service: "va_ecmo_service" },
    ),
    privileges: pick<StaffingRule["privileges"]>(
      {},
      {},
      {
        "CRED-CAN": cannulation,
        "EXT-CT-SURGEON": cannulation,
      },
    ),
    post: pick(...posts),
  })
  .map(
    (drawn): StaffingRule => ({
      id: "",
      title: "",
      severity: drawn.severity,
      ...(drawn.roles ? { roles: drawn.roles } : {}),
      anyOf: drawn.anyOf,
      allOf: drawn.allOf,
      ...(drawn.min === "formula"
        ? { minFormula: { count: "beds_occupied" as const, per: figure(10) } }
        : { min: figure(drawn.min) }),
      presence: drawn.presence,
      ...(drawn.response && (drawn.presence === "on_call" || drawn.presence === "remote")
        ? { responseMinutes: figure(drawn.response) }
        : {}),
      window: drawn.window,
      ...(drawn.when ? { when: drawn.when } : {}),
      privileges: drawn.privileges,
      ...(drawn.presence === "named" ? { post: drawn.post } : {}),
      basis: "default" as const,
      source: "TEST",
    }),
  );
