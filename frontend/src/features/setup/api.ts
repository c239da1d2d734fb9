import type { components } from "@/schema/api";

export type Step = components["schemas"]["SetupStep"];
export type PrivacyNotice = components["schemas"]["Notice"];

export const SETUP = "/api/v1/setup/";
export const NOTICES = "/api/v1/notices/";

/** What is done, what counts, and what comes next. */
export function progressOf(steps: readonly Step[]) {
  const counted = steps.filter((one) => one.state !== "aside");
  return { done: counted.filter((one) => one.state === "done").length, all: counted.length, next: steps.find((one) => one.state === "open") };
}
