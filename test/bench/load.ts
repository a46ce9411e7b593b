import { Agent, request } from "node:http";

export type Measured = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly failed: number;
};
export type Load = {
  readonly origin: string;
  /** The path of the n-th question. */
  readonly path: (n: number) => string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** At most so many questions; without it, as many as are answered in the time. */
  readonly questions?: number;
};

/**
 * Closed loop: each connection asks again as soon as it has been answered. The first second is not counted,
 * nor the first fifth where the questions are numbered.
 */
export async function hammer(load: Load): Promise<Measured> {
  const { origin, path, headers, connections, seconds, questions } = load;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let [n, failed, counted] = [0, 0, 0];
  const begin = performance.now();
  const end = questions === undefined ? begin + (seconds + 1) * 1_000 : Number.POSITIVE_INFINITY;
  const isWarm = (now: number, i: number) =>
    questions === undefined ? now >= begin + 1_000 : i >= questions / 5;
  const one = async () => {
    while (performance.now() < end && n < (questions ?? Number.POSITIVE_INFINITY)) {
      const i = n++;
      const start = performance.now();
      const status = await ask(origin + path(i), agent, headers);
      if (!isWarm(start, i)) continue;
      counted ||= start;
      times.push(performance.now() - start);
      if (status !== 200) failed++;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  const perSecond = times.length / ((performance.now() - counted) / 1_000);
  return { perSecond, ...spread(times), failed };
}

/** Percentiles of times in ms. */
export function spread(times: readonly number[]): Pick<Measured, "p50" | "p95" | "p99"> {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** One after another: how long each takes by itself. */
export async function oneByOne(
  times: number,
  work: (n: number) => Promise<unknown>,
): Promise<Measured> {
  const taken: number[] = [];
  const begin = performance.now();
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await work(n);
    taken.push(performance.now() - start);
  }
  const perSecond = times / ((performance.now() - begin) / 1_000);
  return { perSecond, ...spread(taken), failed: 0 };
}

function ask(
  url: string,
  agent: Agent,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (reply) => {
      reply.resume();
      reply.on("end", () => resolve(reply.statusCode ?? 0));
    });
    sent.on("error", reject);
    sent.end();
  });
}
