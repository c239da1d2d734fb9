import { Status, type Meaning } from "@/ui";

import type { Pack } from "../api";
import { useText } from "../text";

const MEANINGS: Record<Pack["status"], Meaning | "neutral"> = { complete: "done", preview: "attention", archival: "neutral" };

/** How far a pack reaches, in one word. */
export function PackStatus({ status }: { status: Pack["status"] }) {
  const t = useText();
  return <Status meaning={MEANINGS[status]}>{t(`status.${status}`)}</Status>;
}
