import { Text } from "@mantine/core";

import { Panel } from "@/ui";

import { useText } from "../text";

/** What only the letter itself knows, in words instead of its placeholder. */
const LATER = ["madde", "gerekce", "yururluk", "karar_tarihi", "basvuru_yolu", "karar_no", "belediye", "birim", "program", "tarih", "muhatap", "yetkili"] as const;
type Later = (typeof LATER)[number];
const isKnown = (name: string): name is Later => LATER.some((one) => one === name);

interface LetterPreviewProps {
  subject: string;
  body: string;
  values: Record<string, string>;
}

/** The words of the letter as far as they are known already; the rest stays in braces. */
export function LetterPreview({ subject, body, values }: LetterPreviewProps) {
  const t = useText();
  const filled = (text: string) => text.replace(/\{([a-z_]+)\}/g, (whole, name: string) => values[name]?.trim() || (isKnown(name) ? `(${t(`preview.later.${name}`)})` : whole));
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
