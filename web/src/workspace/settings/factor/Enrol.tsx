import { Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { QRCodeSVG } from "qrcode.react";
import { useCallback, useState } from "react";
import type { components } from "@/api/schema";
import { answer, api, toast, useSubmit } from "../../data";
import { FormError } from "../../shell/FormError";
import { CurrentPassword } from "../CurrentPassword";

type Enrolment = components["schemas"]["Enrolment"];

interface Props {
  /** With the recovery codes, which are shown this once. */
  done: (codes: string[]) => void;
  cancel: () => void;
}

/** Password, then a QR code for the authenticator app, then a first code of it. */
export function Enrol({ done, cancel }: Props) {
  const [enrolment, setEnrolment] = useState<Enrolment>();
  return enrolment ? (
    <Confirm enrolment={enrolment} done={done} cancel={cancel} />
  ) : (
    <Begin begun={setEnrolment} cancel={cancel} />
  );
}

function Begin({ begun, cancel }: { begun: (enrolment: Enrolment) => void; cancel: () => void }) {
  const [password, setPassword] = useState("");
  const form = useSubmit(
    useCallback(async () => {
      begun(await answer(api.POST("/api/me/factors/totp/", { body: { current_password: password } })));
    }, [password, begun]),
    ["current_password"],
  );
  return (
    <form onSubmit={form.submit}>
      <Stack>
        <FormError sentence={form.sentence} />
        <CurrentPassword value={password} onChange={setPassword} error={form.fields.current_password} />
        <Group>
          <Button type="submit" loading={form.isBusy}>
            Go on
          </Button>
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Confirm({ enrolment, done, cancel }: Props & { enrolment: Enrolment }) {
  const [code, setCode] = useState("");
  const form = useSubmit(
    useCallback(async () => {
      const body = { otp: code.replaceAll(" ", "") };
      const { recovery_codes } = await answer(api.POST("/api/me/factors/totp/confirm/", { body }));
      toast.done("The second factor is on.");
      done(recovery_codes);
    }, [code, done]),
    ["otp"],
  );
  return (
    <form onSubmit={form.submit}>
      <Stack>
        <Text size="sm">
          1. Scan this with an authenticator app (Aegis, Google Authenticator, 1Password …), or type the key into it.
        </Text>
        <Group align="center">
          {/* Drawn here: the secret goes to no other server. White around it, since cameras want the contrast. */}
          <QRCodeSVG value={enrolment.url} size={168} marginSize={3} bgColor="#ffffff" fgColor="#000000" title="QR code of the key" />
          <Code block aria-label="The key" style={{ userSelect: "all", wordBreak: "break-all" }}>
            {enrolment.secret.replace(/(.{4})/g, "$1 ").trim()}
          </Code>
        </Group>
        <FormError sentence={form.sentence} />
        <TextInput
          label="2. Type the code that the app shows"
          name="otp"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          autoFocus
          maw={260}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={form.fields.otp}
        />
        <Group>
          <Button type="submit" loading={form.isBusy}>
            Turn it on
          </Button>
          <Button variant="default" onClick={cancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
