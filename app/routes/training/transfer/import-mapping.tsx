import { RadioGroup, Select } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import { importFields, importLabels } from "#app/domain/training/transfer/columns.ts";
import type { WordField } from "#app/domain/training/transfer/mapping.ts";
import type { Choices, Step } from "./import.tsx";
import "./import.css";

/** What was read, and what only its owner can say about it. */
export function ImportQuestions({ step, choices }: { step: Step; choices: Choices }) {
  const { read } = step.view;
  return (
    <>
      <Notice title={`${read.rows} ${read.rows === 1 ? "row was" : "rows were"} read`}>
        <p>
          Letters as {read.encoding}, columns parted by {delimiters[read.delimiter]}.
          {read.ignored.length > 0 && (
            <>
              {" "}
              Left out unread, since they could identify a patient or hold free text:{" "}
              <strong>{read.ignored.join(", ")}</strong>.
            </>
          )}
        </p>
      </Notice>
      <Questions step={step} choices={choices} />
    </>
  );
}

/** Which column tells what; open while one that is needed is missing. */
export function ImportColumns({ step, choices }: { step: Step; choices: Choices }) {
  const { columns } = step.mapping;
  const isClear = columns.date !== undefined && columns.activity !== undefined;
  return (
    <details className="panel" open={!isClear}>
      <summary>Which column of your file tells what</summary>
      <p className="soft">It is remembered for your next file.</p>
      <div className="import-columns">
        {importFields.map((field) => (
          <Select
            key={field}
            name={`column-${field}`}
            label={importLabels[field]}
            value={columns[field]}
            empty="No column"
            options={step.view.read.header.map((column) => ({ value: column, label: column }))}
          />
        ))}
        <Otherwise field="role" step={step} choices={choices} />
        <Otherwise field="setting" step={step} choices={choices} />
      </div>
    </details>
  );
}

const delimiters = { comma: "comma", semicolon: "semicolon", tab: "tab", bar: "a vertical bar" };

const otherwiseLabels = {
  role: "Your part, if the file does not say",
  setting: "The place, if the file does not say",
};

/** What holds for rows whose file has no such column, or an empty cell in it. */
function Otherwise({
  field,
  step,
  choices,
}: {
  field: "role" | "setting";
  step: Step;
  choices: Choices;
}) {
  return (
    <Select
      name={field}
      label={otherwiseLabels[field]}
      value={step.mapping[field] ?? ""}
      empty="Leave such rows out"
      options={choices[field]}
    />
  );
}

function Questions({ step, choices }: { step: Step; choices: Choices }) {
  const { questions, counts } = step.view;
  const asked = (["activity", "role", "setting", "supervisor"] as const).filter(
    (field) => questions.words[field].length > 0,
  );
  const doubtful = counts.inFile > 0 || step.mapping.alike === "different";
  if (asked.length === 0 && !questions.ambiguous && !doubtful) return null;
  return (
    <Panel title="What only you can say">
      <div className="form">
        {questions.ambiguous && (
          <RadioGroup
            name="dateOrder"
            label={`What comes first in dates such as ${questions.ambiguous.example}?`}
            hint={`${questions.ambiguous.rows} ${questions.ambiguous.rows === 1 ? "date" : "dates"} can be read in two ways.`}
            value={step.mapping.dateOrder ?? undefined}
            options={[
              { value: "dmy", label: "The day" },
              { value: "mdy", label: "The month" },
            ]}
            inline
          />
        )}
        {doubtful && (
          <RadioGroup
            name="alike"
            label="Rows with the same activity, part and time"
            hint={
              counts.inFile > 0
                ? `${counts.inFile} ${counts.inFile === 1 ? "row repeats" : "rows repeat"} another one of this file.`
                : undefined
            }
            value={step.mapping.alike}
            options={[
              { value: "repeats", label: "Are the same case: bring it in once" },
              { value: "different", label: "Are different cases: bring in each" },
            ]}
          />
        )}
        {asked.map((field) => (
          <Words key={field} field={field} step={step} choices={choices} />
        ))}
      </div>
    </Panel>
  );
}

const leads: Readonly<Record<WordField, string>> = {
  activity: "These words of your file are not in the catalogue",
  role: "These words for your part are not known here",
  setting: "These places are not known here",
  supervisor: "These supervisors were not found among the assessors of your programme",
};

function Words({ field, step, choices }: { field: WordField; step: Step; choices: Choices }) {
  const others =
    field === "supervisor"
      ? [{ value: "nobody", label: "Leave open: ask somebody later" }]
      : [{ value: "skip", label: "Skip these rows" }];
  return (
    <fieldset className="import-words">
      <legend>{leads[field]}</legend>
      {step.view.questions.words[field].map(({ word, rows, meaning }, i) => (
        <div key={word}>
          <input type="hidden" name={`word-${field}-${i}`} value={word} />
          <Select
            name={`meaning-${field}-${i}`}
            label={`“${word}”`}
            hint={`${rows} ${rows === 1 ? "row" : "rows"}`}
            value={meaning ?? ""}
            empty={field === "supervisor" ? "Leave open" : "Choose what it stands for"}
            options={[...others, ...(choices[field] as { value: string; label: string }[])]}
          />
        </div>
      ))}
    </fieldset>
  );
}
