import { refuse } from "#app/domain/result.ts";
import { day } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { answers } from "#app/http/api.server.ts";
import { endpoints } from "#app/http/api-endpoints.server.ts";
import { expectedPlan, rosterRefused, unreadableRefused } from "#app/http/api-roster.server.ts";
import { defaultSource } from "#app/operations/roster/in-force.server.ts";
import { planRoster, publishRoster } from "#app/operations/roster/publish-roster.server.ts";
import { type RosterType, readSentRoster } from "#app/operations/roster/read-roster.server.ts";
import { rosterAnswer } from "#app/operations/roster/roster-answer.server.ts";

const route = answers(endpoints.unitRoster, {
  async PUT(ctx, { request, params, query, body }) {
    const { from, to, dryRun, source = defaultSource, reason = null } = query;
    const daysMax = ctx.content.staffing.coverageDaysMax.value;
    if (from >= to) return refuse("window_empty");
    if (to - from > daysMax * day) return refuse("window_too_long", { days: daysMax });
    const expected = expectedPlan(ctx, request);
    if (expected instanceof Response) return expected;
    const type = body.type as RosterType;
    const unitCode = params.unit ?? "";
    const period = interval(from, to);
    const read = await readSentRoster(ctx, unitCode, { type, bytes: body.bytes, period });
    if (!read.ok) return read;
    const raw = read.value;
    if ("unreadable" in raw) return unreadableRefused(ctx, request, type, raw.unreadable);
    const roster = { unitCode, source, kind: "pushed" as const, period, raw, reason };
    const done = await (dryRun ? planRoster(ctx, roster) : publishRoster(ctx, roster, expected));
    if (!done.ok) return done;
    if ("rows" in done.value) return rosterRefused(ctx, request, type, done.value.rows, raw.labels);
    if (expected !== null && expected !== done.value.planHash) return refuse("plan_changed");
    const headers = { ETag: `"${done.value.planHash}"` };
    return { ok: true, value: rosterAnswer(done.value), headers };
  },
});

export const loader = route.loader;
export const action = route.action;
