import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../data";

/** The second factors that the account has: none, or `totp` and `recovery`. */
export const factorsQuery = queryOptions({
  queryKey: ["settings", "factors"],
  queryFn: ({ signal }) => answer(api.GET("/api/me/factors/", { signal })),
});
