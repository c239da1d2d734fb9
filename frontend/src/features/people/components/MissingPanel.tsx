import { Stack, Text } from "@mantine/core";

import { call } from "@/lib/api";
import { useCatalogue } from "@/lib/catalogue";
import { useAction } from "@/lib/query";
import { useCan } from "@/lib/session";
import { Panel, toastProblem } from "@/ui";

import { PEOPLE, personPath, type Missing, type Person } from "../api";
import { useText } from "../text";
import { Pick } from "./Pick";

/** What is absent, and why where somebody has said so (readings 11). */
export function MissingPanel({ person }: { person: Person }) {
  const t = useText();
  return (
    <Panel title={t("record.panel.missing")}>
      {person.missing.length === 0 ? <Text c="dimmed">{t("record.missing.none")}</Text> : null}
      <Stack gap="md">
        {person.missing.map((one) => (
          <One key={one.field} person={person} missing={one} />
        ))}
      </Stack>
    </Panel>
  );
}

function One({ person, missing }: { person: Person; missing: Missing }) {
  const t = useText();
  const can = useCan();
  const catalogue = useCatalogue();
  const explain = useAction((reason: string, context) => call("POST", `${personPath(person.id)}missing/`, { body: { field: missing.field, reason }, ...context }), {
    refresh: [personPath(person.id), PEOPLE],
  });
  if (!can("people.write")) {
    return (
      <div>
        <Text fw={600}>{missing.label}</Text>
        <Text size="sm">{missing.reason_label || t("record.missing.ask")}</Text>
      </div>
    );
  }
  return (
    <Pick
      label={missing.label}
      aria-label={`${missing.label}: ${t("record.missing.reason")}`}
      data={catalogue.options("missing_reason")}
      value={missing.reason || null}
      placeholder={t("record.missing.ask")}
      disabled={explain.isPending}
      onChange={(reason) => explain.mutate(reason ?? "", { onError: toastProblem })}
    />
  );
}
