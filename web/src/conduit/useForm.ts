import { type FormEvent, useState } from "react";
import { Failure, UNREACHABLE } from "./failure";

/** A form that sends once at a time and keeps what it was refused for; what is typed stays in any case. */
export function useForm(send: () => Promise<void>) {
  const [messages, setMessages] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setMessages([]);
    try {
      await send();
    } catch (error) {
      setMessages(error instanceof Failure && error.messages.length ? error.messages : [UNREACHABLE]);
    } finally {
      setBusy(false);
    }
  };
  return { messages, busy, submit };
}
