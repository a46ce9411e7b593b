import { TextField } from "./field.tsx";

/** Address and password. */
export function SignInFields({
  email,
  errors = {},
}: {
  email?: string;
  errors?: Readonly<Record<string, string>>;
}) {
  return (
    <>
      <TextField
        name="email"
        label="E-mail address"
        type="email"
        autoComplete="username"
        spellCheck={false}
        width="medium"
        value={email}
        error={errors.email}
        required
      />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        width="medium"
        error={errors.password}
        required
      />
    </>
  );
}
