import { KeyValues } from "./key-values.tsx";
import { clockWords } from "./moment.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { QrCode } from "./qr-code.tsx";
import "./pairing-panel.css";

export type Pairing =
  | { readonly name: string; readonly code: null }
  | {
      readonly name: string;
      readonly code: string;
      readonly address: string;
      readonly qr: { readonly size: number; readonly dark: readonly boolean[] };
      readonly endsAt: number;
    };

/** Shown once, to whoever stands in front of the other screen. */
export function PairingPanel({ pairing, zone }: { pairing: Pairing; zone: string }) {
  if (pairing.code === null) {
    return (
      <Notice kind="warn" title="The code was shown already">
        <p>It is shown once. If it is lost, disconnect {pairing.name} and add it again.</p>
      </Notice>
    );
  }
  return (
    <Panel title={`Pair ${pairing.name}`} id="pair">
      <KeyValues
        items={[
          { label: "Open this address on the screen", value: pairing.address, code: true },
          { label: "Type this code there", value: <b className="pairing-code">{pairing.code}</b> },
          { label: "It works once, until", value: clockWords(pairing.endsAt, zone) },
        ]}
      />
      <QrCode {...pairing.qr} label="Or scan this with the screen itself" />
      <p className="soft">
        The code is not shown again. A screen that was paired shows the board until you disconnect
        it here or its time is over.
      </p>
    </Panel>
  );
}
