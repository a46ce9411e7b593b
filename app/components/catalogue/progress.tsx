import { EntrustmentScale } from "../entrustment-scale.tsx";
import { EvidenceList } from "../evidence-list.tsx";
import { Meter } from "../meter.tsx";
import { RequirementList } from "../requirement-row.tsx";
import { Signature } from "../signature.tsx";
import { Timeline } from "../timeline.tsx";
import type { Specimen } from "./specimen.ts";

export const anchors = [
  { level: 1, label: "Observe only", sentence: "May watch, may not act." },
  {
    level: 2,
    label: "Direct supervision",
    sentence: "Supervisor in the room, ready to take over.",
  },
  {
    level: 3,
    label: "Indirect supervision",
    sentence: "Supervisor on site within minutes; key decisions checked.",
  },
  {
    level: 4,
    label: "Unsupervised",
    sentence: "Supervisor distant or not needed; reviews afterwards.",
  },
  { level: 5, label: "Supervises others", sentence: "May supervise and assess others." },
] as const;

const scale = {
  name: "level",
  legend: "How much supervision will this fellow need next time?",
  anchors,
};

export const progress: readonly Specimen[] = [
  {
    name: "Meter",
    states: [
      {
        label: "missing",
        shown: (
          <Meter
            label="Cases logged"
            value={27}
            target={30}
            unit="cases"
            missing="3 more needed, 1 of them at night"
          />
        ),
      },
      {
        label: "met",
        shown: <Meter label="Observations" value={6} target={6} unit="observations" />,
      },
      {
        label: "beyond the target",
        shown: <Meter label="Cases logged" value={44} target={30} unit="cases" />,
      },
      {
        label: "number met, condition not",
        shown: (
          <Meter
            label="Cases logged"
            value={31}
            target={30}
            unit="cases"
            missing="1 at night still needed"
          />
        ),
      },
      {
        label: "nothing yet",
        shown: <Meter label="Simulation" value={0} target={2} unit="sessions" missing="2 needed" />,
      },
    ],
  },
  {
    name: "RequirementRow",
    states: [
      {
        label: "met, in progress, blocked",
        shown: (
          <RequirementList
            label="Requirements of CRED-HEM"
            requirements={[
              {
                code: "CIC-HEM-01",
                title: "Pulmonary artery catheter insertion",
                href: "#hem-01",
                state: "satisfied",
                meters: [
                  { label: "Cases", value: 22, target: 20, unit: "cases" },
                  { label: "Observed", value: 3, target: 3, unit: "observations" },
                ],
              },
              {
                code: "CIC-HEM-02",
                title: "Invasive haemodynamic interpretation",
                href: "#hem-02",
                state: "in_progress",
                meters: [
                  {
                    label: "Cases",
                    value: 49,
                    target: 50,
                    unit: "cases",
                    missing: "1 more needed",
                  },
                  {
                    label: "Observed",
                    value: 5,
                    target: 6,
                    unit: "observations",
                    missing: "1 more needed, by a third assessor",
                  },
                ],
              },
              {
                code: "CIC-ECM-03",
                title: "ECPR: selection, team role, cannulation in arrest",
                state: "blocked",
                note: "Opens when CIC-ECM-01 is met.",
                meters: [],
              },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: "EntrustmentScale",
    states: [
      {
        label: "to be chosen",
        shown: (
          <EntrustmentScale
            {...scale}
            target={4}
            hint="Judge the activity, not the person. Read every line first."
          />
        ),
      },
      {
        label: "chosen before, in error",
        shown: (
          <EntrustmentScale
            {...scale}
            name="level-kept"
            value={3}
            error="Confirm the level: you may not assess at a level above your own."
          />
        ),
      },
    ],
  },
  {
    name: "EvidenceList",
    states: [
      {
        label: "full",
        shown: (
          <EvidenceList
            items={[
              {
                id: "019a-41c2",
                kind: "Case",
                title: "Pulmonary artery catheter, primary operator",
                href: "#case",
                detail: "SCAI C, at night, on VA-ECMO",
                when: "14 Nov 2026",
                state: "satisfied",
              },
              {
                id: "019a-5d07",
                kind: "Observation",
                title: "EPA-02 at level 4",
                href: "#obs",
                detail: "Dr Marta Lindqvist",
                when: "14 Nov 2026",
              },
              {
                id: "019a-77e1",
                kind: "Credential",
                title: "CRED-HEM, Dr Jonas Feld",
                href: "#cred",
                when: "valid to 30 Jun 2028",
                state: "suspended",
              },
            ]}
          />
        ),
      },
      { label: "empty", shown: <EvidenceList items={[]} /> },
    ],
  },
  {
    name: "Signature",
    states: [
      {
        label: "signed",
        shown: (
          <Signature
            signature={{
              name: "Prof. Helene Brandt",
              role: "Programme director, Nordhafen network",
              meaning:
                "I attest that this fellow meets the requirements of CRED-HEM as shown to me.",
              at: "Fri 20 Nov 2026, 16:42 CET",
              method: "Password, entered again at signing",
              signed: {
                what: "Dossier digest (SHA-256)",
                digest: "9f2c 41d8 77aa 03be 5c19 e0d4 88f1 2b6a",
              },
            }}
          />
        ),
      },
    ],
  },
  {
    name: "Timeline",
    states: [
      {
        label: "life of a credential",
        shown: (
          <Timeline
            events={[
              {
                key: "1",
                at: "Fri 20 Nov 2026, 16:43 CET",
                title: "Issued",
                by: "Prof. Helene Brandt",
                tone: "yes",
              },
              {
                key: "2",
                at: "Sat 21 Nov 2026, 09:10 CET",
                title: "Suspended",
                by: "Registrar",
                detail: "Licence under review.",
                tone: "suspended",
              },
              {
                key: "3",
                at: "Sun 22 Nov 2026, 11:30 CET",
                title: "Revoked",
                by: "Two registrars",
                tone: "no",
              },
            ]}
          />
        ),
      },
    ],
  },
];
