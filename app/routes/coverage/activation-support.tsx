import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { DateTimeField } from "#app/components/field.tsx";
import { type Reply, typedIn } from "#app/components/form-errors.tsx";
import { momentWords } from "#app/components/moment.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Panel } from "#app/components/panel.tsx";
import type { ActivationView } from "#app/http/activation-view.server.ts";
import "#app/components/fold.css";

type Props = {
  call: Pick<ActivationView, "support" | "callToDeviceMinutes" | "isStarted" | "isMcs" | "voided">;
  zone: string;
  mayChange: boolean;
  /** Ids made with the page, one for each of its two forms, and the time that stands. */
  form: { readonly record: string; readonly takeBack: string; readonly startedAt: string };
  reply: Reply | undefined;
};

/** When mechanical support began, and how long after the call; recorded once, and put right here. */
export function ActivationSupport({ call, zone, mayChange, form, reply }: Props) {
  if (call.voided || (!call.isMcs && !call.support)) return null;
  return (
    <Panel title="When support began" id="support">
      <Began call={call} zone={zone} />
      {mayChange && !call.isStarted && !call.support && (
        <p>Once it was started, correct the call to say so. Then its time can be recorded here.</p>
      )}
      {mayChange && call.isStarted && !call.support && (
        <StartForm form={form} supersedes="" zone={zone} reply={reply} verb="Record it" />
      )}
      {mayChange && call.support && (
        <details className="fold" open={reply !== undefined}>
          <summary>
            <span className="fold-title">Put this time right</span>
          </summary>
          <div className="fold-body">
            {call.isStarted && (
              <StartForm
                form={form}
                supersedes={call.support.id}
                zone={zone}
                reply={reply}
                verb="Correct it"
              />
            )}
            <Form method="post">
              <input type="hidden" name="what" value="no_support" />
              <input type="hidden" name="id" value={form.takeBack} />
              <input type="hidden" name="supersedes" value={call.support.id} />
              <Button kind="quiet">Support did not begin: take it back</Button>
            </Form>
          </div>
        </details>
      )}
    </Panel>
  );
}

function Began({ call, zone }: Pick<Props, "call" | "zone">) {
  const { support, callToDeviceMinutes: minutes, isStarted } = call;
  if (!support) {
    return <p className="soft">{isStarted ? "Not recorded yet." : "Support was not started."}</p>;
  }
  return (
    <>
      <p>
        {minutes !== null && <b>{minutes} min after the call. </b>}
        {momentWords(support.startedAt, zone)}.{" "}
        <span className="soft">
          Recorded by {support.by}, {momentWords(support.at, zone)}.
        </span>
      </p>
      {minutes === null && (
        <Notice kind="warn">
          <p>This does not fit the call any more, and counts nowhere. Put one of the two right.</p>
        </Notice>
      )}
    </>
  );
}

function StartForm({
  form,
  supersedes,
  zone,
  reply,
  verb,
}: Pick<Props, "form" | "zone" | "reply"> & {
  supersedes: string;
  verb: string;
}) {
  const typed = typedIn(reply);
  return (
    <Form method="post" className="form">
      <input type="hidden" name="what" value="support" />
      <input type="hidden" name="id" value={typed.of("id", form.record)} />
      <input type="hidden" name="supersedes" value={typed.of("supersedes", supersedes)} />
      <DateTimeField
        name="startedAt"
        label="Support ran from"
        hint="When the device ran, not when it was decided. Nothing of the patient."
        zone={zone}
        value={typed.of("startedAt", form.startedAt)}
        error={reply?.fields.startedAt}
        required
      />
      <div>
        <Button>{verb}</Button>
      </div>
    </Form>
  );
}
