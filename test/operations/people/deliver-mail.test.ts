import { v7 as uuidv7 } from "uuid";
import { beforeEach, expect, it } from "vitest";
import type { Mail } from "#app/adapters/mail.server.ts";
import { contextAs, type House, system } from "#app/operations/context.server.ts";
import { deliverMail } from "#app/operations/people/deliver-mail.server.ts";
import { invitePerson } from "#app/operations/people/invite-person.server.ts";
import { freshHouse } from "#test/setup/house.ts";
import { allowed, everywhere } from "./world.ts";

const { house } = await freshHouse();
let post: Mail[];

/** A post office that takes mail until it is told to fail. */
function withPost(fails = false): House {
  const send = async (mail: Mail) => {
    if (fails) throw new Error("the mail server is away");
    post.push(mail);
  };
  return { ...house, mailer: { delivers: true, send } };
}

function invite(email: string) {
  const grants = [{ id: uuidv7(), ...everywhere("auditor") }];
  const person = { id: uuidv7(), name: "Somebody", email, grants };
  return invitePerson(contextAs(house, system), person);
}

beforeEach(() => {
  post = [];
});

it("sends each mail once, and then keeps nothing of its link", async () => {
  const { token } = allowed(await invite("ida@hospital.test"));
  expect(await deliverMail(withPost())).toBe(1);
  expect(await deliverMail(withPost())).toBe(0);
  expect(post).toMatchObject([
    { to: "ida@hospital.test", text: expect.stringContaining(`${token}`) },
  ]);
  const [kept] = await house.sql`
    select body, sent_at from mail_outbox where to_address = 'ida@hospital.test'`;
  expect([kept?.body, kept?.sent_at === null]).toEqual(["", false]);
});

it("keeps a mail while the mail server is away, and sends it later", async () => {
  allowed(await invite("omar@hospital.test"));
  expect(await deliverMail(withPost(true))).toBe(0);
  expect(await deliverMail(withPost())).toBe(1);
});

it("sends nothing to addresses that cannot exist, and nothing without a mail server", async () => {
  allowed(await invite("demo@demo.systole.example"));
  expect(await deliverMail(withPost())).toBe(0);
  allowed(await invite("eva@hospital.test"));
  expect(await deliverMail(house)).toBe(0);
});
