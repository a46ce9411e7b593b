import { useEffect, useState } from "react";
import { timeLeft } from "#app/domain/training/assessment/assessment-link.ts";

/** Counts down to an instant: "8 minutes left". Without scripts it says what was left when asked. */
export function TimeLeft({ until, now }: { until: number; now: number }) {
  const [left, setLeft] = useState(until - now);
  // The clock of a device may be wrong, so it only measures what passed since the server said.
  useEffect(() => {
    const began = performance.now();
    const tick = () => setLeft(until - now - (performance.now() - began));
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [until, now]);
  return <span role="timer">{left > 0 ? `${timeLeft(left)} left` : "It has ended"}</span>;
}
