import { Button, ButtonLink } from "../button.tsx";
import { CheckAnswers } from "../check-answers.tsx";
import { ErrorSummary } from "../error-summary.tsx";
import {
  Checkbox,
  CheckboxGroup,
  DateTimeField,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from "../field.tsx";
import { Interruption } from "../interruption.tsx";
import type { Specimen } from "./specimen.ts";

const stages = ["A", "B", "C", "D", "E"].map((value) => ({ value, label: value }));
const roles = [
  { value: "primary", label: "Primary operator", hint: "You did it, alone or supervised." },
  { value: "assistant", label: "Assistant", hint: "Does not count towards the minimum." },
];
const procedures = [
  { value: "pac", label: "Pulmonary artery catheter", group: "Haemodynamics" },
  { value: "cpo", label: "Invasive haemodynamic study", group: "Haemodynamics" },
  { value: "iabp", label: "Intra-aortic balloon pump", group: "Mechanical support" },
];

export const forms: readonly Specimen[] = [
  {
    name: "Button",
    states: [
      {
        label: "kinds",
        shown: (
          <div className="cluster">
            <Button>Add to log</Button>
            <Button kind="secondary" icon="upload">
              Choose a roster
            </Button>
            <Button kind="quiet">Cancel</Button>
            <Button kind="destroy">Revoke</Button>
            <Button disabled>Sign</Button>
            <ButtonLink to="#same" kind="secondary" icon="print">
              Print
            </ButtonLink>
          </div>
        ),
      },
    ],
  },
  {
    name: "Field",
    states: [
      {
        label: "empty",
        shown: (
          <form className="form">
            <TextField
              name="registration"
              label="Registration"
              hint="Authority and number, such as GMC:7012345."
              code
              width="medium"
            />
            <Select
              name="procedure"
              label="Procedure"
              options={procedures}
              empty="Choose a procedure"
            />
            <DateTimeField name="when" label="When" zone="Europe/Berlin" />
            <RadioGroup name="role" label="Your role" options={roles} />
            <RadioGroup name="stage" label="SCAI stage" options={stages} inline />
            <TextArea name="feedback" label="One sentence of feedback" required={false} rows={3} />
          </form>
        ),
      },
      {
        label: "refused, everything kept",
        shown: (
          <form className="form">
            <ErrorSummary
              errors={[
                { field: "e-registration", message: "Write the registration as AUTHORITY:number" },
                { field: "e-when", message: "02:30 happened twice on 25 October; say which" },
                { field: "e-stage", message: "Choose a SCAI stage" },
                { message: "The roster changed meanwhile. Read the new plan below." },
              ]}
            />
            <TextField
              name="e-registration"
              label="Registration"
              value="7012345"
              error="Write the registration as AUTHORITY:number"
              code
              width="medium"
            />
            <DateTimeField
              name="e-when"
              label="When"
              zone="Europe/Berlin"
              value="2026-10-25T02:30"
              error="02:30 happened twice on 25 October; say which"
            />
            <RadioGroup
              name="e-stage"
              label="SCAI stage"
              options={stages}
              inline
              error="Choose a SCAI stage"
            />
            <CheckboxGroup
              name="e-context"
              label="Context"
              options={[
                { value: "night", label: "At night" },
                { value: "ecmo", label: "On ECMO" },
              ]}
              values={["night"]}
              inline
            />
            <TextArea
              name="e-feedback"
              label="One sentence of feedback"
              value="Calm, wedge checked twice."
              rows={3}
            />
            <Checkbox name="e-sure" label="I was present" checked />
          </form>
        ),
      },
    ],
  },
  {
    name: "CheckAnswers",
    states: [
      {
        label: "before sending",
        shown: (
          <CheckAnswers
            lines={[
              { label: "Procedure", value: "Pulmonary artery catheter", change: "#procedure" },
              { label: "When", value: "Sat 14 Nov 2026, 23:40 CET", change: "#when" },
              { label: "Complication", value: null, change: "#feedback" },
            ]}
          />
        ),
      },
    ],
  },
  {
    name: "Interruption",
    states: [
      {
        label: "before a revocation",
        shown: (
          <Interruption
            title="Revoke CRED-HEM of Dr Jonas Feld"
            effects={[
              "It stops counting at once, in every unit.",
              "Three shifts of Cardiac intensive care, Nordhafen lose cover, the first tonight at 20:00.",
              "A second registrar must confirm.",
            ]}
            actions={
              <>
                <Button kind="destroy">Revoke this credential</Button>
                <ButtonLink kind="secondary" to="#back">
                  Go back
                </ButtonLink>
              </>
            }
          >
            <p>
              A revoked credential cannot be restored. If the matter may clear, suspend it instead.
            </p>
          </Interruption>
        ),
      },
    ],
  },
];
