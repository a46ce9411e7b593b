import { z } from "zod";
import { passwordLength } from "./password-length.ts";

/** A password that is chosen: only its length is asked about. */
export const NewPassword = z
  .string()
  .min(passwordLength.least, `Use at least ${passwordLength.least} characters.`)
  .max(passwordLength.most);
