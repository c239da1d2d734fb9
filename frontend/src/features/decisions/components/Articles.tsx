import { Stack, Text } from "@mantine/core";

import { Notice } from "@/ui";

import type { Article } from "../api";
import { useText } from "../text";

/** The articles that the programme has adopted, in their own words, before anything is clicked. */
export function Articles({ articles }: { articles: readonly Article[] }) {
  const t = useText();
  const shown = articles.filter((one, index) => articles.findIndex((other) => other.cited === one.cited) === index);
  if (shown.length === 0) return null;
  return (
    <div style={{ marginBottom: 16 }}>
      <Notice title={t("articles.title")}>
        <Stack gap="sm">
          {shown.map((one) => (
            <div key={one.guard}>
              <Text fw={600}>{[one.cited, one.title].filter(Boolean).join(" · ")}</Text>
              <Text size="sm">{one.text}</Text>
            </div>
          ))}
        </Stack>
      </Notice>
    </div>
  );
}
