/** Changes that show at once, are taken back when the server refuses, and can be undone when it does not. */

import { type QueryKey, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { sentenceOf } from "./problems";
import { toast, type Undo } from "./toasts";

export interface Change<Variables, Data> {
  /** The beginnings of the keys of everything this changes: put aside before, read again after. */
  keys: QueryKey[];
  /** Ask the server. Throw what it answers; the network is waited for below. */
  send: (variables: Variables) => Promise<Data>;
  /** Show the change in the cache, before the server has answered. */
  apply?: (queries: QueryClient, variables: Variables) => void;
  /** Once done: what to say, and how to take it back. Nothing is said without it. */
  done?: (data: Data, variables: Variables) => { message: string; undo?: Undo } | undefined;
  /** Instead of a toast with the server's sentence, for what a form shows by itself. */
  failed?: (error: unknown, variables: Variables) => void;
}

const OPTIMISTIC = ["optimistic"];

/** The keys of changes that are done, to be read again once no other is under way. */
const owed: QueryKey[] = [];

/** A mutation that is optimistic. `mutate` and `mutateAsync` as React Query has them. */
export function useOptimistic<Variables, Data>(change: Change<Variables, Data>) {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: OPTIMISTIC,
    mutationFn: change.send,
    onMutate: async (variables: Variables) => {
      await Promise.all(change.keys.map((queryKey) => queries.cancelQueries({ queryKey })));
      const before = change.keys.flatMap((queryKey) => queries.getQueriesData({ queryKey }));
      change.apply?.(queries, variables);
      return { before, awaited: toast.awaits() };
    },
    onError: (error, variables, shown) => {
      shown?.before.forEach(([key, data]) => queries.setQueryData(key, data));
      if (shown) toast.refused(shown.awaited);
      if (change.failed) change.failed(error, variables);
      else toast.failed(sentenceOf(error));
    },
    onSuccess: (data, variables, { awaited }) => toast.answered(awaited, change.done?.(data, variables)),
    onSettled: () => {
      owed.push(...change.keys);
      // What is read while another change is under way would take that one back on the page.
      if (queries.isMutating({ mutationKey: OPTIMISTIC }) > 1) return undefined;
      return Promise.all(owed.splice(0).map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
}
