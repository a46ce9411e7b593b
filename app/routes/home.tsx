import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Card, Cards } from "#app/components/panel.tsx";
import { PublicPage } from "#app/components/public-page.tsx";
import { StateMark } from "#app/components/state-mark.tsx";
import { publicFrame } from "#app/http/public.server.ts";
import "#app/components/front-door.css";

export const meta: MetaFunction = () => [
  { title: "Systole · Is a qualified cardiologist on shift?" },
  {
    name: "description",
    content:
      "The portal for cardiac intensive care: its curriculum, how people become competent in it, and who is qualified and on shift.",
  },
];

export async function loader(args: LoaderFunctionArgs) {
  return { frame: await publicFrame(args) };
}

export default function FrontDoor() {
  const { frame } = useLoaderData<typeof loader>();
  return (
    <PublicPage {...frame}>
      <div className="front-door">
        <section className="front-question">
          <h1>Is a qualified cardiologist on shift?</h1>
          <p className="front-lead">
            Systole is the portal for cardiac intensive care. It follows one chain from a fellow's
            logged case to the answer that a unit needs at 03:12 on a Sunday, and every link of it
            can be inspected.
          </p>
          <div className="cluster">
            {frame.signedIn ? (
              <ButtonLink to="/home" icon="home">
                Your work
              </ButtonLink>
            ) : (
              <ButtonLink to="/login">Sign in</ButtonLink>
            )}
            <ButtonLink to="/how-the-answer-works" kind="secondary">
              How the answer works
            </ButtonLink>
          </div>
        </section>
        <Answers />
        <Chain />
        <Training />
        <Demands />
        <WithoutAccount />
      </div>
    </PublicPage>
  );
}

function Answers() {
  return (
    <section className="stack" aria-labelledby="answers">
      <h2 id="answers">Three answers, and only one to rely on</h2>
      <ul className="front-answers">
        <li>
          <StateMark state="yes" size="large" />
          <p>
            Every rule that must hold is met by people who are proven: rostered, in standing, there.
          </p>
        </li>
        <li>
          <StateMark state="no" size="large" />
          <p>A rule cannot be met, and the answer says which, why, and since when.</p>
        </li>
        <li>
          <StateMark state="unknown" size="large" />
          <p>
            The roster is old, a name was not matched, a source could not be read. It never passes
            for yes.
          </p>
        </li>
      </ul>
    </section>
  );
}

const links = [
  ["Case", "A fellow logs what they did, without anything that identifies a patient."],
  ["Observation", "Somebody else watches, and says how far they would trust them next time."],
  ["Committee", "At least three people weigh the evidence and recommend."],
  ["Signature", "The programme director signs over exactly what was shown."],
  ["Credential", "A signed document that anybody can verify, with its state."],
  ["Roster", "The unit publishes who is there, on call or remote."],
  ["Answer", "Yes, no or unknown, with its reasons and until when it holds."],
] as const;

function Chain() {
  return (
    <section className="stack" aria-labelledby="chain">
      <h2 id="chain">One chain, from a case to an answer</h2>
      <ol className="front-chain">
        {links.map(([name, words]) => (
          <li key={name}>
            <b>{name}</b>
            <span>{words}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Training() {
  return (
    <section className="stack" aria-labelledby="training">
      <h2 id="training">For those who train and those who teach</h2>
      <Cards>
        <Card title="A case in six taps" to="/help">
          On a phone, with network or without. Before you save, it says which targets the case
          fills.
        </Card>
        <Card title="An assessment without an account" to="/help">
          By a code on the fellow's screen or a link in a mail: one of five levels, one sentence.
        </Card>
        <Card title="What is missing, exactly" to="/help">
          For every competency, activity and credential, with leave and part-time taken into
          account.
        </Card>
      </Cards>
    </section>
  );
}

function Demands() {
  return (
    <section className="stack" aria-labelledby="demands">
      <h2 id="demands">What it stands for</h2>
      <Cards>
        <Card title="VA-ECMO alone is not a solution to cardiogenic shock" to="/evidence">
          Nobody earns a cannulation credential alone, and no unit that offers VA-ECMO without
          cardiology cover is answered yes.
        </Card>
        <Card title="A shock team in every case that needs mechanical support" to="/evidence">
          Its seats, who may take them and how soon they answer are part of the standards.
        </Card>
        <Card title="Cardiac intensive care is a subspecialty" to="/curriculum">
          With a curriculum that is open and versioned, and a basis and source for every number.
        </Card>
      </Cards>
    </section>
  );
}

function WithoutAccount() {
  return (
    <section className="stack" aria-labelledby="without-account">
      <h2 id="without-account">Without an account</h2>
      <Cards>
        <Card title="Read the curriculum" to="/curriculum">
          What has to be learnt, by domain, activity and credential.
        </Card>
        <Card title="Search the register" to="/register">
          Who holds which credential, and whether it counts today.
        </Card>
        <Card title="Connect a system" to="/api-guide">
          Ask who is qualified on shift at any instant, with one request.
        </Card>
      </Cards>
    </section>
  );
}
