import { Badge, Button, Group, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { IconDeviceDesktop, IconDeviceMobile } from "@tabler/icons-react";
import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import type { components } from "@/api/schema";
import { fullMoment } from "@/shared/moments";
import { answer, api, changeRows, nextPage, rowsOf, sentenceOf, useOptimistic } from "../data";
import { LoadMore } from "../lists/LoadMore";
import { FormError } from "../shell/FormError";
import { Page } from "../shell/Page";

type Device = components["schemas"]["Session"];

const KEY = ["settings", "sessions"];

const sessionsQuery = infiniteQueryOptions({
  queryKey: KEY,
  queryFn: ({ pageParam, signal }) => {
    const query = { page: pageParam, page_size: 50 };
    return answer(api.GET("/api/sessions/", { params: { query }, signal }));
  },
  initialPageParam: 1,
  getNextPageParam: nextPage,
});

/** Where the person is logged in. */
export function DevicesPage() {
  const query = useInfiniteQuery(sessionsQuery);
  const devices = rowsOf(query.data);
  const endOthers = useOptimistic({
    keys: [KEY],
    send: () => answer(api.POST("/api/sessions/end-others/")),
    apply: (cache) => changeRows<Device>(cache, KEY, (device) => (device.current ? device : undefined)),
    done: ({ ended }) => ({ message: ended === 1 ? "One device is logged out." : `${ended} devices are logged out.` }),
  });
  return (
    <Page
      title="Devices"
      width="text"
      actions={
        devices.length > 1 && (
          <Button variant="light" color="red" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            Log out all others
          </Button>
        )
      }
    >
      <Text c="dimmed" size="sm" mb="lg">
        Every place where you are logged in. Log out what you do not know: its next request is refused. If something is
        really strange, change your password too.
      </Text>
      <FormError sentence={query.error ? sentenceOf(query.error) : undefined} />
      {query.isPending && <Skeleton height={84} />}
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: "none" }} aria-label="Devices">
        {devices.map((device) => (
          <DeviceRow key={device.id} device={device} />
        ))}
      </Stack>
      <LoadMore query={query} />
    </Page>
  );
}

function DeviceRow({ device }: { device: Device }) {
  const end = useOptimistic({
    keys: [KEY],
    send: () => answer(api.DELETE("/api/sessions/{id}/", { params: { path: { id: device.id } } })),
    apply: (cache) => changeRows<Device>(cache, KEY, (row) => (row.id === device.id ? undefined : row)),
    done: () => ({ message: `“${device.device || "The device"}” is logged out.` }),
  });
  const Icon = /iPhone|Android|Mobile/.test(device.user_agent) ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <Paper component="li" withBorder p="md">
      <Group wrap="nowrap" align="flex-start">
        <Icon size={26} stroke={1.5} aria-hidden />
        <Stack gap={2} flex={1} miw={0}>
          <Group gap="xs">
            <Text fw={600} truncate>
              {device.device || "Unknown device"}
            </Text>
            {device.current && <Badge variant="light">This one</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {device.address ?? "Unknown address"} · last used {fullMoment(device.last_used_at)}
          </Text>
          <Text size="xs" c="dimmed">
            Logged in {fullMoment(device.created_at)}, until {fullMoment(device.expires_at)} at the latest
          </Text>
        </Stack>
        {!device.current && (
          <Button
            size="xs"
            variant="default"
            onClick={() => end.mutate()}
            aria-label={`Log out ${device.device || "this device"}`}
          >
            Log out
          </Button>
        )}
      </Group>
    </Paper>
  );
}
