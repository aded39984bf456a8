/** Colours with enough contrast in both schemes (WCAG AA), and calm sizes. */

import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const teal: MantineColorsTuple = [
  "#e3f4f1", "#c3e8e2", "#95d8ce", "#5fd4c4", "#34bfae", "#1aa393", "#0f8b7f", "#0f766e", "#115e59", "#0d4a46",
];
const red: MantineColorsTuple = [
  "#fdecea", "#fbd5d0", "#f6aea6", "#ff9b90", "#e66a5c", "#d5483a", "#c73427", "#b42318", "#921b12", "#75150e",
];
const yellow: MantineColorsTuple = [
  "#fff8e1", "#ffefc2", "#ffe08a", "#ffd05c", "#f5b82e", "#d99a0b", "#b87f06", "#946204", "#7a4f03", "#633f02",
];
const dark: MantineColorsTuple = [
  "#e8efee", "#c4d1cf", "#a3b5b2", "#7b8f8c", "#445553", "#2a3937", "#1d2928", "#131b1a", "#0e1514", "#0a100f",
];

export const theme = createTheme({
  primaryColor: "teal",
  // White on it passes in both schemes.
  primaryShade: 7,
  colors: { teal, red, yellow, dark },
  defaultRadius: "md",
  cursorType: "pointer",
  focusRing: "auto",
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: "650" },
  components: {
    // Nearly every input is required; those that are not say so.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    // Underlined: in the dark scheme the colour alone does not tell a link from the text around it.
    Anchor: { defaultProps: { inherit: true, underline: "always" } },
    // In its place in the page, inside a landmark; and without the empty element that would take the first focus, since a
    // menu may hold nothing but its items.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { "aria-label": "Close" },
        overlayProps: { backgroundOpacity: 0.45 },
      },
      styles: { title: { fontWeight: 650, fontSize: "1.1rem" } },
    },
    // A header outside of an article or section is the page's banner to a screen reader.
    ModalHeader: { defaultProps: { component: "div" } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close the message" } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
  },
});

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#50605e",
    "--mantine-color-placeholder": "#66756f",
    "--mantine-color-error": "#b42318",
    "--paper": "#f5f7f6",
    "--card": "#ffffff",
    "--line": "#dbe2e1",
    "--tint": "#e3f4f1",
  },
  dark: {
    "--mantine-color-dimmed": "#a3b5b2",
    "--mantine-color-placeholder": "#8fa19e",
    "--mantine-color-error": "#ff9b90",
    "--paper": "#0e1514",
    "--card": "#131b1a",
    "--line": "#2a3937",
    "--tint": "#12302c",
  },
});
