import { z } from "zod";
import { passwordLength } from "./password-length.ts";

/** Apart from the length itself, so that a page can name the length without the parser. */
export const NewPassword = z
  .string()
  .min(passwordLength.least, `Use at least ${passwordLength.least} characters.`)
  .max(passwordLength.most);
