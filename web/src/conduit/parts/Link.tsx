import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { go } from "../navigation";

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
}

/** A link within the site. Other than with a plain click it is the browser's own. */
export function Link({ onClick, ...rest }: Props) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    go(rest.href);
  };
  return <a {...rest} onClick={follow} />;
}
