import { Form } from "@remix-run/react";
import { type ReactNode, useCallback, useState } from "react";
import { Button } from "./button.tsx";
import type { CaseFormProps, GivenCase } from "./case-book.ts";
import { CaseFills, FillsLine } from "./case-fills.tsx";
import { CaseMore } from "./case-more.tsx";
import { CaseWhen, derivedWords } from "./case-when.tsx";
import { RadioGroup } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";
import { QuickChoice } from "./quick-choice.tsx";
import "./case-fields.css";

/** What an action answers a form for a case; the code lets it ask for more. */
export type CaseReply = Reply & { readonly code?: string };

/** A case for one activity. Everything typed stays when it comes back. */
export function CaseFields({
  id,
  form,
  given = form.given,
  kept,
  reply,
  openedAt,
  submit = "Add to log",
  children,
}: {
  /** Made with the form, so that the same case sent twice is one case. */
  id: string;
  form: CaseFormProps;
  given?: GivenCase;
  /** The time on record, in a correction. */
  kept?: string;
  reply?: CaseReply;
  openedAt: number;
  submit?: string;
  /** What a correction asks besides. */
  children?: ReactNode;
}) {
  const { of, all } = typedIn(reply);
  const errors = reply?.fields ?? {};
  const [seen, see] = useState({
    when: of("when") ?? kept ?? form.now,
    role: of("role") ?? given.role ?? "",
    contexts: all("contexts", given.contexts),
  });
  const pick = useCallback((when: string) => see((before) => ({ ...before, when })), []);
  return (
    <Form
      method="post"
      className="form case-form"
      data-draft={kept === undefined ? "case" : undefined}
      onChange={(event) => see(seenIn(event.currentTarget))}
    >
      <input type="hidden" name="id" value={of("id", id)} />
      <input type="hidden" name="fellowshipId" value={form.fellowshipId} />
      <input type="hidden" name="activity" value={form.activity} />
      {children}
      <CaseWhen {...{ form, reply, kept, openedAt }} onPick={pick} />
      <p className="case-derived">
        {derivedWords(seen.when)}
        {form.datePrecision !== "minute" &&
          `. Your programme keeps only the ${form.datePrecision}, and whether it was at night or at the weekend.`}
      </p>
      <RadioGroup
        name="role"
        label="Your part"
        inline
        options={form.roles}
        value={of("role", given.role)}
        error={errors.role}
        required
      />
      {form.scenarios.length > 0 && (
        <RadioGroup
          name="scenario"
          label="Scenario"
          inline
          options={form.scenarios}
          value={of("scenario", given.scenario)}
          error={errors.scenario}
          required
        />
      )}
      <QuickChoice
        name="supervisorId"
        label="Supervisor"
        hint="Confirms the case. Only then it counts."
        options={form.supervisors}
        quick={form.recent.supervisors}
        more="Somebody else"
        value={of("supervisorId", given.supervisorId)}
        error={errors.supervisorId}
        required
      />
      <QuickChoice
        name="setting"
        label="Where"
        options={form.settings}
        quick={form.recent.settings}
        more="Somewhere else"
        value={of("setting", given.setting)}
        error={errors.setting}
        required
      />
      <CaseMore {...{ form, given, reply }} />
      <CaseFills {...{ form, seen }} />
      <div className="case-save">
        <FillsLine {...{ form, seen }} />
        <Button wide icon="check">
          {submit}
        </Button>
      </div>
    </Form>
  );
}

function seenIn(form: HTMLFormElement) {
  const data = new FormData(form);
  const contexts = data.getAll("contexts[]").map(String);
  const said = (name: string) => String(data.get(name) ?? "");
  return { when: said("when"), role: said("role"), contexts };
}
