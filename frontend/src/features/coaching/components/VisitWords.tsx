import { Stack, Text } from "@mantine/core";

import { DataList, Disclosure } from "@/ui";

import { openVisit, type Visit, type VisitWords } from "../api";
import { usePurposes } from "../purposes";
import { useText } from "../text";

/** What was written with a visit: at once for whose person it is, behind a logged reading for others. */
export function VisitWordsOf({ visit }: { visit: Visit }) {
  const t = useText();
  const purposes = usePurposes();
  if (!visit.has_words) return <Text c="dimmed">{t("visit.noWords")}</Text>;
  if (visit.words) return <Words words={visit.words} />;
  return (
    <Disclosure label={t("visit.words")} purposes={purposes} read={(purpose) => openVisit(visit.id, purpose)}>
      {(words) => <Words words={words} />}
    </Disclosure>
  );
}

function Words({ words }: { words: VisitWords }) {
  const t = useText();
  const lines = ([["form.workplace", words.workplace], ["form.nextWords", words.next_words], ["form.note", words.note], ["form.reason", words.reason]] as const).filter(([, text]) => text);
  return (
    <Stack gap="xs">
      <DataList facts={lines.map(([label, text]) => ({ label: t(label), value: <span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{text}</span> }))} />
    </Stack>
  );
}
