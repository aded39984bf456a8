import { useState } from "react";
import { api, read } from "../api";
import { Private } from "../guards";
import { go, useTitle } from "../navigation";
import { Errors } from "../parts/Errors";
import { Field, TextField } from "../parts/Field";
import { profilePath } from "../routes";
import { signedIn, signOut } from "../session";
import type { User } from "../types";
import { useForm } from "../useForm";

/** One's own profile and access to it. */
export default function Settings() {
  useTitle("Settings");
  return <Private>{(user) => <Form key={user.username} user={user} />}</Private>;
}

function Form({ user }: { user: User }) {
  const [image, setImage] = useState(user.image ?? "");
  const [username, setUsername] = useState(user.username);
  const [bio, setBio] = useState(user.bio ?? "");
  const [email, setEmail] = useState(user.email ?? "");
  const [password, setPassword] = useState("");
  const { messages, busy, submit } = useForm(async () => {
    // What was not touched is not sent: an account with a second factor may not change the address here.
    const change = {
      image: image || null,
      bio: bio || null,
      ...(username !== user.username && { username }),
      ...(email !== user.email && { email }),
      ...(password && { password }),
    };
    const { user: stored } = await read(api.PUT("/api/user/", { body: { user: change } }));
    go(profilePath(stored.username));
    signedIn(stored);
  });
  const leave = () => {
    go("/");
    signOut();
  };
  return (
    <div className="settings-page container page narrow">
      <h1>Your Settings</h1>
      <form onSubmit={submit} noValidate>
        <Errors messages={messages} />
        <Field
          label="Picture"
          name="image"
          inputMode="url"
          placeholder="https://…"
          hint="The address of a picture, beginning with https://."
          value={image}
          onChange={(event) => setImage(event.target.value)}
        />
        <Field label="Username" name="username" autoComplete="username" value={username} onChange={(event) => setUsername(event.target.value)} />
        <TextField label="About you" name="bio" rows={6} value={bio} onChange={(event) => setBio(event.target.value)} />
        <Field label="Email" name="email" type="email" autoComplete="email" value={email} onChange={(event) => setEmail(event.target.value)} />
        <Field
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint="Left empty, it stays as it is. A new one ends your other sessions."
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <button type="submit" className="btn btn-primary" aria-busy={busy}>
          Update Settings
        </button>
      </form>
      <hr />
      <button type="button" className="btn btn-outline-danger" onClick={leave}>
        Or click here to logout.
      </button>
    </div>
  );
}
