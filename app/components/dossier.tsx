import { DataTable } from "./data-table.tsx";
import { dayWords, momentWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";
import { StateMark } from "./state-mark.tsx";
import "./dossier.css";

type Line = {
  readonly in: string;
  readonly title: string;
  readonly have: number;
  readonly need: number;
  readonly met: boolean;
  readonly excepted?: {
    readonly reason: string;
    readonly proposedBy: string;
    readonly approvedBy: string;
  };
};
type Fact = {
  readonly id: string;
  readonly kind: keyof typeof kinds;
  readonly what: string;
  readonly detail: string;
  readonly at: string | null;
  readonly by: string | null;
};

const kinds = {
  case: "Case",
  case_list: "Case list",
  practice: "Practice",
  observation: "Observation",
  record: "Record",
  credential: "Credential",
} as const;

/** What is asked and how far it is, then every fact that it rests on: all of it is signed. */
export function DossierEvidence({
  lines,
  facts,
  zone,
}: {
  lines: readonly Line[];
  facts: readonly Fact[];
  zone: string;
}) {
  return (
    <>
      <Panel title="What is asked" lead="Every requirement of the credential, as it stands now.">
        <DataTable
          caption="Requirements, shown and needed"
          hideCaption
          rows={lines}
          rowKey={(row) => `${row.in}-${row.title}`.replace(/[^\w-]/g, "-")}
          columns={[
            {
              key: "in",
              header: "Of",
              heads: true,
              cell: (row) => <span className="code">{row.in}</span>,
            },
            { key: "title", header: "Asks for", cell: (row) => row.title },
            { key: "have", header: "Shown", align: "number", cell: (row) => row.have },
            { key: "need", header: "Needed", align: "number", cell: (row) => row.need },
            {
              key: "met",
              header: "State",
              cell: (row) =>
                row.excepted ? (
                  <>
                    <StateMark state="in_progress" word="Not met, excepted" />{" "}
                    {`by ${row.excepted.proposedBy} and ${row.excepted.approvedBy}: ${row.excepted.reason}`}
                  </>
                ) : (
                  <StateMark
                    state={row.met ? "satisfied" : "in_progress"}
                    word={row.met ? "Met" : "Not met"}
                  />
                ),
            },
          ]}
        />
      </Panel>
      <Panel
        title="Evidence"
        lead={`${facts.length} confirmed facts. A signature covers each of them.`}
      >
        <DataTable
          caption="Confirmed facts"
          hideCaption
          rows={facts}
          rowKey={(row) => `${row.kind}-${row.id}`}
          empty="Nothing confirmed is on record."
          columns={[
            { key: "kind", header: "Kind", cell: (row) => kinds[row.kind] },
            { key: "what", header: "What", heads: true, cell: (row) => row.what },
            { key: "detail", header: "As", cell: (row) => row.detail },
            {
              key: "at",
              header: "On",
              cell: (row) => (row.at ? dayWords(Date.parse(row.at), zone) : ""),
            },
            { key: "by", header: "By", cell: (row) => row.by ?? "" },
          ]}
        />
      </Panel>
    </>
  );
}

type VoteLine = {
  readonly memberId: string;
  readonly memberName: string;
  readonly vote: "recommend" | "not_yet" | "abstain";
  readonly conflictOfInterest: boolean;
  readonly at: number;
  readonly rationale: string | null;
};
type Outcome = {
  readonly state: "open" | "recommended" | "not_recommended";
  readonly quorum: number;
  readonly counted: number;
  readonly recommend: number;
  readonly reachedAt: number | null;
  readonly dissent: readonly string[];
};

export const voteWords = {
  recommend: "Recommends",
  not_yet: "Not yet",
  abstain: "Abstains",
} as const;

/** How the committee stands, in one sentence. */
export function outcomeWords(outcome: Outcome): string {
  const { state, quorum, counted, recommend, dissent } = outcome;
  const against = dissent.length > 0 ? `, ${dissent.length} dissenting` : "";
  if (state === "open") {
    const left = quorum - counted;
    return `${counted} of ${quorum} members have voted; ${left} more needed`;
  }
  if (state === "recommended") return `Recommended by ${recommend} of ${counted}${against}`;
  return `Not recommended: ${recommend} of ${counted} for it${against}`;
}

/** Every vote with its reason; dissent stands beside the outcome. */
export function CommitteeVotes({
  votes,
  outcome,
  zone,
}: {
  votes: readonly VoteLine[];
  outcome: Outcome;
  zone: string;
}) {
  return (
    <Panel title="Committee" lead={`${outcomeWords(outcome)}.`}>
      <DataTable
        caption="Votes and their reasons"
        hideCaption
        rows={votes}
        rowKey={(row) => row.memberId}
        empty="Nobody has voted yet."
        columns={[
          { key: "member", header: "Member", heads: true, cell: (row) => row.memberName },
          {
            key: "vote",
            header: "Vote",
            cell: (row) => (
              <>
                {voteWords[row.vote]}
                {row.conflictOfInterest && " (conflict of interest)"}
                {outcome.dissent.includes(row.memberId) && " (dissent)"}
              </>
            ),
          },
          { key: "why", header: "Why", cell: (row) => row.rationale ?? "Removed" },
          { key: "at", header: "When", cell: (row) => momentWords(row.at, zone) },
        ]}
      />
    </Panel>
  );
}

/** The canonical text that a signature covers, folded away: for whoever checks the digest. */
export function SignedText({ text }: { text: string }) {
  return (
    <details className="no-print">
      <summary>The signed text</summary>
      <pre className="signed-text">{text}</pre>
    </details>
  );
}
