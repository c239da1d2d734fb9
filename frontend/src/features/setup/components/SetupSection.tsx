import { Progress, Text } from "@mantine/core";

import type { Right } from "@/config/rights";
import { useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { AppLink, LinkButton, Panel } from "@/ui";

import { progressOf, SETUP, type Step } from "../api";
import { useText } from "../text";

/** On Bugün until the first registration: what comes next. */
export default function SetupSection() {
  const t = useText();
  const can = useCan();
  const steps = useRead<{ results: Step[] }>(SETUP);
  const { done, all, next } = progressOf(steps.data?.results ?? []);
  const isNeeded = steps.data?.results.some((one) => one.needed && one.state === "open");
  if (!next || !isNeeded) return null;
  const said = t("progress", { done, all });
  return (
    <Panel title={t("title")} actions={<AppLink to="/ayarlar/kurulum">{t("seeAll")}</AppLink>}>
      <div style={{ display: "grid", gap: 12 }}>
        <Progress value={(100 * done) / all} aria-label={said} />
        <Text size="sm" c="dimmed">
          {said}
        </Text>
        <div>
          <Text size="sm">{t("next")}</Text>
          <Text fw={600}>{next.title}</Text>
          <Text c="dimmed">{next.hint}</Text>
        </div>
        {can(next.right as Right) ? (
          <div>
            <LinkButton to={next.to} aria-label={t("goTo", { title: next.title })}>
              {t("go")}
            </LinkButton>
          </div>
        ) : (
          <Text size="sm">{t("who", { who: next.who })}</Text>
        )}
      </div>
    </Panel>
  );
}
