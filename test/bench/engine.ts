import { answerAt } from "#app/domain/coverage/answer.ts";
import { coverageOver } from "#app/domain/coverage/coverage.ts";
import { day, type Instant, later } from "#app/domain/time/instant.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { showCoverage } from "#app/operations/coverage/show-coverage.server.ts";

const sampled = 20;

/** CPU of the rules alone, over facts read before: median of the units asked, in ms. */
export async function engineTimes(house: House, codes: readonly string[]) {
  const [answers, coverages]: [number[], number[]] = [[], []];
  for (const unitCode of codes.slice(0, sampled)) {
    const ctx = contextAs(house, system);
    const [from, to] = [ctx.now, later(ctx.now, 30 * day)];
    const found = await showCoverage(ctx, { unitCode, from, to });
    if (!found.ok) throw new Error(found.refusal.code);
    const { facts, window } = found.value;
    coverages.push(timed(() => coverageOver({ ...facts }, window)));
    answers.push(timed(() => answerAt({ ...facts }, ctx.now as Instant, { isNow: true })));
  }
  return { answerMs: median(answers), coverageMs: median(coverages) };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
