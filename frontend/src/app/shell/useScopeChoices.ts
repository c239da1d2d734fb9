import { API_ROOT } from "@/config/app";
import { useRead, type Page } from "@/lib/query";
import { useMe, type Named } from "@/lib/session";

/** The units this person works in, and the municipality's programmes, by name. */
export function useScopeChoices(): { units: Named[]; programmes: (Named & { code?: string })[] } {
  const me = useMe();
  const hasPlace = me.municipality !== null;
  const units = useRead<Page<Named> | Named[]>(`${API_ROOT}/units/`, undefined, { enabled: hasPlace });
  const programmes = useRead<Page<Named & { code?: string }>>(`${API_ROOT}/programmes/`, undefined, { enabled: hasPlace });
  const all = Array.isArray(units.data) ? units.data : (units.data?.results ?? []);
  return {
    units: me.units === null ? all : all.filter((unit) => me.units?.includes(unit.id)),
    programmes: programmes.data?.results ?? [],
  };
}
