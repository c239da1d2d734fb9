import { formatDate } from "@/lib/dates";
import { DataList, Panel } from "@/ui";

import type { Person } from "../api";
import { useText } from "../text";

/** How the record came about. */
export function AboutPanel({ person }: { person: Person }) {
  const t = useText();
  return (
    <Panel title={t("record.panel.about")}>
      <DataList
        facts={[
          { label: t("field.registeredOn"), value: formatDate(person.registered_on) },
          { label: t("field.channel"), value: person.channel_label },
          { label: t("field.unit"), value: person.unit?.name },
          { label: t("field.programme"), value: person.programme?.name },
          { label: t("field.sex"), value: person.sex_label },
          ...(person.other_names ? [{ label: t("field.otherNames"), value: person.other_names }] : []),
          ...(person.working_label ? [{ label: t("field.workingLabel"), value: person.working_label }] : []),
          ...(person.notes ? [{ label: t("field.notes"), value: <span style={{ whiteSpace: "pre-line" }}>{person.notes}</span> }] : []),
        ]}
      />
    </Panel>
  );
}
