import { derivedFromLocal } from "#app/domain/training/case/case-time.ts";
import type { CaseFormProps, Fill } from "./case-book.ts";
import { Icon } from "./icon.tsx";
import "./case-fills.css";

/** What is said of a case so far, as far as it decides what the case fills. */
export type SeenCase = {
  readonly when: string;
  readonly role: string;
  readonly contexts: readonly string[];
};

/** What a case would fill as it is said so far: by what it is, and by when and how it was. */
export function fillsAsSeen(
  { fills, idleRoles }: Pick<CaseFormProps, "fills" | "idleRoles">,
  { when, role, contexts }: SeenCase,
): Fill[] {
  if (idleRoles.includes(role)) return [];
  const time = derivedFromLocal(when);
  const holding = new Set([
    ...contexts.filter((each) => each !== "night" && each !== "weekend"),
    ...(time?.atNight ? ["night"] : []),
    ...(time?.onWeekend ? ["weekend"] : []),
  ]);
  return fills
    .map((each) => ({ ...each, inContext: each.inContext.filter((c) => holding.has(c.context)) }))
    .filter((each) => each.title !== null || each.inContext.length > 0);
}

/** Which targets the case fills, in full. */
export function CaseFills({ form, seen }: { form: CaseFormProps; seen: SeenCase }) {
  const shown = fillsAsSeen(form, seen);
  return (
    <section className="case-fills" aria-labelledby="case-fills">
      <h2 id="case-fills">What it fills</h2>
      {shown.length === 0 && <p>{nothing}</p>}
      <ul>
        {shown.map((each) => (
          <li key={each.name}>
            <Icon name="evidence" />
            <span>
              <b>{each.name}</b>
              {each.title && <span>{each.title}</span>}
              {each.inContext.map(({ context, words }) => (
                <span key={context}>{words}</span>
              ))}
              {each.missing.length > 0 && (
                <span className="soft">Missing besides: {each.missing.join("; ")}.</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const nothing = "In this part a case is kept and shown, and adds nothing to the number of cases.";

/** The same in one line beside the button: "Fills 3 targets". */
export function FillsLine({ form, seen }: { form: CaseFormProps; seen: SeenCase }) {
  const open = fillsAsSeen(form, seen).flatMap((each) => [
    ...(each.isOpen ? [each] : []),
    ...each.inContext.filter((context) => context.isOpen),
  ]);
  const words = open.length === 1 ? "Fills 1 target" : `Fills ${open.length} targets`;
  return (
    <p className="case-fills-line" aria-live="polite">
      <a href="#case-fills">{open.length === 0 ? "Fills no target" : words}</a>
    </p>
  );
}
