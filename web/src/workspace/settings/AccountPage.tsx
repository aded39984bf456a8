import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useCallback, useState } from "react";
import { answer, api, useMe, useSubmit } from "../data";
import { session } from "../session/current";
import { leaveFor } from "../session/leaving";
import { FormError } from "../shell/FormError";
import { Page } from "../shell/Page";
import { CurrentPassword } from "./CurrentPassword";
import { Section } from "./Section";

/** Closing the account, for a while or for good. */
export function AccountPage() {
  return (
    <Page title="Account" width="text">
      <CloseSection />
      <DeleteSection />
    </Page>
  );
}

function CloseSection() {
  const me = useMe();
  const [password, setPassword] = useState("");
  const form = useSubmit(
    useCallback(async () => {
      await answer(api.POST("/api/me/deactivate/", { body: { current_password: password } }));
      leave(me?.username, "closed");
    }, [password, me]),
    ["current_password"],
  );
  return (
    <Section
      title="Close the account for a while"
      lead="Every device is logged out and personal tokens end. Nothing is deleted. Your name and password open it again, whenever you want."
    >
      <form onSubmit={form.submit}>
        <Stack>
          <FormError sentence={form.sentence} />
          <CurrentPassword value={password} onChange={setPassword} error={form.fields.current_password} />
          <Group>
            <Button type="submit" variant="default" loading={form.isBusy}>
              Close the account
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function DeleteSection() {
  const me = useMe();
  const [password, setPassword] = useState("");
  const [name, setName] = useState("");
  const isMeant = me !== undefined && name.toLowerCase() === me.username.toLowerCase();
  const form = useSubmit(
    useCallback(async () => {
      await answer(api.DELETE("/api/me/", { body: { current_password: password } }));
      leave(me?.username, "deleted");
    }, [password, me]),
    ["current_password"],
  );
  return (
    <Section
      title="Delete the account"
      lead="It is closed at once: every device is logged out and personal tokens end. For 14 days, unless this server is set otherwise, your name and password undo it. Then everything in it is deleted: notes, tasks, money, books, articles with their comments. Nobody can bring it back after that."
    >
      <form onSubmit={form.submit}>
        <Stack>
          <FormError sentence={form.sentence} />
          <TextInput
            label={`Type your username, ${me?.username ?? "…"}, to show that you mean it`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <CurrentPassword value={password} onChange={setPassword} error={form.fields.current_password} />
          <Group>
            <Button type="submit" color="red" loading={form.isBusy} disabled={!isMeant}>
              Delete the account
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

/** The session ended with the account: every tab leaves, this one to where it can be undone. */
function leave(username: string | undefined, after: "closed" | "deleted"): void {
  const search = new URLSearchParams({ after, ...(username && { username }) });
  leaveFor(`/app/reopen?${search.toString()}`);
  session.ended();
}
