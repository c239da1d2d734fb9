import { lazy, Suspense, useMemo } from "react";

import type { PersonSection } from "@/config/feature";
import { useRegistry } from "@/lib/registry";
import { Boundary } from "@/ui";

import type { Person } from "../api";

/** What other features know of this person (their cases), each loaded by itself; one that fails takes nothing along. */
export function OtherSections({ person }: { person: Person }) {
  const { personSections } = useRegistry();
  return (
    <>
      {personSections.map((section) => (
        <One key={section.id} section={section} personId={person.id} />
      ))}
    </>
  );
}

function One({ section, personId }: { section: PersonSection; personId: string }) {
  const Part = useMemo(() => lazy(section.load), [section]);
  return (
    <Boundary resetKey={personId}>
      <Suspense fallback={null}>
        <Part personId={personId} />
      </Suspense>
    </Boundary>
  );
}
