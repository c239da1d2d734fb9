import { useRead } from "@/lib/query";
import { useMe } from "@/lib/session";

interface Choice {
  value: string;
  label: string;
}

interface Listed {
  id: string;
  name?: string;
  full_name?: string;
  is_active?: boolean;
  closed_on?: string | null;
}

function useChoices(path: string, name: (one: Listed) => string, isEnabled = true): Choice[] {
  const { data } = useRead<{ results: Listed[] } | Listed[]>(path, { page_size: 200 }, { enabled: isEnabled });
  const rows = Array.isArray(data) ? data : (data?.results ?? []);
  return rows.filter((one) => one.is_active !== false && !one.closed_on).map((one) => ({ value: one.id, label: name(one) }));
}

/** The units this person works in. */
export function useUnits(): Choice[] {
  const { units } = useMe();
  const all = useChoices("/api/v1/units/", (one) => one.name ?? "");
  return units === null ? all : all.filter((one) => units.includes(one.value));
}

export const useProgrammes = (): Choice[] => useChoices("/api/v1/programmes/", (one) => one.name ?? "");

/** Colleagues by name. */
export const useStaff = (): Choice[] => useChoices("/api/v1/staff/", (one) => one.full_name ?? one.name ?? "");

const NOWHERE: string[] = [];

function usePlaces(query: { province?: string; district?: string }, isAsked: boolean): string[] {
  const { data } = useRead<{ results: string[] }>("/api/v1/geography/", query, { enabled: isAsked });
  return isAsked ? (data?.results ?? NOWHERE) : NOWHERE;
}

export const useProvinces = (): string[] => usePlaces({}, true);
export const useDistricts = (province: string): string[] => usePlaces({ province }, Boolean(province));
export const useNeighbourhoods = (province: string, district: string): string[] => usePlaces({ province, district }, Boolean(province && district));

interface Notice {
  id: string;
  title: string;
  number: number;
}

/** Published privacy notices, the newest first. */
export function useNotices(): { notices: Choice[]; isLoaded: boolean } {
  const { data, isPending } = useRead<{ results: Notice[] }>("/api/v1/notices/", { current: "1" });
  return { notices: (data?.results ?? []).map((one) => ({ value: one.id, label: `${one.title} (${one.number})` })), isLoaded: !isPending };
}
