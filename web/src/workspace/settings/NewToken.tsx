import { Alert, Button, Code, CopyButton, Group, Modal, SegmentedControl, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { useCallback, useState } from "react";
import { answer, api, useSubmit } from "../data";
import { FormError } from "../shell/FormError";
import { CurrentPassword } from "./CurrentPassword";
import { type Right, SCOPES, scopesOf } from "./scopes";

const DAY = 86_400_000;
const LIFETIMES = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
];

/** Make a token, and show it this once. */
export function NewToken({ opened, close }: { opened: boolean; close: () => void }) {
  const [token, setToken] = useState<string>();
  const leave = () => {
    setToken(undefined);
    close();
  };
  return (
    // A click beside it must not throw away what is shown only once.
    <Modal opened={opened} onClose={leave} title="New access token" closeOnClickOutside={!token} closeOnEscape={!token}>
      {token ? <Shown token={token} done={leave} /> : <Form made={setToken} />}
    </Modal>
  );
}

function Form({ made }: { made: (token: string) => void }) {
  const [name, setName] = useState("");
  const [rights, setRights] = useState<Record<string, Right>>({});
  const [days, setDays] = useState("90");
  const [password, setPassword] = useState("");
  const form = useSubmit(
    useCallback(async () => {
      const expires_at = new Date(Date.now() + Number(days) * DAY).toISOString();
      const body = { name, scopes: scopesOf(rights), expires_at, current_password: password };
      made((await answer(api.POST("/api/me/tokens/", { body }))).token);
    }, [name, rights, days, password, made]),
    ["name", "current_password"],
  );
  return (
    <form onSubmit={form.submit}>
      <Stack>
        <FormError sentence={form.sentence} />
        <TextInput
          label="Name"
          description="What it is for, so that you know it later."
          required
          data-autofocus
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={form.fields.name}
        />
        <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing={0} aria-label="What it opens">
          <Table.Tbody>
            {SCOPES.map(({ app, label }) => (
              <Table.Tr key={app}>
                <Table.Td>{label}</Table.Td>
                <Table.Td ta="right">
                  <SegmentedControl
                    size="xs"
                    aria-label={label}
                    value={rights[app] ?? "none"}
                    onChange={(right) => setRights((before) => ({ ...before, [app]: right as Right }))}
                    data={[
                      { value: "none", label: "Nothing" },
                      { value: "read", label: "Read" },
                      { value: "write", label: "Write" },
                    ]}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Select label="It lives for" data={LIFETIMES} value={days} onChange={(value) => setDays(value ?? "90")} allowDeselect={false} />
        <CurrentPassword value={password} onChange={setPassword} error={form.fields.current_password} />
        <Button type="submit" loading={form.isBusy}>
          Make the token
        </Button>
      </Stack>
    </form>
  );
}

function Shown({ token, done }: { token: string; done: () => void }) {
  return (
    <Stack>
      <Alert color="yellow" title="Copy it now">
        It is shown this one time. The server keeps only what recognises it.
      </Alert>
      <Code block aria-label="The token" style={{ userSelect: "all", wordBreak: "break-all" }}>
        {token}
      </Code>
      <Text size="sm" c="dimmed">
        Authorization: Bearer {token.slice(0, 8)}…
      </Text>
      <Group>
        <CopyButton value={token}>
          {({ copied, copy }) => <Button onClick={copy}>{copied ? "Copied" : "Copy the token"}</Button>}
        </CopyButton>
        <Button variant="default" onClick={done}>
          I have kept it
        </Button>
      </Group>
    </Stack>
  );
}
