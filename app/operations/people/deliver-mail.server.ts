import type { Instant } from "#app/domain/time/instant.ts";
import { raterSubject } from "#app/domain/training/feedback/feedback-round.ts";
import { lockUnsentMail, markMailSent, removeMail } from "#db/store/people/outbox.server.ts";
import type { House } from "../context.server.ts";

/** Mails of one round, refused ones after which it ends, and the pause between rounds in milliseconds. */
const round = { mails: 20, refused: 100, pauseMs: 15_000 } as const;

/**
 * Sends what waits in the outbox, each mail in a transaction of its own: a crash may send a mail twice,
 * never lose one. The rest of a round is left for later when the mail server fails; a mail that the server
 * refuses for good, such as one to an address that does not exist, holds up no other one.
 * @returns How many were sent.
 */
export async function deliverMail(house: House): Promise<number> {
  if (!house.mailer.delivers) return 0;
  const refused: string[] = [];
  let sent = 0;
  while (sent < round.mails && refused.length < round.refused) {
    const outcome = await deliverOne(house, refused);
    if (outcome.kind === "refused") refused.push(outcome.id);
    else if (outcome.kind === "sent") sent += 1;
    else return sent;
  }
  return sent;
}

type Outcome = { kind: "sent" | "none" | "failed" } | { kind: "refused"; id: string };

async function deliverOne(
  { db, mailer, clock, log }: House,
  except: readonly string[],
): Promise<Outcome> {
  return db.transaction(async (tx): Promise<Outcome> => {
    const [mail] = await lockUnsentMail(tx, 1, except);
    if (!mail) return { kind: "none" };
    try {
      await mailer.send({ to: mail.toAddress, subject: mail.subject, text: mail.body });
    } catch (error) {
      log.warn({ err: error, mailId: mail.id }, "a mail could not be sent; it is tried again");
      return isAboutThisMail(error) ? { kind: "refused", id: mail.id } : { kind: "failed" };
    }
    // Who was asked for feedback, and who was reminded, is not kept.
    if (mail.subject === raterSubject) await removeMail(tx, mail.id);
    else await markMailSent(tx, mail.id, clock.now() as Instant);
    return { kind: "sent" };
  });
}

/** A permanent refusal of the envelope or of the message. @source RFC 5321 section 4.2.1 */
function isAboutThisMail(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const isOfMail = code === "EENVELOPE" || code === "EMESSAGE";
  return isOfMail && responseCode !== undefined && responseCode >= 500;
}

/** Delivers in rounds until it is stopped. Without a mail server it does nothing. */
export function keepDelivering(house: House): { stop(): Promise<void> } {
  let isStopped = !house.mailer.delivers;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const next = () => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = deliverMail(house).then(next, (error) => {
        house.log.warn({ err: error }, "the outbox could not be read");
        next();
      }) as Promise<void>;
    }, round.pauseMs);
    timer.unref();
  };
  next();
  return {
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
