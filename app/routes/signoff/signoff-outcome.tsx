import { Notice } from "#app/components/notice.tsx";
import type { DossierView } from "#app/operations/signoff/show-dossier.server.ts";

/** What came of the sign-off so far; nothing before there is one. */
export function Outcome({
  signOff,
  missing,
}: Pick<DossierView, "signOff"> & {
  /** Who must still sign, in words. */
  missing: readonly string[];
}) {
  if (!signOff) return null;
  if (signOff.withdrawnAt !== null) {
    return (
      <Notice kind="warn" title="Withdrawn">
        {signOff.withdrawalReason}
      </Notice>
    );
  }
  if (signOff.decision === "refused") {
    return (
      <Notice kind="info" title="Refused">
        {signOff.reason}
      </Notice>
    );
  }
  if (signOff.issued) {
    return (
      <Notice kind="done" title="The credential is issued">
        <a href={`/credentials/${signOff.credentialId}`}>See the credential</a>
      </Notice>
    );
  }
  if (signOff.credentialId) {
    return (
      <Notice kind="warn" title="Signed off; the credential is prepared">
        It could not be signed with the portal's key yet. It will be tried again on the same bytes.
      </Notice>
    );
  }
  return (
    <Notice kind="info" title="Signed off">
      Still to sign: {missing.join(", ")}.
    </Notice>
  );
}

/** Where a sign-off can be taken back no longer. */
export function AskRegistrar() {
  return (
    <Notice kind="info" title="If this should not stand">
      You cannot withdraw the sign-off any more, since its credential is out. Write to the
      registrar, who can suspend the credential at once, and with a second registrar revoke it.
    </Notice>
  );
}
