import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { createMailer, type Mailer } from "#app/adapters/mail.server.ts";

export type PostOffice = {
  readonly mailer: Mailer;
  /** What arrived, read as a mail program reads it. */
  readonly arrived: ParsedMail[];
  /** Addresses that it refuses for good. */
  readonly unknown: Set<string>;
  /** Nobody answers at its address any longer. */
  close(): Promise<void>;
  /** It answers there again. */
  open(): Promise<void>;
};

/** A real mail server at an address of its own, and what sends to it. */
export async function postOffice(): Promise<PostOffice> {
  const arrived: ParsedMail[] = [];
  const unknown = new Set<string>();
  const make = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      logger: false,
      onRcptTo({ address }, _session, done) {
        const refused = Object.assign(new Error("no such mailbox"), { responseCode: 550 });
        done(unknown.has(address) ? refused : null);
      },
      onData(stream, _session, done) {
        simpleParser(stream).then((mail) => {
          arrived.push(mail);
          done();
        }, done);
      },
    });
  let server = make();
  const listen = (port: number) =>
    new Promise<void>((listening) => server.listen(port, "127.0.0.1", () => listening()));
  await listen(0);
  const { port } = server.server.address() as AddressInfo;
  const smtpUrl = `smtp://127.0.0.1:${port}`;
  return {
    mailer: createMailer({ smtpUrl, from: "Systole <portal@north.test>" }),
    arrived,
    unknown,
    close: () => new Promise((closed) => server.close(() => closed())),
    async open() {
      server = make();
      await listen(port);
    },
  };
}
