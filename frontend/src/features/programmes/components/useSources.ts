import { useMemo } from "react";

import { useCatalogue } from "@/lib/catalogue";
import { useRead } from "@/lib/query";

import type { Choice, Sources } from "../editing/fields";

interface RoleTable {
  roles: { role: string; label: string }[];
}

/** What the choices of an editor come from, without the document. */
export function useSources(): Omit<Sources, "document"> {
  const { options } = useCatalogue();
  const table = useRead<RoleTable>("/api/v1/staff/roles/");
  const roles = table.data?.roles;
  return useMemo(() => {
    const choices: Choice[] = (roles ?? []).map((one) => ({ value: one.role, label: one.label }));
    return { codes: options, roles: choices, rights: options("programme_right") };
  }, [options, roles]);
}
