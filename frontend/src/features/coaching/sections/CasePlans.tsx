import { Group, Stack, Text } from "@mantine/core";

import type { CaseInView } from "@/config/feature";
import { formatDate } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { AppLink, LinkButton, Loaded, Panel, Status } from "@/ui";

import { coachingPath, planHome, plansPath, type CaseCoaching, type PlanRow } from "../api";
import { useText } from "../text";

const MEANING = { draft: "attention", agreed: "done", ended: "neutral" } as const;

export default function CasePlans({ one }: { one: CaseInView }) {
  const t = useText();
  const coaching = useRead<CaseCoaching>(coachingPath(one.id));
  const plans = useRead<{ results: PlanRow[] }>(plansPath(one.id), undefined, { enabled: coaching.isSuccess });
  if (!coaching.data) return null;
  const rows = plans.data?.results ?? [];
  const draft = rows.find((row) => row.state === "draft");
  const used = rows.find((row) => row.state === "agreed");
  return (
    <Panel
      title={t("plans.title")}
      id="destek-plani"
      actions={
        coaching.data.may_write && coaching.data.is_open && plans.data && !draft ? (
          <LinkButton to={`/dosyalar/${one.id}/plan/yeni`} size="sm" variant="default">
            {used ? t("plans.restructure") : t("plans.new")}
          </LinkButton>
        ) : null
      }
    >
      <Loaded query={plans} lines={2}>
        {({ results }) =>
          results.length === 0 ? (
            <Text c="dimmed">{t("plans.none")}</Text>
          ) : (
            <Stack gap="sm">
              {results.map((row) => (
                <Group key={row.id} justify="space-between" align="start" gap="xs">
                  <div>
                    <AppLink to={planHome(one.id, row.id)}>{t("plans.number", { number: row.number })}</AppLink>
                    <Text size="sm" c="dimmed">
                      {[row.agreed_on ? t("plans.agreed", { date: formatDate(row.agreed_on) }) : null, row.ended_on ? t("plans.ended", { date: formatDate(row.ended_on) }) : null, row.change?.label].filter(Boolean).join(" · ")}
                    </Text>
                  </div>
                  <Group gap={6}>
                    {row.review_due_on ? <Status meaning={row.review_is_late ? "danger" : "info"}>{t("plans.review", { date: formatDate(row.review_due_on) })}</Status> : null}
                    <Status meaning={MEANING[row.state]}>{row.state_label}</Status>
                  </Group>
                </Group>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  );
}
