import { List, Text } from "@mantine/core";

import { Status } from "@/ui";

import type { Check } from "../intake";
import { useIntakeText } from "../intakeText";
import { ArticleText } from "./ArticleText";

/** What the programme's own articles say now, each with its text: said before the click. */
export function Checks({ checks, isPlain = false }: { checks: readonly Check[]; isPlain?: boolean }) {
  const t = useIntakeText();
  return (
    <List listStyleType="none" spacing="md" styles={{ itemWrapper: { display: "block" } }}>
      {checks.map((check) => (
        <List.Item key={check.guard}>
          <Text fw={600}>{check.title}</Text>
          {isPlain ? null : <Status meaning={check.allowed ? "done" : "attention"}>{t(check.allowed ? "application.allowed" : "application.refused")}</Status>}
          {check.message ? <Text>{check.message}</Text> : null}
          {check.remedy ? <Text>{check.remedy}</Text> : null}
          <Text size="sm" c="dimmed">
            {check.article}
          </Text>
          <ArticleText article={check.article} text={check.text} />
        </List.Item>
      ))}
    </List>
  );
}
