import { Stack, Text } from "@mantine/core";

import { Panel } from "@/ui";

import type { Case } from "../api";
import { useText } from "../text";

/** The documents that the rules ask for, why, and what stands in for them. */
export function CaseDocuments({ one }: { one: Case }) {
  const t = useText();
  if (one.state === "closed" && one.documents.length === 0) return null;
  return (
    <Panel title={t("record.documents")}>
      {one.documents.length === 0 ? (
        <Text c="dimmed">{t("record.noDocuments")}</Text>
      ) : (
        <Stack gap="sm" component="ul" style={{ margin: 0, paddingLeft: 20 }}>
          {one.documents.map((asked) => (
            <li key={asked.key}>
              <strong>{asked.label}</strong>
              {asked.is_certain ? null : <Text size="sm">{t("record.maybe")}</Text>}
              {asked.why.map((why) => (
                <Text key={why} size="sm" c="dimmed">
                  {why}
                </Text>
              ))}
              {asked.substitutes.length > 0 ? <Text size="sm">{t("record.substitutes", { names: asked.substitutes.join(", ") })}</Text> : null}
            </li>
          ))}
        </Stack>
      )}
    </Panel>
  );
}
