import { momentWords } from "./moment.tsx";
import { Notice } from "./notice.tsx";

export type OverrideView = {
  readonly doctor: { readonly name: string };
  readonly reason: string;
  readonly end: number | null;
};

/** Who has taken responsibility while the answer is not yes. It stands beside the answer, never in it. */
export function OverrideNote({
  override,
  zone,
  to,
}: {
  override: OverrideView;
  zone: string;
  /** Where more is told of it. */
  to?: string;
}) {
  const { doctor, reason, end } = override;
  return (
    <Notice kind="warn" title={`${doctor.name} has taken responsibility`}>
      <p>
        {reason}
        {end !== null && ` Until ${momentWords(end, zone)}.`} The answer is unchanged by this.
        {to && (
          <>
            {" "}
            <a href={to}>About this override</a>
          </>
        )}
      </p>
    </Notice>
  );
}
