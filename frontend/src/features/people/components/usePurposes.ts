import { useCatalogue } from "@/lib/catalogue";

import { PURPOSES } from "../special";

/** Purposes to choose from where no task says one. */
export function usePurposes(): { value: string; label: string }[] {
  const catalogue = useCatalogue();
  return PURPOSES.map((key) => ({ value: key, label: catalogue.label("purpose", key) }));
}
