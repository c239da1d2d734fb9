import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

import type { Right } from "./rights";

/** A short text in both languages, for what must be known before a feature's own code is loaded. */
export interface Text {
  tr: string;
  en: string;
}

/** A requirement is met by any one of the rights listed; none listed means every signed-in person. */
export type Need = Right | readonly Right[] | undefined;

export interface PageModule {
  default: () => ReactNode;
}

export interface FeatureRoute {
  /** Address with parameters as `$id`; Turkish without diacritics, for staff read it: "/kisiler/$personId". */
  path: string;
  load: () => Promise<PageModule>;
  /** Shown by the no-right screen; pages set their own heading with PageHeader. */
  title: Text;
  right?: Need;
  /** Drawn only where some programme holds this capability, on or frozen: what none holds is absent. */
  capability?: string;
  /** Reached without signing in (sign-in, invitation, password reset). No navigation is drawn around it. */
  isPublic?: boolean;
}

export interface NavEntry {
  to: string;
  label: Text;
  icon: Icon;
  /** Position from the top; the house uses steps of ten: Bugün 10, Kişiler 20 ... Ayarlar 90. */
  order: number;
  right?: Need;
  capability?: string;
  /** Entries with a parent stand under it, indented. */
  parent?: string;
}

/** Something a person starts: "Yeni kayıt" menu, command palette and the quick actions of Bugün are fed by it. */
export interface QuickAction {
  id: string;
  to: string;
  label: Text;
  description?: Text;
  icon: Icon;
  order: number;
  right?: Need;
  capability?: string;
  /** Also drawn as a large button on Bugün. */
  onHome?: boolean;
  /** Painted apart: an urgent notice. */
  isUrgent?: boolean;
  keywords?: string;
}

export interface SearchHit {
  id: string;
  to: string;
  title: string;
  /** Never a special-category value. */
  detail?: string;
}

/** A source the search box asks while the user types; answers must already be limited to what the user may see. */
export interface SearchSource {
  id: string;
  label: Text;
  right?: Need;
  capability?: string;
  search: (query: string, signal: AbortSignal) => Promise<SearchHit[]>;
}

/** A section of Bugün, loaded lazily; it draws nothing when it has nothing to say. */
export interface HomeSection {
  id: string;
  order: number;
  right?: Need;
  capability?: string;
  load: () => Promise<PageModule>;
}

/** A section of a person's page by another feature, loaded lazily; it draws nothing when it has nothing to say. */
export interface PersonSection {
  id: string;
  order: number;
  right?: Need;
  load: () => Promise<{ default: (props: { personId: string }) => ReactNode }>;
}

/** A case as the features that add to its page need it; everything else they read themselves. */
export interface CaseInView {
  id: string;
  number: string;
  state: "open" | "closed";
  version: number;
  may_write: boolean;
  stage: { key: string; label: string };
  person: { id: string; name: string };
  programme: { id: string; name: string };
  programme_version: { id: string; number: number };
}

/** A section of a case's page by another feature, loaded lazily; it draws nothing when it has nothing to say. */
export interface CaseSection {
  id: string;
  /** The forms of the stage stand at 40, the documents at 50, the decision on eligibility at 90. */
  order: number;
  /** The place while the application is not recorded yet: what must be done then stands before what comes later. */
  entering?: number;
  right?: Need;
  capability?: string;
  load: () => Promise<{ default: (props: { one: CaseInView }) => ReactNode }>;
}

/** The page on which a step that is an act in law is taken: "/dosyalar/$caseId/kararlar/yeni?tur=suspend". */
export type ActPages = Partial<Record<"record_application" | "suspend" | "resume" | "terminate", string>>;

export interface Feature {
  id: string;
  routes: readonly FeatureRoute[];
  nav?: readonly NavEntry[];
  actions?: readonly QuickAction[];
  search?: readonly SearchSource[];
  home?: readonly HomeSection[];
  person?: readonly PersonSection[];
  cases?: readonly CaseSection[];
  acts?: ActPages;
}

/** Keeps the literal checked against the contract where it is written. */
export function defineFeature(feature: Feature): Feature {
  return feature;
}
