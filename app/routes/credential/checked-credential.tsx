import { DataTable } from "#app/components/data-table.tsx";
import { KeyValues } from "#app/components/key-values.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import type { CheckLine, Conclusion } from "#app/domain/credential/check-words.ts";
import type { Claims } from "#app/domain/credential/claims.ts";

export type CheckedView = {
  readonly conclusion: Conclusion;
  readonly lines: readonly CheckLine[];
  /** Null while no signature vouches for them. */
  readonly claims: Claims | null;
  /** Of a credential of this portal: its page tells more. */
  readonly ownId: string | null;
  readonly at: number;
};

/** The title of the page once something was checked. */
export const conclusions: Record<Conclusion, string> = {
  yes: "It holds",
  no: "It does not hold",
  unknown: "It could not be checked",
};
const marks = { held: "yes", failed: "no", open: "not-applicable" } as const;
const markWords = { held: "Holds", failed: "Fails", open: "Not checked" } as const;

/** What a check came to: in one line, then every check, then what the credential says. */
export function CheckedCredential({ conclusion, lines, claims, ownId, at }: CheckedView) {
  const failed = lines.find(({ state }) => state === "failed");
  const open = lines.filter(({ state, check }) => state === "open" && check !== failed?.check);
  return (
    <>
      <Panel>
        <p>{failed ? failed.words : summary(open)}</p>
        <p className="soft">
          {`As of ${momentWords(at, "UTC")}. `}
          {conclusion === "yes"
            ? "A credential that holds is evidence of competence. It is not a licence, not a privilege at a hospital, and does not say that its holder is on duty."
            : "Do not rely on it as it stands."}
        </p>
        {conclusion === "unknown" && (
          <Notice kind="warn" title="Not checked is not the same as wrong">
            Ask the issuer for a way to verify it, or check it with software that they name.
          </Notice>
        )}
      </Panel>
      <Panel title="What was checked, and what was not">
        <DataTable
          caption="Checks in the order they were made"
          hideCaption
          rows={lines}
          rowKey={(line) => line.check}
          columns={[
            { key: "what", header: "Check", heads: true, cell: (line) => line.what },
            {
              key: "state",
              header: "Came to",
              cell: ({ state, check }) => {
                const isUnknown = state === "failed" && conclusion === "unknown";
                const word = isUnknown ? "Cannot tell" : markWords[state];
                return (
                  <StateMark key={check} state={isUnknown ? "unknown" : marks[state]} word={word} />
                );
              },
            },
            { key: "words", header: "In words", cell: (line) => line.words },
          ]}
        />
      </Panel>
      {claims && <Said claims={claims} ownId={ownId} />}
    </>
  );
}

function summary(open: readonly CheckLine[]): string {
  const all = "The signature holds, the period holds, and nothing was altered.";
  return open.length === 0 ? all : `${all} ${open.map((line) => line.words).join(" ")}`;
}

function Said({ claims, ownId }: { claims: Claims; ownId: string | null }) {
  return (
    <Panel title="What it says" lead="In its issuer's words, which the signature covers.">
      <KeyValues
        items={[
          { label: "Credential", value: claims.name },
          { label: "Holder", value: claims.holder },
          { label: "Issuer", value: claims.issuer },
          { label: "Issuer's identifier", value: claims.issuerId, code: true },
          { label: "Valid from", value: claims.validFrom ?? "Not said" },
          { label: "Valid until", value: claims.validUntil ?? "Without an end" },
          ...(claims.id ? [{ label: "Its identifier", value: claims.id, code: true }] : []),
        ]}
      />
      {ownId && (
        <p>
          It is one of ours: <a href={`/credentials/${ownId}`}>its own page</a> says how it stands
          at any moment.
        </p>
      )}
    </Panel>
  );
}
