import qrcode from "qrcode";
import type { HandedOver } from "#app/operations/training/assessment/hand-over-link.server.ts";

/** A link as a picture that a camera reads, with what stands beside it. */
export function codeView({ url, expiresAt, assessorName }: HandedOver, now: number) {
  if (url === null) return null;
  const { modules } = qrcode.create(url, { errorCorrectionLevel: "M" });
  const qr = { size: modules.size, dark: [...modules.data].map(Boolean) };
  return { url, qr, expiresAt, now, assessorName };
}
