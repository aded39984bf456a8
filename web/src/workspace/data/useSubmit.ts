import { useCallback, useRef, useState } from "react";
import { fieldsOf, sentenceOf } from "./problems";

/**
 * Sending a form: whether it is under way, and what the server said about which input.
 *
 * `fields` are the inputs that show their own sentence; what is about none of them is in `sentence`. The inputs keep
 * what was typed, whatever comes back.
 */
export function useSubmit(send: () => Promise<unknown>, fields: readonly string[] = []) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const underWay = useRef(false);

  const submit = useCallback(
    async (event?: { preventDefault: () => void }) => {
      event?.preventDefault();
      if (underWay.current) return;
      underWay.current = true;
      setBusy(true);
      setError(undefined);
      try {
        await send();
      } catch (thrown) {
        setError(thrown);
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
    [send],
  );

  const messages = fieldsOf(error);
  const isShown = fields.some((field) => messages[field]);
  return {
    submit,
    isBusy,
    error,
    clear: useCallback(() => setError(undefined), []),
    fields: messages,
    sentence: error === undefined || isShown ? undefined : sentenceOf(error),
  };
}
