import { Text } from "@mantine/core";

import { useText } from "../text";

/** An article's own words, one press away from where it says no. */
export function ArticleText({ article, text }: { article: string; text: string }) {
  const t = useText();
  if (!text) return null;
  return (
    <details>
      <summary aria-label={`${t("record.articleText")}: ${article}`}>{t("record.articleText")}</summary>
      <Text size="sm" component="blockquote" style={{ margin: "4px 0 0 12px", whiteSpace: "pre-wrap" }}>
        {text}
      </Text>
    </details>
  );
}
