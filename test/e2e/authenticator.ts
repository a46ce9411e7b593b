import type { CDPSession, Page } from "@playwright/test";

export type Authenticator = {
  /** Whether its holder can be verified: a finger that is recognised, or not. */
  readonly recognises: (yes: boolean) => Promise<void>;
};

/** A passkey on this very device, as a laptop or a phone has it. */
export async function authenticatorOf(page: Page): Promise<Authenticator> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    recognises: async (isUserVerified) => {
      await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
  };
}
