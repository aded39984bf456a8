import { useState } from "react";
import { api, read } from "../api";
import { Failure } from "../failure";
import { useAfterLogIn } from "../guards";
import { useTitle } from "../navigation";
import { Errors } from "../parts/Errors";
import { Field } from "../parts/Field";
import { Link } from "../parts/Link";
import { signedIn } from "../session";
import { useForm } from "../useForm";

/** Log in with e-mail address and password, and a code where the account has a second factor. */
export default function LogIn() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [otp, setOtp] = useState("");
  const [wantsCode, setWantsCode] = useState(false);
  useAfterLogIn();
  useTitle("Sign in");
  const { messages, busy, submit } = useForm(async () => {
    try {
      const { user } = await read(api.POST("/api/users/login/", { body: { user: { email, password, ...(otp && { otp }) } } }));
      signedIn(user);
    } catch (error) {
      if (error instanceof Failure && error.message.includes("second factor")) setWantsCode(true);
      throw error;
    }
  });
  return (
    <div className="auth-page container page narrow">
      <h1>Sign in</h1>
      <p className="lead">
        <Link href="/register">Need an account?</Link>
      </p>
      <form onSubmit={submit} noValidate>
        <Errors messages={messages} />
        <Field label="Email" name="email" type="email" autoComplete="email" value={email} onChange={(event) => setEmail(event.target.value)} />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {wantsCode && (
          <Field
            label="Code"
            name="otp"
            autoComplete="one-time-code"
            autoFocus
            hint="From your authenticator app, or a recovery code."
            value={otp}
            onChange={(event) => setOtp(event.target.value)}
          />
        )}
        <button type="submit" className="btn btn-primary" aria-busy={busy}>
          Sign in
        </button>
      </form>
    </div>
  );
}
