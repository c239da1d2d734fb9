import type { ActPages, CaseSection, Feature, HomeSection, NavEntry, PersonSection, QuickAction, SearchSource } from "@/config/feature";

/**
 * The registry: every src/features/<name>/feature.ts is found here and nowhere else is a list of features kept.
 * A feature's pages stay out of the first download; only its small feature.ts is read at the start.
 */
const found = import.meta.glob<Feature>("../features/*/feature.ts", { eager: true, import: "feature" });

export const features: readonly Feature[] = Object.values(found);

const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order;

export const navEntries: readonly NavEntry[] = features.flatMap((feature) => feature.nav ?? []).sort(byOrder);
export const quickActions: readonly QuickAction[] = features.flatMap((feature) => feature.actions ?? []).sort(byOrder);
export const searchSources: readonly SearchSource[] = features.flatMap((feature) => feature.search ?? []);
export const homeSections: readonly HomeSection[] = features.flatMap((feature) => feature.home ?? []).sort(byOrder);
export const personSections: readonly PersonSection[] = features.flatMap((feature) => feature.person ?? []).sort(byOrder);
export const caseSections: readonly CaseSection[] = features.flatMap((feature) => feature.cases ?? []).sort(byOrder);
export const actPages: ActPages = Object.assign({}, ...features.map((feature) => feature.acts ?? {}));
