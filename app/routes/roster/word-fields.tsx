import { Select, TextField } from "#app/components/field.tsx";
import { Tag } from "#app/components/tag.tsx";
import type { DutyView, NameView, WordChoices } from "#app/http/word-form.server.ts";
import "./words.css";

type Common = {
  readonly choices: WordChoices;
  /** What was typed before, and what was wrong with it. */
  readonly typed: (name: string, otherwise: string) => string;
  readonly errors: Readonly<Record<string, string>>;
};

/** What each unknown assignment of a roster means. Guesses stand chosen and say that they are. */
export function DutyFields({
  duties,
  choices,
  typed,
  errors,
}: Common & { duties: readonly DutyView[] }) {
  return (
    <ol className="words" data-kind="duty">
      {duties.map(({ given, rows, beside, role, presence, minutes }, i) => (
        <li key={given} className="word">
          <input type="hidden" name={`duty-${i}-given`} value={given} />
          <WordHead
            given={given || "No assignment"}
            rows={rows}
            beside={beside}
            guessed={role !== ""}
          />
          <div className="word-fields">
            <Select
              name={`duty-${i}-as`}
              label="On duty as"
              options={choices.roles}
              empty="I do not know"
              value={typed(`duty-${i}-as`, role)}
              error={errors[`duty-${i}-as`]}
            />
            <Select
              name={`duty-${i}-where`}
              label="Where"
              options={choices.presences}
              value={typed(`duty-${i}-where`, presence)}
              error={errors[`duty-${i}-where`]}
            />
            <TextField
              name={`duty-${i}-minutes`}
              label="Responds within"
              unit="min"
              width="short"
              type="number"
              inputMode="numeric"
              min={0}
              max={1440}
              value={typed(`duty-${i}-minutes`, minutes)}
              error={errors[`duty-${i}-minutes`]}
              required={false}
            />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Who each unknown name of a roster is. Nobody is matched until somebody says so. */
export function NameFields({
  names,
  choices,
  typed,
  errors,
}: Common & { names: readonly NameView[] }) {
  return (
    <ol className="words" data-kind="name">
      {names.map(({ given, rows, beside, chosen, suggested }, i) => (
        <li key={given} className="word">
          <input type="hidden" name={`name-${i}-given`} value={given} />
          <WordHead given={given} rows={rows} beside={beside} guessed={chosen !== ""} />
          <div className="word-fields">
            <Select
              name={`name-${i}-who`}
              label="Is"
              options={[...suggested, ...choices.people]}
              empty="Leave unmatched"
              value={typed(`name-${i}-who`, chosen)}
              error={errors[`name-${i}-who`]}
            />
            <TextField
              name={`name-${i}-other`}
              label="Or by registration"
              width="medium"
              code
              value={typed(`name-${i}-other`, "")}
              error={errors[`name-${i}-other`]}
              required={false}
            />
          </div>
        </li>
      ))}
    </ol>
  );
}

function WordHead({
  given,
  rows,
  beside,
  guessed,
}: {
  given: string;
  rows: number;
  beside: readonly string[];
  guessed: boolean;
}) {
  return (
    <p className="word-head">
      <b>{given}</b> {guessed && <Tag>Suggested, please check</Tag>}
      <br />
      <span className="soft">
        {rows > 0 && `${rows} ${rows === 1 ? "shift" : "shifts"}`}
        {beside.length > 0 && `, such as ${beside.join("; ")}`}
      </span>
    </p>
  );
}
