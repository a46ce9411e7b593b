import { demonstrationAccounts } from "#app/domain/people/demonstration.ts";
import { say } from "../terminal.ts";
import type { Prepared } from "./prepare.ts";

/** The last lines of a start: where the portal is, and how to try it. */
export function announce(origin: string, { demonstration }: Prepared) {
  say(`Systole is ready at ${origin}`);
  if (!demonstration) return;
  say("");
  say(`Demonstration sign-ins at ${origin}/login, all with the password ${demonstration.password}`);
  const width = Math.max(...demonstrationAccounts.map(({ email }) => email.length));
  for (const { email, does } of demonstrationAccounts) say(`  ${email.padEnd(width)}  ${does}`);
  say(`For machines: Authorization: Bearer ${demonstration.apiToken}`);
}
