import { minute } from "#app/domain/time/instant.ts";
import type { Transaction } from "#db/client.server.ts";
import { listProgrammes } from "#db/store/people/places.server.ts";
import { cohortOf } from "#db/store/training/fellowships.server.ts";
import { contextAs, type House, system } from "../../context.server.ts";
import { refreshCohort } from "../progress/remembered-cohort.server.ts";
import { cohortFacts } from "./cohort-memory.server.ts";
import { notJudged, standingsOf } from "./cohort-standings.server.ts";

/**
 * Reads the logs of every cohort before somebody asks for them: once now, then every minute those that
 * moved, so that after a start no director waits for sixty logs.
 */
export function keepCohortsJudged(house: House): { stop(): Promise<void> } {
  let isStopped = false;
  let running: Promise<unknown> = Promise.resolve();
  const sweep = () => {
    running = running
      .then(() => judgeCohorts(house, () => isStopped))
      .catch((error) => house.log.warn({ err: error }, "the cohorts were not judged"));
  };
  sweep();
  const timer = setInterval(sweep, minute);
  timer.unref();
  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** Every fellow in a snapshot of their own, so that requests find a connection between two of them. */
export async function judgeCohorts(house: House, isStopped: () => boolean = () => false) {
  const ctx = () => contextAs(house, system);
  for (const programme of await read(house, listProgrammes)) {
    const moved = await read(house, async (tx) => {
      const cohort = await cohortOf(tx, programme.id);
      const fellows = cohort.map((each) => each.fellowId);
      await cohortFacts(house, tx, fellows);
      return notJudged(house, tx, fellows, house.clock.now());
    });
    for (const id of moved) {
      if (isStopped()) return;
      await read(house, (tx) => standingsOf(house, tx, [id], house.clock.now()));
    }
    if (isStopped()) return;
    await read(house, (tx) => refreshCohort(ctx(), tx, programme.id));
  }
}

function read<T>({ db }: House, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(work, { isolationLevel: "repeatable read", accessMode: "read only" });
}
