import { pictureUrl } from "@/shared/safeUrl";

export const DEFAULT_AVATAR = `${import.meta.env.BASE_URL}assets/default-avatar.svg`;

interface Props {
  image: string | null | undefined;
  className?: string;
  size: number;
}

/** A person's picture, or the one for all who have none. Their name always stands beside it. */
export function Avatar({ image, className = "", size }: Props) {
  return (
    <img
      className={`avatar ${className}`}
      src={pictureUrl(image) ?? DEFAULT_AVATAR}
      alt=""
      width={size}
      height={size}
      decoding="async"
      referrerPolicy="no-referrer"
    />
  );
}
