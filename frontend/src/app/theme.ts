import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

import { filterOptions as filter } from "@/ui/options";

// "Çini": the deep teal of Seljuk tiles. Shade 7 on white 6.1:1, shade 4 on the dark ground 7.3:1.
const cini: MantineColorsTuple = [
  "#eef7f7", "#d8ecec", "#b1d9da", "#86c4c6", "#62b2b5", "#45a0a4", "#2b8287", "#1b686d", "#115558", "#0a4346",
];
// Greys with a little of the accent in them, so that surfaces and accent belong together.
const gray: MantineColorsTuple = [
  "#f7f9f9", "#eff2f2", "#e2e7e7", "#d0d7d8", "#b4bebf", "#8b9698", "#667274", "#4b5759", "#333d3f", "#1c2426",
];
const dark: MantineColorsTuple = [
  "#dfe5e5", "#b9c3c4", "#96a2a4", "#69767a", "#465155", "#343e41", "#283134", "#1f2628", "#181e20", "#111617",
];

// For acts with consequences only; shade 7 on white 6.5:1.
const danger: MantineColorsTuple = [
  "#fcebea", "#f7d3d1", "#f0b0ac", "#ff9d94", "#f2766c", "#dc4b41", "#c8352b", "#b3261e", "#8f1c15", "#6b130e",
];

const SANS = '"Atkinson Hyperlegible Next Variable", system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** Five sizes (14, 16, 18, 22, 28), steps of four, one accent. Nothing is smaller than 14 px. */
export const theme = createTheme({
  primaryColor: "cini",
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  colors: { cini, gray, dark, danger },
  black: "#1c2426",
  fontFamily: SANS,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: "0.875rem", sm: "0.875rem", md: "1rem", lg: "1.125rem", xl: "1.375rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.4" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
  headings: {
    fontFamily: SANS,
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "1.25" },
      h2: { fontSize: "1.375rem", lineHeight: "1.3" },
      h3: { fontSize: "1.125rem", lineHeight: "1.4" },
      h4: { fontSize: "1rem", lineHeight: "1.5" },
    },
  },
  components: {
    Anchor: { defaultProps: { underline: "always" } },
    Button: { defaultProps: { size: "md" }, styles: { label: { fontWeight: 600 } } },
    InputWrapper: {
      // What may stay empty says so in words; what may not needs no star.
      defaultProps: { size: "md", withAsterisk: false, inputWrapperOrder: ["label", "description", "error", "input"] },
      styles: { label: { fontWeight: 600 }, error: { fontWeight: 600 } },
    },
    // The edge of a field must be seen (3:1), not only felt.
    Input: { defaultProps: { size: "md" }, vars: () => ({ wrapper: { "--input-bd": "var(--mantine-color-default-border)" } }) },
    TextInput: { defaultProps: { size: "md" } },
    PasswordInput: { defaultProps: { size: "md" } },
    Textarea: { defaultProps: { size: "md", autosize: true, minRows: 3 } },
    // Choosing the same again keeps it; what may be empty has a button for that.
    Select: { defaultProps: { size: "md", checkIconPosition: "right", allowDeselect: false, filter } },
    MultiSelect: { defaultProps: { size: "md", checkIconPosition: "right", filter } },
    // Long words break on a narrow screen instead of pushing the page aside.
    SegmentedControl: { styles: { root: { maxWidth: "100%" }, control: { flex: "1 1 auto", minWidth: 0 }, label: { whiteSpace: "normal", overflowWrap: "break-word" } } },
    NumberInput: { defaultProps: { size: "md", decimalSeparator: ",", thousandSeparator: "." } },
    Checkbox: { defaultProps: { size: "md" } },
    Radio: { defaultProps: { size: "md" } },
    Switch: { defaultProps: { size: "md" } },
    // The head of a dialog is not the page's banner, though Mantine draws it as a <header>.
    Modal: { defaultProps: { size: "lg", centered: true, radius: "md", padding: "lg", attributes: { header: { role: "none" } } }, styles: { title: { fontWeight: 650, fontSize: "1.375rem" } } },
    Drawer: { defaultProps: { attributes: { header: { role: "none" } } }, styles: { title: { fontWeight: 650, fontSize: "1.375rem" } } },
    Menu: { defaultProps: { shadow: "md", radius: "md", withInitialFocusPlaceholder: false }, styles: { item: { fontSize: "1rem" }, label: { fontSize: "0.875rem", color: "var(--mantine-color-dimmed)" } } },
    Badge: { defaultProps: { size: "lg", radius: "sm", variant: "light" }, styles: { label: { textTransform: "none", fontWeight: 600 } } },
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true }, multiline: true, maw: 320 } },
  },
});

/** Colours with meaning, both schemes; every pair reaches 4.5:1 for text and 3:1 for lines that carry meaning. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#1c2426",
    "--mantine-color-dimmed": "#566264",
    "--mantine-color-placeholder": "#667274",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-anchor": "#115558",
    "--mantine-color-default-border": "#7d898b",
    "--omuz-ground": "#f5f7f7",
    "--omuz-surface": "#ffffff",
    "--omuz-raised": "#eff2f2",
    "--omuz-line": "#dbe1e1",
    "--omuz-accent": "#1b686d",
    "--omuz-accent-soft": "#e4f1f1",
    "--omuz-info": "#1f5c94",
    "--omuz-info-soft": "#e8f1f9",
    "--omuz-done": "#246a35",
    "--omuz-done-soft": "#e8f4ea",
    "--omuz-attention": "#855300",
    "--omuz-attention-soft": "#fdf3df",
    "--omuz-danger": "#b3261e",
    "--omuz-danger-soft": "#fcebea",
  },
  dark: {
    // White words on these reach 5:1, and the surface around them 3:1.
    "--mantine-color-cini-filled": "#217a7f",
    "--mantine-color-cini-filled-hover": "#1b686d",
    "--mantine-color-danger-filled": "#c8352b",
    "--mantine-color-danger-filled-hover": "#b3261e",
    "--mantine-color-body": "#181e20",
    "--mantine-color-text": "#dfe5e5",
    "--mantine-color-dimmed": "#a6b1b3",
    "--mantine-color-placeholder": "#96a2a4",
    "--mantine-color-error": "#ff9d94",
    "--mantine-color-anchor": "#86c4c6",
    "--mantine-color-default-border": "#69767a",
    "--omuz-ground": "#111617",
    "--omuz-surface": "#181e20",
    "--omuz-raised": "#1f2628",
    "--omuz-line": "#343e41",
    "--omuz-accent": "#62b2b5",
    "--omuz-accent-soft": "#173335",
    "--omuz-info": "#8cc1f0",
    "--omuz-info-soft": "#182b3b",
    "--omuz-done": "#8fd19e",
    "--omuz-done-soft": "#183022",
    "--omuz-attention": "#f0c06a",
    "--omuz-attention-soft": "#362a12",
    "--omuz-danger": "#ff9d94",
    "--omuz-danger-soft": "#3b1f1d",
  },
});
