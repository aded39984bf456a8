import { useCallback } from "react";
import { sentenceOf } from "../data/problems";
import { toast } from "../data/toasts";
import { session } from "../session/current";

/** Log out in every tab; says so when the server cannot be told. */
export function useLogOut(): () => void {
  return useCallback(() => {
    session.logOut().catch((error: unknown) => toast.failed(sentenceOf(error)));
  }, []);
}
