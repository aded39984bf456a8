import { useState } from "react";
import { api, read } from "../api";
import { useAfterLogIn } from "../guards";
import { useTitle } from "../navigation";
import { Errors } from "../parts/Errors";
import { Field } from "../parts/Field";
import { Link } from "../parts/Link";
import { signedIn } from "../session";
import { useForm } from "../useForm";

/** Make an account, and be logged in. */
export default function Register() {
  const [username, setUsername] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  useAfterLogIn();
  useTitle("Sign up");
  const { messages, busy, submit } = useForm(async () => {
    const { user } = await read(api.POST("/api/users/", { body: { user: { username, email, password } } }));
    signedIn(user);
  });
  return (
    <div className="auth-page container page narrow">
      <h1>Sign up</h1>
      <p className="lead">
        <Link href="/login">Have an account?</Link>
      </p>
      <form onSubmit={submit} noValidate>
        <Errors messages={messages} />
        <Field label="Username" name="username" autoComplete="username" value={username} onChange={(event) => setUsername(event.target.value)} />
        <Field label="Email" name="email" type="email" autoComplete="email" value={email} onChange={(event) => setEmail(event.target.value)} />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint="At least 8 characters."
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <button type="submit" className="btn btn-primary" aria-busy={busy}>
          Sign up
        </button>
      </form>
    </div>
  );
}
