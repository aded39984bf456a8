import { useCallback } from "react";
import { sentenceOf } from "../data/problems";
import { toast } from "../data/toasts";
import { flushUnsaved } from "../data/unsaved";
import { NetworkFailure } from "../session/connection";
import { connection, session } from "../session/current";

/** Save what is typed, then log out in every tab; says so when the server cannot be told. */
export function useLogOut(): () => void {
  return useCallback(() => {
    leave().catch((error: unknown) => toast.failed(sentenceOf(error)));
  }, []);
}

async function leave(): Promise<void> {
  // Else the saving would wait for the connection, and nobody know why.
  if (connection.status() === "reconnecting") throw new NetworkFailure();
  await flushUnsaved();
  await session.logOut();
}
