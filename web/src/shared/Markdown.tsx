/**
 * Markdown that people wrote, as sanitised elements: HTML in it stays text, addresses are checked.
 *
 * Big, so import it lazily: `lazy(() => import("@/shared/Markdown"))`.
 */
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { linkUrl, pictureUrl } from "./safeUrl";

interface Props {
  children: string;
  /** Show pictures from https addresses; else each is a link to it, and nothing is loaded from elsewhere. */
  pictures?: boolean;
}

const link: Components["a"] = ({ node: _, href, children, ...rest }) => {
  const safe = linkUrl(href);
  return safe ? (
    <a {...rest} href={safe} rel="noopener noreferrer nofollow ugc">
      {children}
    </a>
  ) : (
    <>{children}</>
  );
};

const picture: Components["img"] = ({ src, alt }) => {
  const safe = pictureUrl(typeof src === "string" ? src : null);
  return safe ? (
    <img src={safe} alt={alt ?? ""} loading="lazy" decoding="async" referrerPolicy="no-referrer" />
  ) : (
    <>{alt}</>
  );
};

const pictureLink: Components["img"] = ({ src, alt }) => {
  const safe = pictureUrl(typeof src === "string" ? src : null);
  return safe ? (
    <a href={safe} rel="noopener noreferrer nofollow ugc">
      {alt || safe}
    </a>
  ) : (
    <>{alt}</>
  );
};

// Wide tables and code scroll in themselves, by keyboard too, so that the page does not.
const table: Components["table"] = ({ node: _, ...rest }) => (
  <div className="markdown-scroll" tabIndex={0} role="region" aria-label="Table">
    <table {...rest} />
  </div>
);
const code: Components["pre"] = ({ node: _, ...rest }) => <pre {...rest} tabIndex={0} />;

const box: Components["input"] = ({ node: _, ...rest }) => <input {...rest} aria-label={rest.checked ? "Done" : "Not done"} />;

const COMMON: Components = { a: link, table, pre: code, input: box };
const WITH_PICTURES: Components = { ...COMMON, img: picture };
const WITHOUT: Components = { ...COMMON, img: pictureLink };

/** `children` as elements. */
export default function Markdown({ children, pictures = false }: Props) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      rehypePlugins={[rehypeSanitize]}
      components={pictures ? WITH_PICTURES : WITHOUT}
      urlTransform={(url) => url}
    >
      {children}
    </ReactMarkdown>
  );
}
