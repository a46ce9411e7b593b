import { z } from "zod";
import { unitTiers } from "#app/domain/coverage/rule.ts";
import { CoverageAnswer } from "#app/operations/coverage/coverage-answer.server.ts";
import { StaffingList } from "#app/operations/coverage/list-staffing.server.ts";
import { ShockTeamAnswer } from "#app/operations/coverage/shock-team/shock-team-answer.server.ts";
import { StaffingAnswer } from "#app/operations/coverage/staffing-answer.server.ts";
import { RosterAnswer } from "#app/operations/roster/roster-answer.server.ts";
import type { ApiOperation, Endpoint } from "./api.server.ts";
import { credentialEndpoints } from "./api-credentials.server.ts";
import {
  Flag,
  InstantParam,
  Reason,
  Source,
  StateAnswer,
  StateBody,
} from "./api-schemas.server.ts";

const At = InstantParam.meta({
  description: "The instant asked about, with its offset. Without it: now.",
});
const KnownAt = InstantParam.meta({
  description: "Answer from what the record held by then. Without it: now. Not in the future.",
});

const staffing = {
  id: "askStaffing",
  summary: "Is a qualified cardiologist on shift? Yes, no or unknown, explained",
  description: "Any fault means: read unknown. Never keep a yes beyond `holdsUntil`.",
  scope: "staffing:read",
  query: z.strictObject({
    at: At.optional(),
    knownAt: KnownAt.optional(),
    receipt: Flag.optional().meta({ description: "Sign the answer: `receipt` is a compact JWS." }),
  }),
  answer: StaffingAnswer,
  answerName: "StaffingAnswer",
  problems: [404],
} as const satisfies ApiOperation;

const list = {
  id: "listStaffing",
  summary: "Every unit that the token may ask about, in brief",
  scope: "staffing:read",
  query: z.strictObject({
    at: At.optional(),
    knownAt: KnownAt.optional(),
    region: z.string().min(1).max(100).optional().meta({ description: "Units of it alone." }),
    tier: z.enum(unitTiers).optional().meta({ description: "Units of it alone." }),
  }),
  answer: StaffingList,
  answerName: "StaffingList",
  problems: [],
} as const satisfies ApiOperation;

const shockTeam = {
  id: "askShockTeam",
  summary: "Who is the shock team: seat by seat, with how to reach them, or why nobody is there",
  description:
    "`answer` is that of the seats that every call has. Any fault means: read unknown. Never keep a " +
    "yes beyond `holdsUntil`.",
  scope: "staffing:read",
  query: z.strictObject({ at: At.optional(), knownAt: KnownAt.optional() }),
  answer: ShockTeamAnswer,
  answerName: "ShockTeamAnswer",
  problems: [404],
} as const satisfies ApiOperation;

const coverage = {
  id: "showCoverage",
  summary: "Yes, no or unknown for every instant of [from, to), with the gaps and their causes",
  scope: "staffing:read",
  query: z.strictObject({ from: InstantParam, to: InstantParam, knownAt: KnownAt.optional() }),
  answer: CoverageAnswer,
  answerName: "CoverageAnswer",
  problems: [404, 422],
} as const satisfies ApiOperation;

const roster = {
  id: "publishRoster",
  summary: "Replaces what a source says of [from, to) by the body, all or nothing",
  description:
    "Local times are read in the unit's zone; one that does not exist or occurs twice is refused " +
    "with both readings. A header alone, or an empty list, clears the period. " +
    "CSV columns: registration, role, presence, start, end and optionally response_minutes, " +
    "assignment, contact, reference. Calendars (RFC 5545) are read with recurrences, exceptions and " +
    "time zones: the attendee or summary names the person (AUTHORITY:number, or as the unit has " +
    "taught), categories or the words of the event the role and presence.",
  scope: "roster:write",
  query: z.strictObject({
    from: InstantParam,
    to: InstantParam,
    dryRun: Flag.optional().meta({ description: "Give the plan and its hash; commit nothing." }),
    source: Source.optional(),
    reason: Reason.optional(),
  }),
  headers: z.object({
    "If-Match": z
      .string()
      .optional()
      .meta({ description: "A `planHash` in quotes: commit exactly that plan, or answer 412." }),
  }),
  body: { "text/csv": null, "text/calendar": null, "application/json": null },
  answer: RosterAnswer,
  answerName: "RosterAnswer",
  problems: [404, 412, 413, 415, 422],
} as const satisfies ApiOperation;

const state = {
  id: "reportState",
  summary: "Reports the counts that conditional rules ask for",
  scope: "roster:write",
  query: z.strictObject({}),
  body: { "application/json": StateBody },
  answer: StateAnswer,
  answerName: "UnitState",
  problems: [404, 413, 415, 422],
} as const satisfies ApiOperation;

const open = { scope: null, query: z.strictObject({}), problems: [] } as const;
const description = {
  ...open,
  id: "describe",
  summary: "This description",
  answer: z.record(z.string(), z.unknown()),
  answerName: "OpenApi",
} as const satisfies ApiOperation;
const health = {
  ...open,
  id: "isAlive",
  summary: "The process answers; says nothing of the database",
  answer: z.object({ status: z.literal("alive") }),
  answerName: "Alive",
} as const satisfies ApiOperation;
const readiness = {
  ...open,
  id: "isReady",
  summary: "Database, migrations, content and keys are there",
  answer: z.object({ status: z.literal("ready"), contentRelease: z.string() }),
  answerName: "Ready",
} as const satisfies ApiOperation;

/** Every machine address of these rooms. */
export const endpoints = {
  ...credentialEndpoints,
  unitStaffing: { path: "/api/v1/units/{unit}/staffing", methods: { GET: staffing } },
  staffing: { path: "/api/v1/staffing", methods: { GET: list } },
  unitShockTeam: { path: "/api/v1/units/{unit}/shock-team", methods: { GET: shockTeam } },
  unitCoverage: { path: "/api/v1/units/{unit}/coverage", methods: { GET: coverage } },
  unitRoster: { path: "/api/v1/units/{unit}/roster", methods: { PUT: roster } },
  unitState: { path: "/api/v1/units/{unit}/state", methods: { PUT: state } },
  openApi: { path: "/api/v1/openapi.json", methods: { GET: description } },
  healthz: { path: "/healthz", methods: { GET: health } },
  readyz: { path: "/readyz", methods: { GET: readiness } },
} as const satisfies Record<string, Endpoint>;
