import { useCallback, useEffect, useRef, useState } from "react";
import { derivedFromLocal } from "#app/domain/training/case/case-time.ts";
import type { CaseFormProps } from "./case-book.ts";
import { DateTimeField, RadioGroup } from "./field.tsx";
import { type Reply, typedIn } from "./form-errors.tsx";
import { localNow, quickTimes } from "./local-now.ts";
import "./case-when.css";

/**
 * When a case was. Now, unless something else was typed or is on record; with scripts also the last hours,
 * each one tap away. A time that the clock showed twice is asked about, only then.
 */
export function CaseWhen({
  form,
  reply,
  kept,
  openedAt,
  onPick,
}: {
  form: Pick<CaseFormProps, "zone" | "at" | "now">;
  reply?: Reply & { readonly code?: string };
  /** The time on record, in a correction. */
  kept?: string;
  openedAt: number;
  /** Called with a time that was set without typing; must stay the same function. */
  onPick: (local: string) => void;
}) {
  const { of } = typedIn(reply);
  const frame = useRef<HTMLDivElement>(null);
  const [withScripts, setWithScripts] = useState(false);
  const typed = of("when") ?? kept;
  const isFresh = typed === undefined;
  const { at, zone } = form;
  const pick = useCallback(
    (before: number) => {
      const local = localNow({ at, zone }, openedAt, before);
      const field = frame.current?.querySelector<HTMLInputElement>('input[name="when"]');
      if (field) field.value = local;
      onPick(local);
    },
    [at, zone, openedAt, onPick],
  );
  // A page that was opened a while ago, or kept for being offline, still says when it was made.
  useEffect(() => {
    setWithScripts(true);
    if (isFresh) pick(0);
  }, [isFresh, pick]);
  return (
    <div className="case-when" ref={frame}>
      <DateTimeField
        name="when"
        label="When"
        zone={form.zone}
        value={typed ?? form.now}
        error={reply?.fields.when}
        required
      />
      {withScripts && (
        <fieldset className="case-quick">
          <legend className="visually-hidden">Quick choices of time</legend>
          {quickTimes.map(({ label, before }) => (
            <button key={label} type="button" onClick={() => pick(before)}>
              {label}
            </button>
          ))}
        </fieldset>
      )}
      {(reply?.code === "time_twice" || of("reading") !== undefined) && (
        <RadioGroup
          name="reading"
          label="The clock showed this time twice. Which one was it?"
          options={[
            { value: "earlier", label: "The first time, before the clock went back" },
            { value: "later", label: "The second time, after the clock went back" },
          ]}
          value={of("reading")}
          required
        />
      )}
    </div>
  );
}

/** "At night, at the weekend": what follows from the time, said while it is still being chosen. */
export function derivedWords(local: string): string {
  const time = derivedFromLocal(local);
  if (!time) return "";
  const said = [time.atNight ? "at night" : "by day", time.onWeekend ? "at the weekend" : null];
  return said.filter(Boolean).join(", ");
}
