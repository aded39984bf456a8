import { Avatar, Menu, Skeleton, Text, UnstyledButton } from "@mantine/core";
import { IconChevronUp, IconKeyboard, IconLogout, IconSettings } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMe } from "../data/me";
import { SchemeControl } from "./SchemeControl";
import styles from "./UserMenu.module.css";
import { useLogOut } from "./useLogOut";

/** Who is signed in, and what concerns the whole workspace. */
export function UserMenu({ openHelp }: { openHelp: () => void }) {
  const me = useMe();
  const navigate = useNavigate();
  const logOut = useLogOut();
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={styles.user} aria-label={me ? `Account of ${me.username}` : "Account"}>
          <Avatar size={30} radius="xl" color="teal" aria-hidden>
            {me?.username.slice(0, 2).toUpperCase()}
          </Avatar>
          {me ? (
            <Text span size="sm" truncate flex={1}>
              {[me.first_name, me.last_name].filter(Boolean).join(" ") || me.username}
            </Text>
          ) : (
            <Skeleton height={12} flex={1} />
          )}
          <IconChevronUp size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconSettings size={18} />} onClick={() => void navigate({ to: "/settings" })}>
          Settings
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={18} />} onClick={openHelp}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <SchemeControl />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={logOut}>
          Log out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
