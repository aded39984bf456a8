import { Button, Group, SimpleGrid, Skeleton, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { components } from "@/api/schema";
import { answer, api, meQuery, toast, useSubmit } from "../data";
import { queries } from "../data/client";
import { FormError } from "../shell/FormError";
import { Page } from "../shell/Page";
import { CurrentPassword } from "./CurrentPassword";
import { Section } from "./Section";

type Me = components["schemas"]["MeProfile"];

/** Names and address. */
export function ProfilePage() {
  const { data: me } = useQuery(meQuery);
  return (
    <Page title="Profile" width="text">
      {me ? (
        <>
          <NameForm me={me} />
          <EmailForm me={me} />
          <UsernameForm me={me} />
        </>
      ) : (
        <Skeleton height={320} />
      )}
    </Page>
  );
}

function NameForm({ me }: { me: Me }) {
  const [first, setFirst] = useState(me.first_name);
  const [last, setLast] = useState(me.last_name);
  const form = useSubmit(
    useCallback(async () => {
      const body = { first_name: first, last_name: last };
      queries.setQueryData(meQuery.queryKey, await answer(api.PATCH("/api/me/", { body })));
      toast.done("Your name is saved.");
    }, [first, last]),
    ["first_name", "last_name"],
  );
  return (
    <Section title="Your name" lead="Shown in the workspace, to you alone.">
      <form onSubmit={form.submit}>
        <Stack>
          <FormError sentence={form.sentence} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label="First name"
              autoComplete="given-name"
              maxLength={150}
              value={first}
              onChange={(event) => setFirst(event.currentTarget.value)}
              error={form.fields.first_name}
            />
            <TextInput
              label="Last name"
              autoComplete="family-name"
              maxLength={150}
              value={last}
              onChange={(event) => setLast(event.currentTarget.value)}
              error={form.fields.last_name}
            />
          </SimpleGrid>
          <Group>
            <Button type="submit" loading={form.isBusy}>
              Save the name
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function EmailForm({ me }: { me: Me }) {
  const [email, setEmail] = useState(me.email ?? "");
  const [password, setPassword] = useState("");
  const form = useSubmit(
    useCallback(async () => {
      const body = { email: email || null, current_password: password };
      const saved = await answer(api.PATCH("/api/me/", { body }));
      queries.setQueryData(meQuery.queryKey, saved);
      setPassword("");
      const isPending = (saved.email ?? "").toLowerCase() !== email.toLowerCase();
      toast.done(isPending ? `A link was sent to ${email}. The address counts once you open it.` : "Your address is saved.");
    }, [email, password]),
    ["email", "current_password"],
  );
  return (
    <Section title="E-mail" lead="For log-in and for links when you have forgotten your password.">
      <form onSubmit={form.submit}>
        <Stack>
          <FormError sentence={form.sentence} />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={form.fields.email}
          />
          <CurrentPassword value={password} onChange={setPassword} error={form.fields.current_password} />
          <Group>
            <Button type="submit" loading={form.isBusy}>
              Save the address
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function UsernameForm({ me }: { me: Me }) {
  const [username, setUsername] = useState(me.username);
  const [password, setPassword] = useState("");
  const form = useSubmit(
    useCallback(async () => {
      const body = { new_username: username, current_password: password };
      await answer(api.POST("/auth/users/set_username/", { body }));
      await queries.invalidateQueries(meQuery);
      setPassword("");
      toast.done("Your username is changed.");
    }, [username, password]),
    ["new_username", "current_password"],
  );
  return (
    <Section title="Username" lead="Your name at log-in, and on articles that you publish.">
      <form onSubmit={form.submit}>
        <Stack>
          <FormError sentence={form.sentence} />
          <TextInput
            label="Username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={150}
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
            error={form.fields.new_username}
          />
          <CurrentPassword value={password} onChange={setPassword} error={form.fields.current_password} />
          <Group>
            <Button type="submit" loading={form.isBusy}>
              Change the username
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
