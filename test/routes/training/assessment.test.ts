import type { AppLoadContext } from "@remix-run/node";
import { v7 as uuidv7 } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { failuresMax } from "#app/domain/people/sign-in-limit.ts";
import { minute } from "#app/domain/time/instant.ts";
import { feedbackMax } from "#app/domain/training/assessment/observation.ts";
import { loggedPath } from "#app/http/server/logged-path.server.ts";
import { startSession } from "#app/http/session.server.ts";
import { handOverLink } from "#app/operations/training/assessment/hand-over-link.server.ts";
import { requestObservation } from "#app/operations/training/assessment/request-observation.server.ts";
import * as assessment from "#app/routes/training/assessment/assessment.tsx";
import * as link from "#app/routes/training/assessment/assessment-link.tsx";
import { allowed } from "#test/operations/people/world.ts";
import {
  anObservation,
  type TrainingWorld,
  trainingWorld,
} from "#test/operations/training/world.ts";

let world: TrainingWorld;

beforeAll(async () => {
  world = await trainingWorld();
});

type Answer = {
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly cookie: string | null;
  readonly retryAfter: string | null;
};
type Handler = (args: {
  request: Request;
  context: AppLoadContext;
  params: Record<string, string>;
}) => Promise<unknown>;
type Options = {
  readonly form?: Record<string, string>;
  readonly token?: string;
  readonly cookie?: string;
  readonly address?: string;
};

async function visit(handler: Handler, options: Options = {}): Promise<Answer> {
  const { form, token = "", cookie = "", address = "10.1.1.1" } = options;
  const request = new Request(`http://localhost/a/${token}`, {
    method: form ? "POST" : "GET",
    headers: { Cookie: cookie },
    ...(form ? { body: new URLSearchParams(form) } : {}),
  });
  const context = { house: world.house, requestId: "test", clientAddress: address };
  const params = { token };
  const result = await handler({ request, context: context as AppLoadContext, params }).catch(
    (thrown: unknown) => thrown,
  );
  if (result instanceof Error) throw result;
  const wrapped = result as { data?: unknown; init?: ResponseInit | null };
  const headers = new Headers(
    result instanceof Response ? result.headers : (wrapped.init?.headers ?? {}),
  );
  return {
    status: result instanceof Response ? result.status : (wrapped.init?.status ?? 200),
    text: result instanceof Response ? await result.text() : JSON.stringify(wrapped.data ?? result),
    location: headers.get("Location"),
    cookie: headers.get("Set-Cookie"),
    retryAfter: headers.get("Retry-After"),
  };
}

async function asked(): Promise<{ requestId: string; token: string }> {
  const ctx = await world.as("fellow");
  const requestId = uuidv7();
  const wish = {
    fellowshipId: world.fellowshipId,
    tool: "DOPS",
    subjectCode: "CIC-HEM-01",
  } as const;
  allowed(
    await requestObservation(ctx, { id: requestId, assessorId: world.people.assessor, ...wish }),
  );
  const made = allowed(await handOverLink(ctx, { requestId, channel: "qr" }));
  return { requestId, token: made.url?.split("/a/")[1] ?? "" };
}

const sessionOf = async (name: "fellow" | "assessor") =>
  (await startSession(world.house, world.people[name])).split(";")[0] ?? "";

const formOf = (given: ReturnType<typeof anObservation>) =>
  Object.fromEntries(
    Object.entries({ ...given, when: "2026-11-22T03:00" }).map(([k, v]) => [k, `${v}`]),
  );

