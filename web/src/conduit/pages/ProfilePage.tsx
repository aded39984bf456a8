import { api, read } from "../api";
import { useTitle } from "../navigation";
import { Avatar } from "../parts/Avatar";
import { Feed } from "../parts/Feed";
import { FollowButton } from "../parts/FollowButton";
import { Gear } from "../parts/Icons";
import { Link } from "../parts/Link";
import { pageOf, profilePath } from "../routes";
import { useSession } from "../session";
import type { Profile } from "../types";
import { keyFor, useLoaded } from "../useLoaded";

interface Props {
  username: string;
  favorites: boolean;
  search: string;
}

/** A person, what they wrote and what they like. */
export default function ProfilePage({ username, favorites, search }: Props) {
  const session = useSession();
  const loaded = useLoaded(keyFor(session, username), (signal) =>
    read(api.GET("/api/profiles/{username}/", { params: { path: { username } }, signal })),
  );
  useTitle(username);
  if (loaded.failure) {
    return (
      <div className="profile-page container page narrow">
        <h1>{loaded.failure.status === 404 ? "Nobody has this name" : "This profile could not be loaded"}</h1>
        <p>{loaded.failure.status === 404 ? "It may be misspelt, or they chose another one." : loaded.failure.message}</p>
        {loaded.failure.passing && (
          <button type="button" className="btn btn-outline-primary" onClick={loaded.reload}>
            Try again
          </button>
        )}
      </div>
    );
  }
  const profile = loaded.data?.profile;
  const path = profilePath(username);
  const whose = session.user?.username === username ? "You have" : `${username} has`;
  return (
    <div className="profile-page">
      {profile ? (
        <Person profile={profile} change={(following) => loaded.change((old) => ({ profile: { ...old.profile, following } }))} />
      ) : (
        <div className="skeleton skeleton-person" role="status" aria-label="Loading the profile" />
      )}
      <div className="container page">
        <div className="feed-toggle">
          <ul className="nav">
            <Tab href={path} label="My Articles" active={!favorites} />
            <Tab href={`${path}/favorites`} label="Favorited Articles" active={favorites} />
          </ul>
        </div>
        <Feed
          choice={favorites ? { favorited: username } : { author: username }}
          page={pageOf(search)}
          path={favorites ? `${path}/favorites` : path}
          empty={<p>{favorites ? `${whose} not marked any article so far.` : `${whose} not published anything so far.`}</p>}
        />
      </div>
    </div>
  );
}

function Tab({ href, label, active }: { href: string; label: string; active: boolean }) {
  return (
    <li className="nav-item">
      <Link href={href} className={`nav-link ${active ? "active" : ""}`} aria-current={active ? "page" : undefined}>
        {label}
      </Link>
    </li>
  );
}

function Person({ profile, change }: { profile: Profile; change: (following: boolean) => void }) {
  const { user } = useSession();
  return (
    <div className="user-info">
      <div className="container">
        <Avatar image={profile.image} className="user-img" size={100} />
        {/* The contract wants an h4; for readers it is the head of the page. */}
        <h4 aria-level={1}>{profile.username}</h4>
        <p>{profile.bio}</p>
        {user?.username === profile.username ? (
          <Link href="/settings" className="btn btn-sm btn-outline-secondary action-btn">
            <Gear /> Edit Profile Settings
          </Link>
        ) : (
          <FollowButton profile={profile} change={change} className="action-btn" />
        )}
      </div>
    </div>
  );
}
