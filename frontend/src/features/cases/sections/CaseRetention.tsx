import { Stack, Text } from "@mantine/core";

import type { CaseInView } from "@/config/feature";
import { formatDate } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { DataList, Loaded, Panel } from "@/ui";

import { retentionPath, type Kept } from "../intake";
import { useIntakeText } from "../intakeText";

/** How long the case is kept, by which class and article, and when the period ends. */
export default function CaseRetention({ one }: { one: CaseInView }) {
  const t = useIntakeText();
  const found = useRead<{ kept: Kept | null }>(retentionPath(one.id));
  return (
    <Panel title={t("retention.title")} id="saklama">
      <Loaded query={found} lines={2}>
        {({ kept }) => (kept ? <Facts kept={kept} /> : <Text c="dimmed">{t("retention.none")}</Text>)}
      </Loaded>
    </Panel>
  );
}

function Facts({ kept }: { kept: Kept }) {
  const t = useIntakeText();
  return (
    <Stack gap="xs">
      <DataList
        facts={[
          { label: t("retention.class"), value: `${kept.label} (${kept.months === null ? t("retention.archive") : t("retention.months", { count: kept.months })})` },
          { label: t("retention.starts"), value: `${kept.starts_label}: ${kept.started_on ? formatDate(kept.started_on) : t("retention.notStarted")}` },
          { label: t("retention.until"), value: kept.until ? formatDate(kept.until) : null, unknown: "—" },
          { label: t("retention.method"), value: kept.method_label },
          { label: t("retention.article"), value: kept.article, unknown: "—" },
        ]}
      />
      {kept.is_capped ? <Text size="sm">{t("retention.capped")}</Text> : null}
      {kept.statutory_reserved ? <Text size="sm">{t("retention.statutory")}</Text> : null}
      {kept.article_text ? (
        <Text size="sm" c="dimmed">
          {kept.article_text}
        </Text>
      ) : null}
    </Stack>
  );
}
