import type { ReactNode } from "react";
import { profilePath } from "../routes";
import type { Profile } from "../types";
import { Avatar } from "./Avatar";
import { Link } from "./Link";

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });

/** A moment of the API as a day in the person's own words and time zone. */
export function Day({ at }: { at: string }) {
  return (
    <time className="date" dateTime={at}>
      {DATE.format(new Date(at))}
    </time>
  );
}

interface Props {
  author: Profile;
  createdAt: string;
  children?: ReactNode;
}

/** Who wrote it and when; beside it what can be done. */
export function ArticleMeta({ author, createdAt, children }: Props) {
  const path = profilePath(author.username);
  return (
    <div className="article-meta">
      <Link href={path} tabIndex={-1} aria-hidden="true">
        <Avatar image={author.image} size={36} />
      </Link>
      <div className="info">
        <Link href={path} className="author">
          {author.username}
        </Link>
        <Day at={createdAt} />
      </div>
      {children}
    </div>
  );
}
