/** Purposes for which somebody who writes rules may look at real people. */
export const PURPOSES = ["service_planning", "supervision", "complaint", "registration"] as const;
