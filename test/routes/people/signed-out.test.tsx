import type { AppLoadContext } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { SendAgain, SignedOut } from "#app/components/signed-out.tsx";
import { personContextFor } from "#app/http/context.server.ts";
import { type KeptField, readKept } from "#app/http/kept-form.server.ts";
import { startSession } from "#app/http/session.server.ts";
import * as login from "#app/routes/people/login.tsx";
import * as organisationNew from "#app/routes/people/organisation-new.tsx";
import { everywhere, joined, password } from "#test/operations/people/world.ts";
import { freshHouse } from "#test/setup/house.ts";

const { house, clock } = await freshHouse();
const email = "ada@north.example";
const admin = await joined(house, email, [everywhere("administrator")]);
const context = { house, requestId: "test", clientAddress: "127.0.0.1" } as AppLoadContext;

function post(path: string, body: FormData | URLSearchParams, Cookie = "") {
  const request = new Request(`http://localhost${path}`, {
    method: "POST",
    headers: { Cookie },
    body,
  });
  return { request, context, params: {} };
}

function bodyOf(fields: readonly KeptField[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

/** What the page gets that is shown instead of the answer. */
async function unsent(path: string, body: FormData, Cookie?: string) {
  const thrown = await personContextFor(post(path, body, Cookie)).catch((reply: unknown) => reply);
  const reply = thrown as Response;
  return { status: reply.status, ...((await reply.json()) as { to: string; kept: Kept | null }) };
}
type Kept = { fields: KeptField[]; lacksFile: boolean };

/** Signs in with what the page carries along. */
async function signIn(to: string, kept: string, secret: string = password) {
  const form = new URLSearchParams({ email, password: secret, to, kept });
  return login.action(post("/login", form));
}

type Again = {
  data: { again: { to: string; fields: readonly KeptField[]; as: string } };
  init: { headers: { "Set-Cookie": string } };
};

const typed: readonly KeptField[] = [
  ["name", 'Nord & "Süd" <b>'],
  ["services[]", "va_ecmo_service"],
  ["services[]", "mcs_service"],
  // As browsers send it.
  ["note", "first line\r\nsecond line"],
];

describe("a form sent after the session has ended", () => {
  it("is kept whole, in its order, with where it was going; nothing is done", async () => {
    const session = (await startSession(house, admin)).split(";")[0] ?? "";
    clock.advance(13 * 3_600_000);
    const reply = await unsent("/admin/organisations/new?from=places", bodyOf(typed), session);
    expect(reply).toMatchObject({ status: 401, to: "/admin/organisations/new?from=places" });
    expect(reply.kept).toEqual({ fields: typed, lacksFile: false });
  });

  it("carries no password and no file along, and says that a file was there", async () => {
    const body = bodyOf([["decision", "approve"]]);
    body.set("password", "s3cret");
    body.set("newPassword", "s3cret");
    body.set("file", new Blob(["GMC:1,attending"]), "roster.csv");
    const { kept } = await unsent("/signoff/1", body);
    expect(kept).toEqual({ fields: [["decision", "approve"]], lacksFile: true });
  });

  it("says so where it is too much to carry along", async () => {
    const long = await unsent("/x", bodyOf([["roster", "x".repeat(400_001)]]));
    expect(long).toMatchObject({ status: 401, kept: null });
    const many = Array.from({ length: 401 }, (_, i): KeptField => [`f${i}`, "1"]);
    expect((await unsent("/x", bodyOf(many))).kept).toBeNull();
    const page = renderToStaticMarkup(<SignedOut to="/x" kept={null} />);
    expect(page).toContain("copy what you typed");
    expect(page).not.toContain("<form");
  });

  it("never names another site as where it was going", async () => {
    for (const path of ["//evil.example/x", "/..//evil.example"])
      expect((await unsent(path, bodyOf(typed))).to).toBe("/home");
  });
});

describe("signing in with what was typed", () => {
  const to = "/admin/organisations/new";

  it("sends nothing by itself: it signs in and asks", async () => {
    const reply = (await signIn(to, JSON.stringify(typed))) as unknown as Again;
    expect(reply.data).toEqual({ again: { to, fields: typed, as: email } });
    expect(reply.init.headers["Set-Cookie"]).toContain("HttpOnly");
  });

  it("then carries out the act, as if it had been sent at once", async () => {
    const form = [
      ["id", "019ab000-0000-7000-8000-000000000001"],
      ["code", "south"],
      ["name", "South Network"],
    ] as const;
    const { kept } = await unsent(to, bodyOf(form));
    const { data, init } = (await signIn(to, JSON.stringify(kept?.fields))) as unknown as Again;
    const session = init.headers["Set-Cookie"].split(";")[0];
    const done = await organisationNew.action(post(to, bodyOf(data.again.fields), session));
    expect((done as Response).status).toBe(302);
  });

  it("keeps it through a wrong password, however long it is", async () => {
    const kept = JSON.stringify([["roster", "x".repeat(50_000)]]);
    const reply = (await signIn(to, kept, "wrong")) as unknown as {
      data: { typed: { kept: string } };
    };
    expect(reply.data.typed.kept).toBe(kept);
    expect(JSON.stringify(reply.data)).not.toContain("wrong");
  });

  it.each(["//evil.example", "https://evil.example/x", "javascript:alert(1)", "/login", ""])(
    "never prepares a form for %s",
    async (elsewhere) => {
      const reply = (await signIn(elsewhere, JSON.stringify(typed))) as Response;
      expect(reply.status).toBe(302);
      expect(reply.headers.get("Location")).toBe("/home");
    },
  );

  it.each(["", "{", "{}", '["a"]', '[["a"]]', '[["a",1]]', '[["a","b","c"]]', "null"])(
    "reads nothing out of %s",
    (text) => {
      expect(readKept(text)).toBeNull();
    },
  );

  it("drops a password that somebody put among what was typed", () => {
    expect(readKept('[["password","x"],["a","b"]]')).toEqual([["a", "b"]]);
  });
});

it("writes what was typed escaped, in both pages", () => {
  const fields: readonly KeptField[] = [['"><script>', '"><script>alert(1)</script>']];
  const pages = [
    <SignedOut key="out" to="/logbook/new" kept={{ fields, lacksFile: false }} />,
    <SendAgain key="again" to="/logbook/new" fields={fields} as={email} />,
  ].map((page) => renderToStaticMarkup(page));
  for (const page of pages) expect(page).not.toContain("<script");
  expect(pages[1]).toContain('action="/logbook/new"');
});
