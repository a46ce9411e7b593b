import qrcode from "qrcode";
import type { Context } from "#app/operations/context.server.ts";
import type { AddedScreen } from "#app/operations/coverage/board/add-screen.server.ts";

/** How the screen gets its code: typed in, or as a picture that a camera reads. Shown once. */
export function pairingView({ settings }: Context, { name, code, codeEndsAt }: AddedScreen) {
  if (code === null) return { name, code };
  const address = `${settings.publicOrigin}/screen`;
  const { modules } = qrcode.create(`${address}/${code}`, { errorCorrectionLevel: "M" });
  const qr = { size: modules.size, dark: [...modules.data].map(Boolean) };
  return { name, code, address, qr, endsAt: codeEndsAt };
}
