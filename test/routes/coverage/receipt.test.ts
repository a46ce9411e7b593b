import { beforeAll, expect, it } from "vitest";
import { contextAs, system } from "#app/operations/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { withReceipt } from "#app/operations/coverage/receipt.server.ts";
import { loader as download } from "#app/routes/coverage/receipt.ts";
import { action } from "#app/routes/coverage/receipt-verify.tsx";
import { network } from "#test/operations/coverage/network.ts";
import { visitAs } from "#test/routes/training/visit.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house } = await freshHouse();
const net = await network(house);
const people = { ward: "", other: "" };
let receipt = "";

beforeAll(async () => {
  const ward = await net.addUnit({ code: "ward", tier: "basic" });
  const other = await net.addUnit({ code: "other", tier: "basic" });
  people.ward = await net.addLead("Lead of the ward", ward);
  people.other = await net.addLead("Lead of another", other);
  const answer = await answerCoverage(contextAs(house, system), { unitCode: "ward" });
  if (answer.ok) receipt = withReceipt(house, answer.value).receipt ?? "";
});

/** Nobody signed in. */
async function paste(form: Record<string, string>) {
  const body = new URLSearchParams(form);
  const request = new Request("http://localhost/receipts/verify", { method: "POST", body });
  const context = { house, requestId: "test", clientAddress: "test" };
  return (await action({ request, context, params: {} } as never)) as never as {
    data: Record<string, never>;
    init: { status?: number } | null;
  };
}

it("tells anybody what a receipt says, and by which key", async () => {
  const { data } = await paste({ receipt: `  ${receipt}\n` });
  expect(data.checked).toMatchObject({
    answer: "unknown",
    unit: { code: "ward" },
    isInUse: true,
    compared: null,
    mayCompare: false,
  });
});

it("says beside the field why a receipt does not hold", async () => {
  const altered = `${receipt.slice(0, -3)}AAA`;
  for (const given of ["", "nonsense", altered]) {
    const { data, init } = await paste({ receipt: given });
    expect(init?.status).toBe(422);
    expect((data.fields as unknown as { receipt: string }).receipt).toMatch(/\./);
  }
});

it("compares it with the record for whoever may ask about the unit, and for nobody else", async () => {
  const form = { receipt, intent: "recompute" };
  const compared = async (name: "ward" | "other") => {
    const found = await visitAs({ house, people }, name, action as never, "/receipts/verify", {
      form,
    });
    return (found.data as { checked: { compared: object } }).checked.compared;
  };
  expect(await compared("ward")).toEqual({ differences: [] });
  expect(await compared("other")).toMatchObject({ words: expect.stringMatching(/\w/) });
  expect((await paste(form)).data.checked).toMatchObject({
    compared: { words: expect.any(String) },
  });
});

it("gives the answer of now, or of an instant, as a file that holds", async () => {
  const { startSession } = await import("#app/http/session.server.ts");
  const cookie = (await startSession(house, people.ward)).split(";")[0] ?? "";
  const fetched = async (query: string) => {
    const request = new Request(`http://localhost/units/ward/receipt${query}`, {
      headers: { Cookie: cookie },
    });
    const args = { request, context: { house, requestId: "test" }, params: { unit: "ward" } };
    return (await download(args as never).catch((thrown: unknown) => thrown)) as Response;
  };
  const reply = await fetched("?at=2026-11-20T00:00:00Z");
  expect(reply.headers.get("Content-Disposition")).toContain("ward-2026-11-20T000000Z.jws");
  const { data } = await paste({ receipt: await reply.text() });
  expect(data.checked).toMatchObject({ unit: { code: "ward" } });
  expect((await fetched("?at=soon")).status).toBe(400);
});
