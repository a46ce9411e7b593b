import { ButtonLink } from "#app/components/button.tsx";
import type { Step } from "#app/http/registrar-view.server.ts";
import type { RegistrarPage } from "./registrar-credential.tsx";

/** What a registrar can do next with a credential. */
export function NextSteps({ page }: { page: RegistrarPage }) {
  const { id, standing, proposal, renewal } = page.credential;
  const ready = renewal?.missing === 0 && !renewal.reviewId && !renewal.renewedBy;
  const state = standing?.state;
  if (state === "revoked") return null;
  const to = (step: Step) => `/registrar/credentials/${id}?step=${step}`;
  return (
    <p className="cluster">
      {ready && <ButtonLink to={to("renew")}>Open the renewal review</ButtonLink>}
      {state === "suspended" ? (
        <ButtonLink kind="secondary" to={to("reinstate")}>
          Reinstate
        </ButtonLink>
      ) : (
        <ButtonLink kind="destroy" to={to("suspend")}>
          Suspend
        </ButtonLink>
      )}
      {!proposal && (
        <ButtonLink kind="destroy" to={to("propose")}>
          Propose revocation
        </ButtonLink>
      )}
      {proposal && !proposal.mine && (
        <ButtonLink kind="destroy" to={to("revoke")}>
          Revoke as proposed
        </ButtonLink>
      )}
      {proposal && !proposal.mine && (
        <ButtonLink kind="secondary" to={to("dismiss")}>
          Dismiss the proposal
        </ButtonLink>
      )}
    </p>
  );
}
