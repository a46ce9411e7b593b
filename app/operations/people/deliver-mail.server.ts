import type { Instant } from "#app/domain/time/instant.ts";
import { lockUnsentMail, markMailSent } from "#db/store/people/outbox.server.ts";
import type { House } from "../context.server.ts";

/** Mails of one round, and the pause between rounds in milliseconds. */
const round = { mails: 20, pauseMs: 15_000 } as const;

/**
 * Sends what waits in the outbox, each mail in a transaction of its own: a crash may send a mail twice,
 * never lose one. The rest of a round is left for later when the mail server fails.
 * @returns How many were sent.
 */
export async function deliverMail(house: House): Promise<number> {
  if (!house.mailer.delivers) return 0;
  for (let sent = 0; sent < round.mails; sent++) {
    if (!(await deliverOne(house))) return sent;
  }
  return round.mails;
}

async function deliverOne({ db, mailer, clock, log }: House): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [mail] = await lockUnsentMail(tx, 1);
    if (!mail) return false;
    try {
      await mailer.send({ to: mail.toAddress, subject: mail.subject, text: mail.body });
    } catch (error) {
      log.warn({ err: error, mailId: mail.id }, "a mail could not be sent; it is tried again");
      return false;
    }
    await markMailSent(tx, mail.id, clock.now() as Instant);
    return true;
  });
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
