import { useCatalogue } from "@/lib/catalogue";
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

interface OfferedGroup {
  key: string;
  label: string;
  hint: string;
  is_served: boolean;
}

export interface TargetGroupChoices {
  /** Groups that the programme serves first, then those whom it informs and refers; `recorded` stays a choice though it was dropped. */
  data: (words: { served: string; others: string }, recorded?: Choice) => { group: string; items: Choice[] }[];
  hint: (key: string | null) => string;
  isOther: (key: string | null) => boolean;
}

/** The target groups to choose from for a programme, its own ones among them; without one the national catalogue. */
export function useTargetGroups(programme: string | null | undefined): TargetGroupChoices {
  const catalogue = useCatalogue();
  const { data } = useRead<{ results: OfferedGroup[] }>(`/api/v1/programmes/${programme ?? ""}/target-groups/`, undefined, { enabled: Boolean(programme) });
  const groups = (programme ? data?.results : undefined) ?? catalogue.codes("target_group").map((code) => ({ ...code, is_served: true }));
  const items = (isServed: boolean) => groups.filter((one) => one.is_served === isServed).map((one) => ({ value: one.key, label: one.label }));
  return {
    data: (words, recorded) => {
      const dropped = recorded && !groups.some((one) => one.key === recorded.value) ? [recorded] : [];
      return [
        { group: words.served, items: [...items(true), ...dropped] },
        { group: words.others, items: items(false) },
      ].filter((one) => one.items.length > 0);
    },
    hint: (key) => groups.find((one) => one.key === key)?.hint ?? "",
    isOther: (key) => groups.some((one) => one.key === key && !one.is_served),
  };
}

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
