import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";

type Given = { readonly ceremony: string; readonly options: unknown };
export type Answer = { readonly ceremony: string; readonly assertion: string };

/**
 * The passkey's answer to a challenge over this form. Null: no challenge was given out, whatever the reason.
 * `cancelled`: the person or the browser gave up.
 */
export async function answerFor(form: HTMLFormElement): Promise<Answer | "cancelled" | null> {
  const given = await challenge(form);
  if (!given) return null;
  try {
    const made = form.dataset.passkey === "enrol" ? enrol(given) : ask(given);
    return { ceremony: given.ceremony, assertion: JSON.stringify(await made) };
  } catch {
    return "cancelled";
  }
}

async function challenge(form: HTMLFormElement): Promise<Given | null> {
  const fields = new URLSearchParams();
  // Passwords and files are no part of what is signed.
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !/password/i.test(name)) fields.append(name, value);
  }
  fields.set("purpose", form.dataset.passkey ?? "");
  try {
    const reply = await fetch("/passkeys/challenge", { method: "POST", body: fields });
    return reply.ok ? ((await reply.json()) as Given) : null;
  } catch {
    return null;
  }
}

function ask({ options }: Given) {
  return startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
}

function enrol({ options }: Given) {
  return startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON });
}
