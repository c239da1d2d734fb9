import { call } from "@/lib/api";
import type { ListState } from "@/lib/list";
import { useAction, useRead } from "@/lib/query";
import type { components } from "@/schema/api";
import { SavedViews, toastDone, toastProblem, useUiText } from "@/ui";

import { PEOPLE } from "../api";
import { fromStoredView, toStoredView } from "../filters";

const VIEWS = `${PEOPLE}views/`;
type Stored = components["schemas"]["SavedView"];

/** One's own views of the list and those a colleague shares. */
export function PeopleViews({ list }: { list: ListState }) {
  const ui = useUiText();
  const views = useRead<{ results: Stored[] }>(VIEWS);
  const onProblem = { onError: toastProblem };
  const save = useAction(({ name, view }: { name: string; view: Record<string, string> }, context) => call<Stored>("POST", VIEWS, { body: { name, ...toStoredView(view) }, ...context }), {
    refresh: [VIEWS],
    onDone: () => toastDone(ui("saved")),
  });
  const remove = useAction((id: string) => call("DELETE", `${VIEWS}${id}/`), { refresh: [VIEWS] });
  return (
    <SavedViews
      list={list}
      views={(views.data?.results ?? []).map((one) => ({ id: one.id, name: one.name, view: fromStoredView(one) }))}
      onSave={(name, view) => save.mutate({ name, view }, onProblem)}
      onDelete={(view) => remove.mutate(view.id, onProblem)}
    />
  );
}
