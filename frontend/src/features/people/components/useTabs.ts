import { useCan } from "@/lib/session";
import { SPECIAL_READING, type Right } from "@/config/rights";
import type { RecordTab } from "@/ui";

import { personHome } from "../api";
import { useText } from "../text";

/** The parts of a person's page that this reader may open. */
export function useTabs(personId: string): RecordTab[] {
  const t = useText();
  const can = useCan();
  const home = personHome(personId);
  const tab = (path: string, label: string, right?: Right | readonly Right[]) => (right === undefined || can(right) ? [{ to: `${home}${path}`, label }] : []);
  return [
    ...tab("", t("record.tab.general")),
    ...tab("/ozel-nitelikli", t("record.tab.special"), [...SPECIAL_READING, "people.special.write"]),
    ...tab("/raporlar", t("record.tab.reports"), [...SPECIAL_READING, "people.special.write"]),
    ...tab("/hane", t("record.tab.household")),
    ...tab("/temsilciler", t("record.tab.representatives")),
    ...tab("/guvenli-iletisim", t("record.tab.safety")),
    ...tab("/belgeler", t("record.tab.documents"), "documents.read"),
    ...tab("/gecmis", t("record.tab.history")),
    ...tab("/erisim", t("record.tab.access"), "access_log.read"),
  ];
}
