import type { Instant } from "#app/domain/time/instant.ts";
import {
  proposeRevocation,
  reinstate,
  revoke,
  suspend,
} from "#app/operations/credential/change-standing.server.ts";
import { showDesk } from "#app/operations/credential/manage-credentials.server.ts";
import { ago } from "./calendar.ts";
import { done, idOf, personIdOf, type Scene, type Stage } from "./stage.ts";

/** What registrars did: a suspension that lasts, one that was lifted, a revocation by two. */
export function standingStory(anchor: Instant): Scene[] {
  const at = (days: number, clock: string) => ago(anchor, { days, at: clock });
  return [
    {
      at: at(150, "09:30"),
      async play(stage) {
        const credentialId = await credentialOf(stage, "reuter", "CRED-CCE");
        const input = { id: idOf("reuter suspended"), credentialId, reason: "health" } as const;
        await done("suspending", suspend(await stage.as("registrar"), input));
      },
    },
    {
      at: at(143, "10:15"),
      async play(stage) {
        const credentialId = await credentialOf(stage, "reuter", "CRED-CCE");
        const input = { id: idOf("reuter reinstated"), credentialId, reason: "cleared" } as const;
        await done("reinstating", reinstate(await stage.as("registrar"), input));
      },
    },
    {
      at: at(158, "11:00"),
      async play(stage) {
        const credentialId = await credentialOf(stage, "quandt", "CRED-CCE");
        const input = {
          id: idOf("quandt proposed"),
          credentialId,
          reason: "issued_in_error",
        } as const;
        await done("proposing", proposeRevocation(await stage.as("registrar"), input));
      },
    },
    {
      at: at(157, "14:40"),
      async play(stage) {
        const input = { id: idOf("quandt revoked"), proposalId: idOf("quandt proposed") };
        await done("revoking", revoke(await stage.as("registrar2"), input));
      },
    },
    {
      at: at(40, "08:45"),
      async play(stage) {
        const credentialId = await credentialOf(stage, "vogel", "CRED-STL");
        const input = {
          id: idOf("vogel suspended"),
          credentialId,
          reason: "under_investigation",
        } as const;
        await done("suspending", suspend(await stage.as("registrar2"), input));
      },
    },
  ];
}

/** As a registrar finds it on the desk. */
export async function credentialOf(stage: Stage, key: string, code: string): Promise<string> {
  const { credentials } = await done("the desk", showDesk(await stage.as("registrar")));
  const found = credentials.find((each) => each.personId === personIdOf(key) && each.code === code);
  if (!found) throw new Error(`demonstration: ${key} holds no ${code}`);
  return found.id;
}
