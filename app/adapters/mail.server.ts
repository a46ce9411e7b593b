import { createTransport } from "nodemailer";

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** Hands a mail over for sending. A fault here is thrown, and the mail is still to be sent. */
export type Mailer = {
  /** False without a mail server: mail then stays in the outbox, to be read there. */
  readonly delivers: boolean;
  send(mail: Mail): Promise<void>;
};

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * @param smtpUrl  `smtp://user:password@host:587` or `smtps://…`; null: nothing is delivered.
 * @param from     The sender's address.
 */
export function createMailer(options: {
  readonly smtpUrl?: string | null;
  readonly from?: string | null;
}): Mailer {
  const { smtpUrl, from } = options;
  if (!smtpUrl || !from) {
    return {
      delivers: false,
      send: () => Promise.reject(new Error("mail: there is no mail server")),
    };
  }
  const transport = createTransport({ url: smtpUrl, ...patience });
  return {
    delivers: true,
    async send({ to, subject, text }) {
      await transport.sendMail({ from, to, subject, text });
    },
  };
}
