import { Text } from "@mantine/core";

import { Panel } from "@/ui";

import { useText } from "../text";

interface LetterPreviewProps {
  subject: string;
  body: string;
  values: Record<string, string>;
}

/** The words of the letter as far as they are known already; the rest stays in braces. */
export function LetterPreview({ subject, body, values }: LetterPreviewProps) {
  const t = useText();
  const filled = (text: string) => text.replace(/\{([a-z_]+)\}/g, (whole, name: string) => values[name]?.trim() || whole);
  if (!body) return null;
  return (
    <Panel title={t("preview.title")}>
      <Text size="sm" c="dimmed">
        {t("preview.hint")}
      </Text>
      <Text fw={600} mt="sm">
        {filled(subject)}
      </Text>
      <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{filled(body)}</Text>
    </Panel>
  );
}
