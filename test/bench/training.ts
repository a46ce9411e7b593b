import type { House } from "#app/operations/context.server.ts";
import { cohortPages } from "./cohort-pages.ts";
import { type CohortSize, loadCohort } from "./load-cohort.ts";
import { row, say } from "./table.ts";
import { trainingRuleTimes } from "./training-rules.ts";

/** A programme of 60 fellows and 150,000 cases: what its people wait for, and what the rules alone cost. */
export async function benchTraining(house: House, size: CohortSize) {
  const rules = trainingRuleTimes();
  row(["one fellow, every credential", "", "at most"]);
  for (const { what, value, limit } of rules) row([what, value.toFixed(2), limit ?? ""]);
  say(`Loading ${size.fellows} fellows and ${size.cases} cases`);
  const cohort = await loadCohort(house, size);
  say("Asking one page at a time; median in ms at the server");
  const pages = await cohortPages(house, cohort);
  row(["", "again", "just moved", "bytes"]);
  for (const { page, againMs, freshMs, bytes } of pages)
    row([page, againMs.toFixed(1), freshMs.toFixed(1), bytes]);
  return { size, rules, pages };
}
