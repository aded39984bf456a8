import { Kbd } from "@mantine/core";
import { Fragment } from "react";

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A shortcut as keys: `g n` is two after each other, `mod+k` two together. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span>
      {keys.split(" ").map((step, index) => (
        <Fragment key={step}>
          {index > 0 && " then "}
          {step.split("+").map((key) => (
            <Kbd key={key} size="xs" mx={1}>
              {nameOf(key)}
            </Kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}

function nameOf(key: string): string {
  if (key === "mod") return isMac ? "⌘" : "Ctrl";
  return key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1);
}
