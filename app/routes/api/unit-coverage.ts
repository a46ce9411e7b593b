import { answers } from "#app/http/api.server.ts";
import { endpoints } from "#app/http/api-endpoints.server.ts";
import { coverageBody } from "#app/operations/coverage/coverage-answer.server.ts";
import { showCoverage } from "#app/operations/coverage/show-coverage.server.ts";

const route = answers(endpoints.unitCoverage, {
  async GET(ctx, { params, query }) {
    const found = await showCoverage(ctx, { unitCode: params.unit ?? "", ...query });
    return found.ok ? { ok: true, value: coverageBody(ctx, found.value) } : found;
  },
});

export const loader = route.loader;
export const action = route.action;
