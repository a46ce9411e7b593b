import type { z } from "zod";
import { formatInstant } from "#app/domain/time/instant.ts";
import { answers } from "#app/http/api.server.ts";
import { endpoints } from "#app/http/api-endpoints.server.ts";
import type { StateBody } from "#app/http/api-schemas.server.ts";
import { recordState } from "#app/operations/coverage/record-state.server.ts";

const route = answers(endpoints.unitState, {
  async PUT(ctx, { params, body }) {
    const { ecmoPatients, bedsOccupied, validUntil } = body.value as z.output<typeof StateBody>;
    const counts = { ecmoPatients: ecmoPatients ?? null, bedsOccupied: bedsOccupied ?? null };
    const done = await recordState(ctx, { unitCode: params.unit ?? "", ...counts, validUntil });
    if (!done.ok) return done;
    const { recordedAt, holdsUntil } = done.value;
    const times = { validUntil, recordedAt, holdsUntil };
    const texts = Object.entries(times).map(([name, at]) => [name, formatInstant(at)]);
    return { ok: true, value: { ...counts, ...Object.fromEntries(texts) } };
  },
});

export const loader = route.loader;
export const action = route.action;
