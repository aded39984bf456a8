import { Menu, UnstyledButton } from "@mantine/core";
import { IconDots, IconKeyboard, IconLogout, IconSearch } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import styles from "./BottomBar.module.css";
import { features } from "./features";
import { SchemeControl } from "./SchemeControl";
import { useLogOut } from "./useLogOut";

interface Props {
  openPalette: () => void;
  openHelp: () => void;
}

/** The navigation at the bottom of a phone. */
export function BottomBar({ openPalette, openHelp }: Props) {
  const navigate = useNavigate();
  const logOut = useLogOut();
  return (
    <nav className={styles.bar} aria-label="Workspace">
      {features
        .filter((feature) => feature.place === "main")
        .map(({ id, icon: Icon, label, to }) => (
          <Link key={id} to={to} className={styles.item} activeProps={{ "aria-current": "page" }}>
            <Icon size={22} stroke={1.6} />
            {label}
          </Link>
        ))}
      <Menu position="top-end" width={220}>
        <Menu.Target>
          <UnstyledButton className={styles.item}>
            <IconDots size={22} stroke={1.6} />
            More
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSearch size={18} />} onClick={openPalette}>
            Search
          </Menu.Item>
          {features
            .filter((feature) => feature.place === "more")
            .map(({ id, icon: Icon, label, to }) => (
              <Menu.Item key={id} leftSection={<Icon size={18} />} onClick={() => void navigate({ to })}>
                {label}
              </Menu.Item>
            ))}
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
    </nav>
  );
}
