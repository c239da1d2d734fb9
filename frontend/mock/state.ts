/** What the invented server remembers while it runs. `?` nothing is stored anywhere. */
export const state = {
  isSignedIn: true,
  needsSecondStep: false,
  needsEnrolment: false,
  hasTotp: true,
  language: "tr",
  theme: "system",
  viewingAs: null as string | null,
  scenario: "full" as "full" | "empty" | "slow" | "error" | "clerk",
};
