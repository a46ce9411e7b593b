import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { readEnv } from "#app/env.server.ts";
import { portalListener } from "#app/http/server/portal.server.ts";
import { staticFiles } from "#app/http/server/static.server.ts";
import { keepWatchingGaps } from "#app/operations/coverage/gap/watch-gaps.server.ts";
import { keepLinesReady } from "#app/operations/coverage/keep-lines-ready.server.ts";
import { keepSendingReports } from "#app/operations/coverage/report/send-weekly-reports.server.ts";
import { keepTellingReviewers } from "#app/operations/coverage/review/tell-reviewers.server.ts";
import { keepSendingWebhooks } from "#app/operations/coverage/webhook/send-webhooks.server.ts";
import { keepTellingAnswers } from "#app/operations/coverage/webhook/tell-answers.server.ts";
import { keepCohortsJudged } from "#app/operations/training/cohort/keep-cohorts-judged.server.ts";
import { buildEntry, buildPortal, isBuildFresh } from "./bundle/portal.ts";
import { announce } from "./portal/announce.ts";
import { takeDoors } from "./portal/doors.ts";
import { live } from "./portal/lifetime.ts";
import { prepare } from "./portal/prepare.ts";
import { loadDotEnv, say } from "./terminal.ts";

const root = resolve(import.meta.dirname, "../..");

/** The portal in production mode: all set-up, then ready. */
await live(async (lifetime) => {
  process.chdir(root);
  process.env.NODE_ENV = "production";
  loadDotEnv();
  const env = readEnv(process.env);
  const doors = await lifetime.keep(takeDoors(env.host, env.port), (opened) => opened.close());
  const origin = env.publicOrigin ?? `http://localhost:${doors.port}`;
  const building = freshBuild();
  const [prepared, build] = await Promise.all([prepare(env, origin, lifetime), building]);
  const { house } = prepared;
  const portal = portalListener({ house, build, mode: "production", trustProxy: env.trustProxy });
  const files = staticFiles(resolve(root, "build/client"));
  doors.open((incoming, outgoing) => files(incoming, outgoing, () => portal(incoming, outgoing)));
  announce(origin, prepared);
  await lifetime.keep(Promise.resolve(keepCohortsJudged(house)), (judging) => judging.stop());
  await lifetime.keep(Promise.resolve(keepLinesReady(house)), (judging) => judging.stop());
  await lifetime.keep(Promise.resolve(keepWatchingGaps(house)), (watching) => watching.stop());
  await lifetime.keep(Promise.resolve(keepTellingAnswers(house)), (telling) => telling.stop());
  await lifetime.keep(Promise.resolve(keepSendingWebhooks(house)), (sending) => sending.stop());
  await lifetime.keep(Promise.resolve(keepSendingReports(house)), (sending) => sending.stop());
  await lifetime.keep(Promise.resolve(keepTellingReviewers(house)), (telling) => telling.stop());
});

async function freshBuild(): Promise<ServerBuild> {
  if (!isBuildFresh(root)) {
    say("Building the portal");
    await buildPortal(root);
  }
  return import(pathToFileURL(buildEntry(root)).href);
}
