import { Form } from "@remix-run/react";
import type { FindingWord } from "#app/domain/signoff/meeting.ts";
import { Button } from "./button.tsx";
import { CheckboxGroup, RadioGroup, TextArea } from "./field.tsx";
import { findingWords } from "./finding-words.ts";
import { type Reply, typedIn } from "./form-errors.tsx";
import "./finding-form.css";

export type FindingFormView = {
  readonly id: string;
  readonly halfYear: string;
  readonly domains: readonly { readonly code: string; readonly name: string }[];
  /** Level by domain, as last recorded in this meeting or as proposed. */
  readonly milestones: Readonly<Record<string, number>>;
  readonly part: readonly { readonly id: string; readonly name: string }[];
  /** The finding that holds and that this one would replace. */
  readonly held: {
    readonly id: string;
    readonly recommendation: FindingWord;
    readonly rationale: string | null;
    readonly dissenters: readonly string[];
    readonly dissent: string | null;
  } | null;
};

const levels = ["1", "2", "3", "4", "5"];

/** What the committee finds about one fellow. */
export function FindingForm({
  formId,
  view,
  reply,
}: {
  formId: string;
  view: FindingFormView;
  reply: Reply | undefined;
}) {
  const { of, all } = typedIn(reply);
  const { held, part } = view;
  const options = (Object.keys(findingWords) as FindingWord[]).map((value, i) => ({
    value,
    label: `${i + 1}. ${findingWords[value].word}`,
    hint: findingWords[value].hint,
  }));
  return (
    <Form method="post" id={formId} className="form">
      <input type="hidden" name="intent" value="find" />
      <input type="hidden" name="id" value={of("id", view.id)} />
      {held && <input type="hidden" name="supersedes" value={held.id} />}
      <RadioGroup
        name="recommendation"
        label="The committee finds"
        options={options}
        value={of("recommendation", held?.recommendation)}
        error={reply?.fields.recommendation}
        required
      />
      <TextArea
        name="rationale"
        label="Why"
        hint="Needed for “Needs attention” and “At risk”. No names of patients."
        rows={3}
        maxLength={2000}
        value={of("rationale", held?.rationale ?? undefined)}
        error={reply?.fields.rationale}
        required={false}
      />
      <details open={Boolean(held?.dissent || reply?.fields.dissent || reply?.fields.dissenters)}>
        <summary>Somebody sees it otherwise</summary>
        <div className="form">
          <CheckboxGroup
            name="dissenters[]"
            label="Who"
            options={part.map(({ id, name }) => ({ value: id, label: name }))}
            values={all("dissenters", held?.dissenters)}
            error={reply?.fields.dissenters}
          />
          <TextArea
            name="dissent"
            label="Why they see it otherwise"
            rows={3}
            maxLength={2000}
            value={of("dissent", held?.dissent ?? undefined)}
            error={reply?.fields.dissent}
            required={false}
          />
        </div>
      </details>
      <Milestones view={view} reply={reply} />
      <div>
        <Button icon="check">{held ? "Record it anew" : "Record and go on"}</Button>
      </div>
    </Form>
  );
}

function Milestones({ view, reply }: { view: FindingFormView; reply: Reply | undefined }) {
  const { of } = typedIn(reply);
  return (
    <fieldset className="field milestones">
      <legend className="field-label">Milestones of {view.halfYear}</legend>
      <p className="field-hint">
        Level by domain, proposed from what was observed. A dash where too little was.
      </p>
      <div className="milestones-list">
        {view.domains.map(({ code, name }) => {
          const field = `milestone.${code}`;
          const value = of(field, view.milestones[code]?.toString()) ?? "";
          return (
            <label key={code} title={name}>
              <span>
                <span className="code" aria-hidden="true">
                  {code}
                </span>
                <span className="visually-hidden">{name}</span>
              </span>
              <select name={field} defaultValue={value} className="field-input">
                <option value="">–</option>
                {levels.map((level) => (
                  <option key={level}>{level}</option>
                ))}
              </select>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
