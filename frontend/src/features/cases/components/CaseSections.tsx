import { lazy, Suspense, useMemo } from "react";

import type { CaseInView, CaseSection } from "@/config/feature";
import { useRegistry } from "@/lib/registry";
import { Boundary } from "@/ui";

/** The sections that features add to a case's page, its own among them, each loaded by itself and failing by itself. */
export function CaseSections({ one, from, to, isEntering }: { one: CaseInView; from: number; to: number; isEntering: boolean }) {
  const { caseSections } = useRegistry();
  const placeOf = (section: CaseSection) => (isEntering ? (section.entering ?? section.order) : section.order);
  return (
    <>
      {caseSections
        .filter((section) => placeOf(section) >= from && placeOf(section) < to)
        .sort((a, b) => placeOf(a) - placeOf(b))
        .map((section) => (
          <One key={section.id} section={section} one={one} />
        ))}
    </>
  );
}

function One({ section, one }: { section: CaseSection; one: CaseInView }) {
  const Part = useMemo(() => lazy(section.load), [section]);
  return (
    <Boundary resetKey={one.id}>
      <Suspense fallback={null}>
        <Part one={one} />
      </Suspense>
    </Boundary>
  );
}
