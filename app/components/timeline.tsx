import type { ReactNode } from "react";
import type { Tone } from "./state-mark.tsx";
import "./timeline.css";

export type EventView = {
  readonly key: string;
  readonly at: string;
  readonly title: ReactNode;
  readonly by?: string;
  readonly detail?: ReactNode;
  /** More about it, on a page or further up. */
  readonly more?: { readonly label: string; readonly to: string };
  readonly tone?: Tone;
};

/** What happened, in the order given. */
export function Timeline({
  events,
  label = "Events",
}: {
  events: readonly EventView[];
  label?: string;
}) {
  return (
    <ol className="timeline" aria-label={label}>
      {events.map((event) => (
        <li key={event.key} data-tone={event.tone ?? "neutral"}>
          <p className="timeline-title">{event.title}</p>
          <p className="timeline-meta">
            {event.at}
            {event.by && `, ${event.by}`}
          </p>
          {event.detail && <p>{event.detail}</p>}
          {event.more && (
            <p>
              <a href={event.more.to}>{event.more.label}</a>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
