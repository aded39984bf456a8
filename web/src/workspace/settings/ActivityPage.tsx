import { Skeleton, Table, Text } from "@mantine/core";
import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import type { components } from "@/api/schema";
import { fullMoment } from "@/shared/moments";
import { answer, api, nextPage, rowsOf, sentenceOf } from "../data";
import { LoadMore } from "../lists/LoadMore";
import { FormError } from "../shell/FormError";
import { Page } from "../shell/Page";

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
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>What</Table.Th>
                <Table.Th>Where</Table.Th>
                <Table.Th>When</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>{WORDS[row.kind]}</Table.Td>
                  <Table.Td>
                    {row.device}
                    <Text size="xs" c="dimmed">
                      {row.address}
                    </Text>
                  </Table.Td>
                  <Table.Td>{fullMoment(row.created_at)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <LoadMore query={query} />
    </Page>
  );
}