describe("the address of a link", () => {
  it("tells nobody anything and opens nothing when it is only looked at", async () => {
    const { token } = await asked();
    for (let i = 0; i < 2; i++) {
      const seen = await visit(link.loader as Handler, { token });
      expect(seen).toMatchObject({ status: 200, cookie: null, location: null });
      for (const secret of [token, "assessor", "Pulmonary"])
        expect(seen.text).not.toContain(secret);
    }
  });

  it("is exchanged by a button for what only this browser holds", async () => {
    const { token } = await asked();
    const opened = await visit(link.action as Handler, { token, form: {} });
    expect(opened).toMatchObject({ status: 302, location: "/assessment" });
    expect(opened.cookie).toMatch(/^systole-assessment=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/);
    expect(opened.cookie).not.toContain(token);
    const cookie = opened.cookie?.split(";")[0];
    expect(await visit(link.loader as Handler, { token, cookie })).toMatchObject({
      location: "/assessment",
    });
    const elsewhere = await visit(link.loader as Handler, { token });
    expect(elsewhere.status).toBe(410);
    expect(elsewhere.text).toContain("opened in another browser");
  });

  it("is gone once it ended, unknown where it never was, and says which", async () => {
    const { token } = await asked();
    world.clock.advance(10 * minute);
    const ended = await visit(link.loader as Handler, { token });
    expect(ended.status).toBe(410);
    expect(ended.text).toContain("This link has ended");
    expect((await visit(link.action as Handler, { token, form: {} })).status).toBe(410);
    const unknown = await visit(link.loader as Handler, { token: "guess" });
    expect(unknown.status).toBe(404);
    expect(unknown.text).toContain("not known here");
  });

  it("answers 429 to whoever guesses, and says when to try again", async () => {
    const from = { address: "10.2.2.2" };
    for (let i = 0; i < failuresMax.address; i++)
      await visit(link.loader as Handler, { token: `guess-${i}`, ...from });
    const limited = await visit(link.loader as Handler, { token: "guess", ...from });
    expect(limited.status).toBe(429);
    expect(Number(limited.retryAfter)).toBeGreaterThan(0);
  });

  it("does not open for the fellow who is signed in", async () => {
    const { token } = await asked();
    const cookie = await sessionOf("fellow");
    const refused = await visit(link.action as Handler, { token, cookie, form: {} });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("Nobody assesses themselves");
  });

  it("never stands in the log", () => {
    expect(loggedPath("/a/c2VjcmV0")).toBe("/a/…");
    expect(loggedPath("/join/c2VjcmV0")).toBe("/join/…");
    expect(loggedPath("/assess/new")).toBe("/assess/new");
  });
});

describe("the page of somebody without an account", () => {
  async function guest() {
    const { token, requestId } = await asked();
    const opened = await visit(link.action as Handler, { token, form: {} });
    return { requestId, token, cookie: opened.cookie?.split(";")[0] ?? "" };
  }

  it("is there only for the browser that opened a link", async () => {
    expect((await visit(assessment.loader as Handler)).status).toBe(404);
    const cookie = `systole-assessment=${"x".repeat(43)}`;
    expect((await visit(assessment.loader as Handler, { cookie })).status).toBe(404);
    const { cookie: own } = await guest();
    const seen = await visit(assessment.loader as Handler, { cookie: own });
    expect(seen.status).toBe(200);
    expect(seen.text).toContain("assessor");
  });

  it("keeps what was typed and says how much is too much", async () => {
    const { cookie, requestId } = await guest();
    const feedback = "a".repeat(feedbackMax + 1);
    const form = formOf(anObservation(world, { requestId, feedback }));
    const refused = await visit(assessment.action as Handler, { cookie, form });
    expect(refused.status).toBe(422);
    expect(JSON.parse(refused.text)).toMatchObject({
      fields: { feedback: `Use at most ${feedbackMax} characters.` },
      typed: { feedback },
    });
  });

  it("thanks after one answer, and neither the page nor the link takes another", async () => {
    const { cookie, requestId, token } = await guest();
    const form = formOf(anObservation(world, { requestId }));
    const sent = await visit(assessment.action as Handler, { cookie, form });
    expect(sent).toMatchObject({ status: 302, location: "/assessment" });
    const after = await visit(assessment.loader as Handler, { cookie });
    expect(JSON.parse(after.text)).toMatchObject({ state: "answered" });
    const other = formOf(anObservation(world, { requestId }));
    expect((await visit(assessment.action as Handler, { cookie, form: other })).status).toBe(409);
    const again = await visit(link.loader as Handler, { token });
    expect(again.status).toBe(410);
    expect(again.text).toContain("answered already");
  });
});
