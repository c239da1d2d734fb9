import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useMemo, useState } from "react";

import { useSearchParams, useSetSearchParams } from "./routing";
import { cursorOf, type ListParams } from "./query";
import { useScope } from "./scope";

export interface ListOptions {
  /** Names of the filters this list knows, as the API calls them. */
  filters?: readonly string[];
  /** The order when the address names none: "-registered_on". */
  sort?: string;
  /** Narrow by the unit and programme chosen in the top bar. */
  followsScope?: boolean;
  /** Always sent: `{ state: "active" }`. */
  fixed?: ListParams;
}

export interface ListState {
  query: string;
  setQuery: (query: string) => void;
  filters: Record<string, string>;
  setFilter: (name: string, value: string | undefined) => void;
  clear: () => void;
  sort: string | undefined;
  toggleSort: (key: string) => void;
  cursor: string | undefined;
  goTo: (link: string | null) => void;
  /** What the API is asked. */
  params: ListParams;
  /** Search or filters are in force, so "nothing here" means "nothing matches". */
  isNarrowed: boolean;
  /** Search, filters and order as a plain object, for a saved view; `apply` brings one back. */
  view: Record<string, string>;
  apply: (view: Record<string, string>) => void;
}

// An identity number must not stay in the browser's history, in a link or in a server's log of addresses.
const looksLikeIdentity = (text: string) => /^\s*(\d\s*){8,}$/.test(text);

/** The state of a list, kept in the address so that it can be sent to a colleague and survives the way back. */
export function useListState(options: ListOptions = {}): ListState {
  const search = useSearchParams();
  const setSearch = useSetSearchParams();
  const scope = useScope();
  const [query, setQuery] = useState(search.q ?? "");
  const [settled] = useDebouncedValue(query, 250);
  const inAddress = looksLikeIdentity(settled) ? undefined : settled.trim() || undefined;

  useEffect(() => {
    if (inAddress !== search.q) setSearch({ q: inAddress, cursor: undefined });
    // Only the settled text writes to the address; reading `search` here would fight the user's typing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [inAddress]);

  const names = options.filters ?? [];
  const filters = Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));
  const sort = search.sort ?? options.sort;
  const key = JSON.stringify([settled, filters, sort, search.cursor, options.followsScope ? scope.params : null, options.fixed]);
  const params = useMemo<ListParams>(
    () => ({
      ...options.fixed,
      ...(options.followsScope ? scope.params : {}),
      ...filters,
      q: settled.trim() || undefined,
      sort,
      cursor: search.cursor,
    }),
    // The key says everything the parameters are made of.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key],
  );

  return {
    query,
    setQuery,
    filters,
    setFilter: (name, value) => setSearch({ [name]: value, cursor: undefined }),
    clear: () => {
      setQuery("");
      setSearch({ ...Object.fromEntries(names.map((name) => [name, undefined])), q: undefined, cursor: undefined });
    },
    sort,
    toggleSort: (name) => setSearch({ sort: sort === name ? `-${name}` : name, cursor: undefined }),
    cursor: search.cursor,
    goTo: (link) => setSearch({ cursor: cursorOf(link) ?? undefined }),
    params,
    isNarrowed: settled.trim() !== "" || Object.keys(filters).length > 0,
    view: Object.fromEntries(
      Object.entries({ q: inAddress, sort: search.sort, ...filters }).filter((entry): entry is [string, string] => Boolean(entry[1])),
    ),
    apply: (view) => {
      setQuery(view.q ?? "");
      const empty = Object.fromEntries(names.map((name) => [name, undefined]));
      setSearch({ ...empty, q: undefined, sort: undefined, cursor: undefined, ...view });
    },
  };
}
