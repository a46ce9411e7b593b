import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { allowedUrl, type EgressFault, type EgressOptions } from "./egress.server.ts";
import { type Posted, postAllowed } from "./egress-post.server.ts";

/** Sends signed events to other systems. */
export type Webhooks = {
  /** Why an address cannot be used, or null where it can. Nothing is sent. */
  readonly faultOf: (url: string) => EgressFault | null;
  /** "whsec_…": derived each time, kept nowhere; another salt gives another one. */
  readonly secretOf: (webhookId: string, salt: string) => string;
  readonly send: (message: Message) => Promise<Posted>;
};

export type Message = {
  readonly url: string;
  /** The same at every attempt, so that the receiver can tell a repetition. */
  readonly id: string;
  /** When this attempt is made, in milliseconds. */
  readonly at: number;
  readonly body: string;
  readonly secret: string;
};

const deadlineMs = 15_000;

/**
 * @param portalSecret  Kept in a file of the portal's alone; all signing secrets follow from it.
 * @source https://www.standardwebhooks.com: headers webhook-id, webhook-timestamp and webhook-signature
 */
export function createWebhooks(portalSecret: string, egress: EgressOptions): Webhooks {
  return {
    faultOf(url) {
      const found = allowedUrl(url, egress.allow);
      return found instanceof URL ? null : found;
    },
    secretOf(webhookId, salt) {
      const key = createHmac("sha256", portalSecret)
        .update(`webhook ${webhookId} ${salt}`)
        .digest();
      return `whsec_${key.toString("base64")}`;
    },
    async send({ url, id, at, body, secret }) {
      const time = Math.floor(at / 1_000);
      const signature = new Webhook(secret).sign(id, new Date(time * 1_000), body);
      return postAllowed(url, {
        ...egress,
        deadlineMs,
        body,
        headers: {
          "Content-Type": "application/cloudevents+json; charset=utf-8",
          "User-Agent": "Systole webhooks",
          "webhook-id": id,
          "webhook-timestamp": String(time),
          "webhook-signature": signature,
        },
      });
    },
  };
}
