import { List, Text } from "@mantine/core";

import type { components } from "@/schema/api";
import { AppLink } from "@/ui";

import { useText } from "../text";
import { ArticleText } from "./ArticleText";

export type Told = components["schemas"]["CaseObstacle"];

/** Why something cannot be done, what to do instead, and the article with its text: said before any click. */
export function Obstacles({ found, id }: { found: readonly Told[]; id?: string }) {
  const t = useText();
  return (
    <List listStyleType="none" spacing="sm" id={id} styles={{ itemWrapper: { display: "block" } }}>
      {found.map((one) => (
        <List.Item key={`${one.code} ${one.article}`}>
          <Text>
            {one.message} {one.remedy}
          </Text>
          {one.href ? <AppLink to={one.href}>{t("record.openIt")}</AppLink> : null}
          {one.article ? (
            <Text size="sm" c="dimmed">
              {one.article}
            </Text>
          ) : null}
          <ArticleText article={one.article} text={one.text} />
        </List.Item>
      ))}
    </List>
  );
}
