/** The few pictures of the site, drawn here: no font, no request. */
const icon = (path: string, filled = false) =>
  function Icon() {
    return (
      <svg
        className="icon"
        viewBox="0 0 24 24"
        aria-hidden="true"
        fill={filled ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={path} />
      </svg>
    );
  };

const HEART = "M12 20.5S3.5 15.6 3.5 9.3A4.6 4.6 0 0 1 12 6.9a4.6 4.6 0 0 1 8.5 2.4c0 6.3-8.5 11.2-8.5 11.2z";

export const Heart = icon(HEART);
export const FullHeart = icon(HEART, true);
export const Plus = icon("M12 5v14M5 12h14");
export const Check = icon("M5 12.5l4.5 4.5L19 7.5");
export const Pencil = icon("M4 20h4L19 9a2.8 2.8 0 0 0-4-4L4 16zM13.5 6.5l4 4");
export const Bin = icon("M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5");
export const Gear = icon(
  "M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM12 2.8v2.4M12 18.8v2.4M21.2 12h-2.4M5.2 12H2.8M18.5 5.5l-1.7 1.7M7.2 16.8l-1.7 1.7M18.5 18.5l-1.7-1.7M7.2 7.2 5.5 5.5",
);
export const Cross = icon("M6 6l12 12M18 6 6 18");
