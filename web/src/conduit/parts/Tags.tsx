import { tagPath } from "../routes";
import { Link } from "./Link";

/** An article's tags, to read. */
export function TagList({ tags }: { tags: readonly string[] }) {
  if (!tags.length) return null;
  return (
    <ul className="tag-list" aria-label="Tags">
      {tags.map((tag) => (
        <li key={tag} className="tag-default tag-pill tag-outline">
          {tag}
        </li>
      ))}
    </ul>
  );
}

/** Tags that lead to their articles. */
export function TagLinks({ tags }: { tags: readonly string[] }) {
  return (
    <div className="tag-list">
      {tags.map((tag) => (
        <Link key={tag} href={tagPath(tag)} className="tag-default tag-pill">
          {tag}
        </Link>
      ))}
    </div>
  );
}
