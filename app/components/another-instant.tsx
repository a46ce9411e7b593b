import { Button, ButtonLink } from "./button.tsx";
import { DateTimeField } from "./field.tsx";
import { Panel } from "./panel.tsx";

type Asked = {
  readonly isNow: boolean;
  /** What was typed and what is wrong with it, by field. */
  readonly typed: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
};

/** Asks a page's question of another instant, or as the record stood at another; it works by its address. */
export function AnotherInstant({
  page,
  asked,
  zone,
}: {
  page: string;
  asked: Asked;
  zone: string;
}) {
  const { typed, fields } = asked;
  const asks = { zone, required: false } as const;
  return (
    <Panel
      title="At another instant"
      lead="Any time, past or coming; and, if you like, as the record stood at another."
      id="another"
    >
      <form method="get" action={page} className="form">
        <DateTimeField name="at" label="When" value={typed.at} error={fields.at} {...asks} />
        <DateTimeField
          name="knownAt"
          label="As known at"
          hint="Leave it empty for what is known now."
          value={typed.knownAt}
          error={fields.knownAt}
          {...asks}
        />
        <p className="cluster">
          <Button>Ask</Button>
          {!asked.isNow && (
            <ButtonLink to={page} kind="quiet">
              Back to now
            </ButtonLink>
          )}
        </p>
      </form>
    </Panel>
  );
}
