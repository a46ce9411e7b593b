import { ButtonLink } from "../button.tsx";
import { DataTable } from "../data-table.tsx";
import { EmptyState } from "../empty-state.tsx";
import { KeyValues } from "../key-values.tsx";
import { Notice } from "../notice.tsx";
import { Card, Cards, Panel } from "../panel.tsx";
import { Prose } from "../prose.tsx";
import { StateMark } from "../state-mark.tsx";
import { Tabs } from "../tabs.tsx";
import { Tag } from "../tag.tsx";
import type { Specimen } from "./specimen.ts";

const rows = [
  {
    code: "CIC-HEM-01",
    title: "Pulmonary artery catheter insertion and waveform quality",
    cases: 20,
    observed: 3,
    months: 36,
    basis: "default",
  },
  {
    code: "CIC-HEM-02",
    title: "Invasive haemodynamic interpretation",
    cases: 50,
    observed: 6,
    months: 36,
    basis: "default",
  },
  {
    code: "CIC-IMG-01",
    title: "Critical care echocardiography, complete",
    cases: 150,
    observed: 10,
    months: 60,
    basis: "sourced",
  },
];

type Row = (typeof rows)[number];
const columns = [
  {
    key: "code",
    header: "Code",
    heads: true,
    cell: (row: Row) => <span className="code">{row.code}</span>,
  },
  { key: "title", header: "Competency", cell: (row: Row) => row.title },
  { key: "cases", header: "Cases", align: "number" as const, cell: (row: Row) => row.cases },
  {
    key: "observed",
    header: "Observed",
    align: "number" as const,
    cell: (row: Row) => row.observed,
  },
  {
    key: "months",
    header: "Valid",
    unit: "months",
    align: "number" as const,
    cell: (row: Row) => row.months,
  },
  { key: "basis", header: "Basis", cell: (row: Row) => <Tag>{row.basis}</Tag> },
];

export const pieces: readonly Specimen[] = [
  {
    name: "DataTable",
    states: [
      {
        label: "full",
        shown: (
          <DataTable
            caption="Minimums by competency"
            columns={columns}
            rows={rows}
            rowKey={(row) => row.code}
          />
        ),
      },
      {
        label: "empty",
        shown: (
          <DataTable
            caption="Observations"
            columns={columns}
            rows={[]}
            rowKey={(row) => row.code}
            empty="No observation yet."
          />
        ),
      },
    ],
  },
  {
    name: "Notice",
    states: [
      {
        label: "info",
        shown: (
          <Notice title="Your case waits for its supervisor">
            Dr Lindqvist was told by e-mail.
          </Notice>
        ),
      },
      { label: "done", shown: <Notice kind="done" title="Added to your log" /> },
      {
        label: "warn",
        shown: (
          <Notice kind="warn" title="Validity ends in the middle of a shift">
            Dr Feld’s CRED-HEM ends on Sun 29 Nov, 02:00 CET.
          </Notice>
        ),
      },
      {
        label: "error",
        shown: (
          <Notice kind="error" title="The roster was not changed">
            The plan was made from an older roster.
          </Notice>
        ),
      },
    ],
  },
  {
    name: "Panel and Card",
    states: [
      {
        label: "panel",
        shown: (
          <Panel
            title="Advanced haemodynamics"
            meta={<StateMark state="issued" />}
            lead="CRED-HEM, programme-attested."
          >
            <KeyValues
              items={[
                { label: "Holder", value: "Dr Jonas Feld" },
                { label: "Valid until", value: "30 Jun 2028" },
                { label: "Identifier", value: "019a77e1-2b6a-7c11-9c0e-5f0c2a8d4410", code: true },
              ]}
            />
          </Panel>
        ),
      },
      {
        label: "cards",
        shown: (
          <Cards>
            <Card
              title="Dr Ida Solberg"
              to="#ida"
              meta={
                <>
                  <span>Second year</span>
                  <StateMark state="in_progress" />
                </>
              }
            >
              One case and one observation short of CRED-HEM.
            </Card>
            <Card title="Dr Omar Haddad" to="#omar" meta={<span>First year</span>}>
              Twelve cases this month.
            </Card>
            <Card title="Not a link">Only facts.</Card>
          </Cards>
        ),
      },
    ],
  },
  {
    name: "Tabs",
    states: [
      {
        label: "three views",
        shown: (
          <Tabs
            label="Credential views"
            tabs={[
              { label: "Overview", to: "#o", current: true },
              { label: "Evidence", to: "#e", count: 53 },
              { label: "History", to: "#h" },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: "EmptyState",
    states: [
      {
        label: "what to do",
        shown: (
          <EmptyState
            title="No case yet"
            action={
              <ButtonLink to="#new" icon="plus">
                Log a case
              </ButtonLink>
            }
          >
            Your log begins with the first procedure that you take part in.
          </EmptyState>
        ),
      },
    ],
  },
  {
    name: "Prose",
    states: [
      {
        label: "from Markdown",
        shown: (
          <Prose
            html={
              '<h2>What the answer means</h2><p>Only <strong>yes</strong> permits reliance. An error, a time-out or a stale roster is <a href="#unknown">unknown</a>.</p><ul><li>Every rule names who meets it, or why not.</li><li>Every answer says until when it holds.</li></ul>'
            }
          />
        ),
      },
    ],
  },
];
