import { Skeleton, Text } from "@mantine/core";
import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import type { components } from "@/api/schema";
import { fullMoment } from "@/shared/moments";
import { answer, api, nextPage, rowsOf, sentenceOf } from "../data";
import { LoadMore } from "../lists/LoadMore";
import { FormError } from "../shell/FormError";
import { Page } from "../shell/Page";
import styles from "./ActivityPage.module.css";

const WORDS: Record<components["schemas"]["KindEnum"], string> = {
  registered: "The account was made",
  activated: "The account was opened by mail",
  logged_in: "Logged in",
  log_in_failed: "A log-in failed",
  logged_out: "Logged out",
  session_ended: "A device was logged out",
  refresh_reused: "An old log-in was used again, so that device was logged out",
  password_changed: "The password was changed",
  password_reset: "The password was reset by mail",
  username_changed: "The username was changed",
  email_changed: "The e-mail address was changed",
  factor_added: "The second factor was turned on",
  factor_removed: "The second factor was turned off",
  recovery_codes_made: "New recovery codes were made",
  recovery_code_used: "A recovery code was used",
  token_made: "A personal token was made",
  token_ended: "A personal token was ended",
  account_closed: "The account was closed",
  account_reopened: "The account was opened again",
};

const activityQuery = infiniteQueryOptions({
  queryKey: ["settings", "activity"],
  queryFn: ({ pageParam, signal }) => {
    const query = { page: pageParam, page_size: 50 };
    return answer(api.GET("/api/me/activity/", { params: { query }, signal }));
  },
  initialPageParam: 1,
  getNextPageParam: nextPage,
});

/** What happened to the account. */
export function ActivityPage() {
  const query = useInfiniteQuery(activityQuery);
  const rows = rowsOf(query.data);
  return (
    <Page title="Activity" width="text">
      <Text c="dimmed" size="sm" mb="lg">
        What happened to your account, latest first. Is there something that was not you? Change your password and log out
        all other devices.
      </Text>
      <FormError sentence={query.error ? sentenceOf(query.error) : undefined} />
      {query.isPending && <Skeleton height={240} />}
      <ol className={styles.list} aria-label="Activity">
        {rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <Text span>{WORDS[row.kind]}</Text>
            <Text span size="sm" c="dimmed">
              {[row.device, row.address].filter(Boolean).join(" · ")}
            </Text>
            <Text component="time" size="sm" c="dimmed" dateTime={row.created_at}>
              {fullMoment(row.created_at)}
            </Text>
          </li>
        ))}
      </ol>
      <LoadMore query={query} />
    </Page>
  );
}
