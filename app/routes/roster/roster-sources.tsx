import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { lengthWords, momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";

export type Source = {
  readonly source: string;
  readonly checkedAt: number;
  readonly staleAfter: number;
  readonly publishedUntil: number | null;
};

/** Where the roster comes from, how old it is, and the way to say that it is still right. */
export function RosterSources({
  sources,
  now,
  zone,
  mayPublish,
}: {
  sources: readonly Source[];
  now: number;
  zone: string;
  mayPublish: boolean;
}) {
  return sources.map((each) => {
    const { source, checkedAt, staleAfter, publishedUntil } = each;
    const isStale = staleAfter < now;
    const age = `Confirmed ${lengthWords(now - checkedAt)} ago`;
    const kind = isStale || publishedUntil === null ? "warn" : "info";
    return (
      <Notice key={source} kind={kind} title={`${age}${isStale ? ", too long to rely on" : ""}`}>
        <div className="roster-source">
          <p>
            Source <span className="code">{source}</span>.{" "}
            {publishedUntil === null
              ? "Nothing is published for now."
              : `Published until ${momentWords(publishedUntil, zone)}.`}{" "}
            {isStale
              ? "Answers are unknown until it is confirmed."
              : `It is relied on until ${momentWords(staleAfter, zone)} unless confirmed again.`}
          </p>
          {mayPublish && (
            <Form method="post">
              <input type="hidden" name="intent" value="confirm" />
              <input type="hidden" name="source" value={source} />
              <Button kind="secondary" icon="check">
                This roster is still right
              </Button>
            </Form>
          )}
        </div>
      </Notice>
    );
  });
}
