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
};

/** Closed loop: each connection asks again as soon as it has been answered. The first second is not counted. */
export async function hammer({
  origin,
  path,
  headers,
  connections,
  seconds,
}: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let [n, failed] = [0, 0];
  const begin = performance.now();
  const warm = begin + 1_000;
  const end = warm + seconds * 1_000;
  const one = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      const status = await ask(origin + path(n++), agent, headers);
      if (start < warm) continue;
      times.push(performance.now() - start);
      if (status !== 200) failed++;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  const perSecond = times.length / ((performance.now() - warm) / 1_000);
  return { perSecond, p50: at(0.5), p95: at(0.95), p99: at(0.99), failed };
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
