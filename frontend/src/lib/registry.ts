import { createContext, useContext } from "react";

import type { ActPages, CaseSection, HomeSection, PersonSection, QuickAction } from "@/config/feature";

/** What app/features.ts collected, for the features that show other features' offers (Bugün) without importing them. */
export interface Registry {
  actions: readonly QuickAction[];
  homeSections: readonly HomeSection[];
  /** What other features add to a person's page. */
  personSections: readonly PersonSection[];
  /** What other features add to a case's page. */
  caseSections: readonly CaseSection[];
  /** Where steps that are acts in law are taken. */
  actPages: ActPages;
  openPalette: () => void;
}

const RegistryContext = createContext<Registry>({ actions: [], homeSections: [], personSections: [], caseSections: [], actPages: {}, openPalette: () => undefined });
export const RegistryProvider = RegistryContext.Provider;

export function useRegistry(): Registry {
  return useContext(RegistryContext);
}
