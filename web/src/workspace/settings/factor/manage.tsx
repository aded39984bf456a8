/** What can be done to a second factor that is on. Each wants the password and a code. */

import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useCallback, useState } from "react";
import { answer, api, toast, useSubmit } from "../../data";
import { queries } from "../../data/client";
import { FormError } from "../../shell/FormError";
import { CurrentPassword } from "../CurrentPassword";
import { factorsQuery } from "./factors";

interface Given {
  current_password: string;
  otp: string;
}

/** Make new recovery codes; the old ones are dead. */
export function NewCodes({ done, cancel }: { done: (codes: string[]) => void; cancel: () => void }) {
  const send = useCallback(
    async (body: Given) => {
      const { recovery_codes } = await answer(api.POST("/api/me/factors/recovery-codes/", { body }));
      done(recovery_codes);
    },
    [done],
  );
  return <GuardedForm send={send} cancel={cancel} button="Make new codes" />;
}

/** Turn the factor off, recovery codes included. */
export function RemoveFactor({ done, cancel }: { done: () => void; cancel: () => void }) {
  const send = useCallback(
    async (body: Given) => {
      await answer(api.DELETE("/api/me/factors/totp/", { body }));
      await queries.invalidateQueries(factorsQuery);
      toast.done("The second factor is off.");
      done();
    },
    [done],
  );
  return <GuardedForm send={send} cancel={cancel} button="Turn it off" isDangerous />;
}

interface Props {
  send: (given: Given) => Promise<void>;
  cancel: () => void;
  button: string;
  isDangerous?: boolean;
}

function GuardedForm({ send, cancel, button, isDangerous }: Props) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const form = useSubmit(
    useCallback(() => send({ current_password: password, otp: code.trim() }), [send, password, code]),
    ["current_password", "otp"],
  );
  return (
    <form onSubmit={form.submit}>
      <Stack>
        <FormError sentence={form.sentence} />
        <CurrentPassword value={password} onChange={setPassword} error={form.fields.current_password} />
        <TextInput
          label="Code"
          description="Of your authenticator app, or a recovery code."
          name="otp"
          autoComplete="one-time-code"
          required
          maw={260}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={form.fields.otp}
        />
        <Group>
          <Button type="submit" color={isDangerous ? "red" : undefined} loading={form.isBusy}>
            {button}
          </Button>
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
