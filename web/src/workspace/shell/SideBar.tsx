import { Kbd, Text, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Feature } from "./feature";
import { features } from "./features";
import styles from "./SideBar.module.css";
import { UserMenu } from "./UserMenu";

interface Props {
  openPalette: () => void;
  openHelp: () => void;
}

/** The navigation at the left, on everything wider than a phone. */
export function SideBar({ openPalette, openHelp }: Props) {
  return (
    <header className={styles.side}>
      <Link to="/" className={styles.brand}>
        <img src="/static/ringfence_server/mark.svg" alt="" width={26} height={26} />
        Ringfence
      </Link>
      <UnstyledButton className={styles.search} onClick={openPalette} aria-label="Search and commands">
        <IconSearch size={16} aria-hidden />
        <Text span size="sm" c="dimmed" flex={1}>
          Search
        </Text>
        <Kbd size="xs">{isMac ? "⌘" : "Ctrl"} K</Kbd>
      </UnstyledButton>
      <nav aria-label="Workspace" className={styles.nav}>
        {features
          .filter((feature) => feature.place === "main")
          .map((feature) => (
            <NavItem key={feature.id} feature={feature} />
          ))}
        <div className={styles.gap} />
        {features
          .filter((feature) => feature.place === "more")
          .map((feature) => (
            <NavItem key={feature.id} feature={feature} />
          ))}
      </nav>
      <UserMenu openHelp={openHelp} />
    </header>
  );
}

function NavItem({ feature: { icon: Icon, label, to } }: { feature: Feature }) {
  return (
    <Link to={to} className={styles.item} activeProps={{ "aria-current": "page" }}>
      <Icon size={19} stroke={1.7} />
      {label}
    </Link>
  );
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
