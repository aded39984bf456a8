import { useSyncExternalStore } from "react";
import type { ConnectionStatus } from "./connection";
import { connection, session } from "./current";
import type { SessionState } from "./session";

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}

export function useConnection(): ConnectionStatus {
  return useSyncExternalStore(connection.subscribe, connection.status);
}
