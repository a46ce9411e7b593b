import { answers } from "#app/http/api.server.ts";
import { endpoints } from "#app/http/api-endpoints.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { withReceipt } from "#app/operations/coverage/receipt.server.ts";

const route = answers(endpoints.unitStaffing, {
  async GET(ctx, { params, query }) {
    const { at, knownAt, receipt } = query;
    const found = await answerCoverage(ctx, { unitCode: params.unit ?? "", at, knownAt });
    return found.ok && receipt ? { ok: true, value: withReceipt(ctx, found.value) } : found;
  },
});

export const loader = route.loader;
export const action = route.action;
