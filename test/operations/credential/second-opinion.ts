import { verifyCredential } from "@digitalcredentials/verifier-core";

type Step = { readonly id: string; readonly valid?: boolean; readonly error?: unknown };
type Opinion = { readonly errors?: readonly { name: string }[]; readonly log?: readonly Step[] };

/**
 * A program of its own: reads credentials as a JSON list from standard input and says of each what the
 * verifier of the Digital Credentials Consortium thinks. It resolves did:web and status lists
 * over https, at this machine alone; what it says comes on the last line.
 */
const real = globalThis.fetch;
globalThis.fetch = (address, init) => {
  const { href } = new URL(address instanceof Request ? address.url : address);
  if (href.startsWith("https://localhost:")) return real(address, init);
  throw new Error(`${href} is not of this machine`);
};
let sent = "";
for await (const chunk of process.stdin) sent += String(chunk);
const opinions: unknown[] = [];
for (const credential of JSON.parse(sent) as unknown[]) {
  const said = (await verifyCredential({ credential, knownDIDRegistries: [] } as never)) as Opinion;
  const steps = (said.log ?? []).map(({ id, valid, error }) => [id, error ? "error" : valid]);
  opinions.push({
    errors: (said.errors ?? []).map(({ name }) => name),
    ...Object.fromEntries(steps),
  });
}
process.stdout.write(`\n${JSON.stringify(opinions)}`);
