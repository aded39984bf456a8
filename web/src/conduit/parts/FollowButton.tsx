import { useFollow } from "../switches";
import type { Profile } from "../types";
import { Check, Plus } from "./Icons";

interface Props {
  profile: Profile;
  change: (following: boolean) => void;
  className?: string;
}

/** Follow somebody, or no longer. */
export function FollowButton({ profile, change, className = "" }: Props) {
  const flip = useFollow(profile, change);
  const { following, username } = profile;
  return (
    <button type="button" className={`btn btn-sm ${following ? "btn-secondary" : "btn-outline-secondary"} ${className}`} onClick={flip}>
      {following ? <Check /> : <Plus />} {following ? "Unfollow" : "Follow"} {username}
    </button>
  );
}
