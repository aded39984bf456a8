import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../session/current";
import { answer } from "./answers";

/** The signed-in person's profile. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => answer(api.GET("/api/me/", { signal })),
  staleTime: 5 * 60_000,
});

export function useMe() {
  return useQuery(meQuery).data;
}
