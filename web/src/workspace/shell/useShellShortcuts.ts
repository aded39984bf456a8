import { useNavigate } from "@tanstack/react-router";
import { useLayoutEffect } from "react";
import { toast } from "../data/toasts";
import { features } from "./features";
import { listen, type Shortcut, useShortcuts } from "./shortcuts";

interface Actions {
  openPalette: () => void;
  openHelp: () => void;
}

/** The keys that work on every page. */
export function useShellShortcuts({ openPalette, openHelp }: Actions): void {
  const navigate = useNavigate();
  // Before the page is to be seen, and keys are pressed.
  useLayoutEffect(listen, []);
  const places: Shortcut[] = features.map(({ keys, label, to }) => ({
    keys,
    label: `Go to ${label}`,
    group: "Go",
    run: () => void navigate({ to }),
  }));
  const commands: Shortcut[] = features.flatMap((feature) =>
    (feature.commands ?? []).flatMap(({ keys, label, destination }) =>
      keys ? [{ keys, label, group: "Do", run: () => void navigate(destination) }] : [],
    ),
  );
  useShortcuts([
    { keys: "mod+k", label: "Search and commands", group: "Everywhere", run: openPalette },
    { keys: "?", label: "This list", group: "Everywhere", run: openHelp },
    { keys: "u", label: "Undo what a message offers", group: "Everywhere", run: () => toast.undoLast() },
    ...places,
    ...commands,
  ]);
}
