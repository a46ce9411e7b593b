import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { v7 as uuidv7 } from "uuid";
import { buildEntry, buildPortal, isBuildFresh } from "#app/commands/bundle/portal.ts";
import { listen } from "#app/http/server/listen.server.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import type { House } from "#app/operations/context.server.ts";
import { judgeCohorts } from "#app/operations/training/cohort/keep-cohorts-judged.server.ts";
import { password } from "#test/operations/people/world.ts";
import type { BenchCohort, BenchFellow } from "./load-cohort.ts";

const root = resolve(import.meta.dirname, "../..");

export type PageTime = {
  readonly page: string;
  /** Again, with nothing recorded about the fellow since. */
  readonly againMs: number;
  /** The first time after the fellow's record has moved. */
  readonly freshMs: number;
  readonly bytes: number;
};

type Reader = { readonly cookie: string; readonly fellow: BenchFellow };

/**
 * What a fellow and a director wait for at the server, one request at a time, median in milliseconds:
 * pages of fellows with a long log, the cohort grid, and logging a case.
 */
export async function cohortPages(house: House, cohort: BenchCohort): Promise<PageTime[]> {
  if (!isBuildFresh(root)) await buildPortal(root);
  const build = await import(pathToFileURL(buildEntry(root)).href);
  const portal = portalListener({ house, build, mode: "production", trustProxy: false });
  const open = await listen(
    (incoming, outgoing) => void portal(incoming, outgoing),
    "localhost",
    0,
  );
  const origin = `http://localhost:${open.port}`;
  try {
    return await measure(house, origin, cohort);
  } finally {
    await open.close();
  }
}

/** Of whoever oversees the programme, in this order: each first look is the first after a start. */
const overseen = ["/programme", "/programme/cohort", "/programme/worklist", "/committee"];

async function measure(house: House, origin: string, { fellows, director }: BenchCohort) {
  const some = fellows.slice(0, 12);
  const readers: Reader[] = [];
  for (const fellow of some) readers.push({ fellow, cookie: await signIn(origin, fellow.email) });
  const overseer = await signIn(origin, director);
  const own = [
    "/logbook",
    "/logbook/new",
    "/progress",
    "/progress/CRED-CIS",
    "/progress/subjects/CIC-HEM-01",
    "/progress/trajectory",
    "/progress/milestones",
    "/progress/working-time",
    "/requests",
  ];
  const seen = ["", "/CRED-CIS"].map(
    (rest) => (f: BenchFellow) => `/fellows/${f.fellowshipId}${rest}`,
  );
  const times: PageTime[] = [];
  const trajectory = `/fellows/${fellows[0]?.fellowshipId}/trajectory`;
  for (const page of [...overseen, trajectory]) {
    const { ms, bytes } = await get(origin + page, overseer);
    const name = page === trajectory ? "/fellows/:fellowship/trajectory" : page;
    times.push({ page: `${name}, nothing read yet`, againMs: Number.NaN, freshMs: ms, bytes });
  }
  const start = performance.now();
  await judgeCohorts(house);
  const freshMs = performance.now() - start;
  times.push({ page: "reading every log beforehand", againMs: Number.NaN, freshMs, bytes: 0 });
  for (const page of own) times.push(await pageTime(origin, page, readers, () => page));
  for (const path of seen) {
    const asDirector = readers.map((each) => ({ ...each, cookie: overseer }));
    const page = path({ id: "", email: "", fellowshipId: ":fellowship" });
    times.push(await pageTime(origin, page, asDirector, path, readers));
  }
  const overseers = readers.map((each) => ({ ...each, cookie: overseer }));
  for (const page of overseen)
    times.push(await pageTime(origin, page, overseers, () => page, readers));
  const logged: number[] = [];
  for (const reader of readers) logged.push(await logCase(origin, reader));
  const ms = median(logged);
  return [...times, { page: "log a case", againMs: ms, freshMs: ms, bytes: 0 }];
}

/** @param loggers  Who logs a case so that the reader's page is fresh; the readers themselves if they can. */
async function pageTime(
  origin: string,
  page: string,
  readers: readonly Reader[],
  path: (fellow: BenchFellow) => string,
  loggers: readonly Reader[] = readers,
): Promise<PageTime> {
  const [again, fresh]: [number[], number[]] = [[], []];
  let bytes = 0;
  for (const [i, reader] of readers.entries()) {
    const address = origin + path(reader.fellow);
    await get(address, reader.cookie);
    const second = await get(address, reader.cookie);
    again.push(second.ms, (await get(address, reader.cookie)).ms);
    bytes = second.bytes;
    await logCase(origin, loggers[i] as Reader);
    fresh.push((await get(address, reader.cookie)).ms);
  }
  return { page, againMs: median(again), freshMs: median(fresh), bytes };
}

async function get(address: string, cookie: string) {
  const start = performance.now();
  const reply = await fetch(address, { headers: { cookie }, redirect: "manual" });
  const body = await reply.text();
  const ms = performance.now() - start;
  if (reply.status !== 200) throw new Error(`${address}: ${reply.status} ${body.slice(0, 200)}`);
  return { ms, bytes: body.length };
}

async function signIn(origin: string, email: string): Promise<string> {
  const reply = await post(`${origin}/login`, { email, password }, "");
  const cookie = reply.headers.getSetCookie()[0]?.split(";")[0];
  if (!cookie) throw new Error(`${email} could not sign in: ${reply.status}`);
  return cookie;
}

/** The round trip of the form: the whole act, and the answer that leads on. */
async function logCase(origin: string, { cookie, fellow }: Reader): Promise<number> {
  const form = await fetch(`${origin}/logbook/new?activity=pa-catheter-insertion`, {
    headers: { cookie },
  });
  const supervisorId = /name="supervisorId"[^>]*value="([0-9a-f-]{36})"/.exec(
    await form.text(),
  )?.[1];
  const when = new Date(Date.now() - 60_000).toISOString().slice(0, 16);
  const said = {
    id: uuidv7(),
    fellowshipId: fellow.fellowshipId,
    activity: "pa-catheter-insertion",
    role: "supervised_primary",
    setting: "cicu",
    when,
    supervisorId: supervisorId ?? "",
    complicationGrade: "none",
  };
  const start = performance.now();
  const reply = await post(`${origin}/logbook/new`, said, cookie);
  const ms = performance.now() - start;
  if (reply.status !== 302) throw new Error(`not logged: ${reply.status} ${await reply.text()}`);
  return ms;
}

function post(address: string, fields: Record<string, string>, cookie: string) {
  return fetch(address, {
    method: "POST",
    headers: { cookie, origin: new URL(address).origin },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
