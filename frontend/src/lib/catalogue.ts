import { useMemo } from "react";

import { useRead } from "./query";

export interface Code {
  key: string;
  label: string;
  special: boolean;
  hint: string;
}

interface CodeList {
  key: string;
  label: string;
  special: boolean;
  codes: Code[];
}

export interface Catalogue {
  /** The entries of a list in the order in which they are shown; empty while the catalogue is on its way. */
  codes: (list: string) => readonly Code[];
  /** The same as Mantine's Select and the filters take them. */
  options: (list: string) => { value: string; label: string }[];
  /** A stored key in words; the key itself where the list does not know it. */
  label: (list: string, key: string | null | undefined) => string;
}

/** The code lists of the API, in the language of the interface. */
export function useCatalogue(): Catalogue {
  const { data } = useRead<CodeList[]>("/api/v1/catalogue/");
  return useMemo(() => {
    const lists = new Map((data ?? []).map((list) => [list.key, list.codes]));
    const codes = (list: string) => lists.get(list) ?? [];
    return {
      codes,
      options: (list) => codes(list).map((code) => ({ value: code.key, label: code.label })),
      label: (list, key) => (key ? (codes(list).find((code) => code.key === key)?.label ?? key) : ""),
    };
  }, [data]);
}
