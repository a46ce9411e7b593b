export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** Hands a mail over for sending. Delivery is the post's business; a fault here is thrown. */
export type Mailer = { send(mail: Mail): Promise<void> };
