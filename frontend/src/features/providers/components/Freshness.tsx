import { useCatalogue } from "@/lib/catalogue";
import { Status } from "@/ui";

const MEANING = { fresh: "done", due: "info", stale: "attention", never: "attention" } as const;

/** How old the last confirmation is, in a word. */
export function Freshness({ value }: { value: keyof typeof MEANING }) {
  const catalogue = useCatalogue();
  return <Status meaning={MEANING[value]}>{catalogue.label("freshness", value)}</Status>;
}
