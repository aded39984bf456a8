import { Badge, Button, Group, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "../../data";
import { queries } from "../../data/client";
import { FormError } from "../../shell/FormError";
import { Section } from "../Section";
import { Enrol } from "./Enrol";
import { factorsQuery } from "./factors";
import { NewCodes, RemoveFactor } from "./manage";
import { RecoveryCodes } from "./RecoveryCodes";

type Step = "idle" | "enrol" | "codes" | "remove";

/** Set up, renew or remove the second factor. */
export function SecondFactor() {
  const { data, error } = useQuery(factorsQuery);
  const [step, setStep] = useState<Step>("idle");
  const [codes, setCodes] = useState<string[]>();
  const show = (made: string[]) => {
    setStep("idle");
    setCodes(made);
    void queries.invalidateQueries(factorsQuery);
  };
  const isOn = data?.factors.includes("totp");
  return (
    <Section
      title="Second factor"
      lead="With it, a log-in takes your password and a code of your phone. Somebody who knows your password alone stays out."
    >
      <FormError sentence={error ? sentenceOf(error) : undefined} />
      {!data && !error && <Skeleton height={36} />}
      {codes && <RecoveryCodes codes={codes} done={() => setCodes(undefined)} />}
      {data && !codes && (
        <>
          <Group>
            <Text size="sm">It is</Text>
            <Badge color={isOn ? "teal" : "gray"} variant="light" size="lg">
              {isOn ? "on" : "off"}
            </Badge>
          </Group>
          {step === "idle" && !isOn && (
            <Group>
              <Button onClick={() => setStep("enrol")}>Set it up</Button>
            </Group>
          )}
          {step === "idle" && isOn && (
            <Group>
              <Button variant="default" onClick={() => setStep("codes")}>
                New recovery codes
              </Button>
              <Button variant="light" color="red" onClick={() => setStep("remove")}>
                Turn it off
              </Button>
            </Group>
          )}
          {step === "enrol" && <Enrol done={show} cancel={() => setStep("idle")} />}
          {step === "codes" && <NewCodes done={show} cancel={() => setStep("idle")} />}
          {step === "remove" && <RemoveFactor done={() => setStep("idle")} cancel={() => setStep("idle")} />}
        </>
      )}
    </Section>
  );
}
