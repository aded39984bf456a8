import type { AnchorHTMLAttributes, MouseEvent } from "react";
import { go } from "../navigation";
import { prepare } from "../pages";

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
}

/** A link within the site, whose page is fetched when it is pointed at. Other than with a plain click it is the browser's own. */
export function Link({ onClick, ...rest }: Props) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !plain) return;
    event.preventDefault();
    go(rest.href);
  };
  const look = () => prepare(rest.href);
  return <a {...rest} onClick={follow} onPointerEnter={look} onFocus={look} />;
}
