import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { MailText } from "#app/components/mail-text.tsx";
import { Moment } from "#app/components/moment.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Panel } from "#app/components/panel.tsx";
import { PersonalPage } from "#app/components/personal-page.tsx";
import { notFound, orRefuse, personContextFor } from "#app/http/context.server.ts";
import { frameFor } from "#app/http/frame.server.ts";
import { showOutbox } from "#app/operations/people/show-outbox.server.ts";

export const meta: MetaFunction = () => [{ title: "Outbox · Systole" }];

/** Only where no mail server delivers: elsewhere mail is for its reader alone. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  if (!ctx.settings.demonstration || ctx.mailer.delivers) throw notFound(ctx, args.request);
  const mails = orRefuse(ctx, args.request, await showOutbox(ctx));
  return { frame: await frameFor(ctx, args.request), mails };
}

export default function Outbox() {
  const { frame, mails } = useLoaderData<typeof loader>();
  return (
    <PersonalPage frame={frame}>
      <PageHeader
        title="Outbox"
        lead="Mail that a portal with a mail server would have sent. Here it stays for you to read."
      />
      {mails.length === 0 && (
        <EmptyState title="No mail yet" icon="info">
          Invite somebody, and their link to join appears here.
        </EmptyState>
      )}
      {mails.map((mail) => (
        <Panel
          key={mail.id}
          title={`${mail.subject}: ${mail.toAddress}`}
          meta={<Moment at={mail.createdAt} zone="UTC" />}
        >
          <MailText>{mail.body}</MailText>
        </Panel>
      ))}
    </PersonalPage>
  );
}
