import { Button, Group, Stack, Text } from "@mantine/core";

import { call } from "@/lib/api";
import { formatBirth, type DatePrecision } from "@/lib/dates";
import { useAction, useRead } from "@/lib/query";
import { useGo } from "@/lib/routing";
import { AppLink, LinkButton, Loaded, Panel, toastDone, toastProblem } from "@/ui";

import { PEOPLE, personHome, personPath, type Person } from "../api";
import { MergeList } from "../components/MergeList";
import { PersonFrame } from "../components/PersonFrame";
import { PersonPicker } from "../components/PersonPicker";
import type { Likeness, Likenesses } from "../duplicates";
import { usePartsText } from "../text";

export default function PersonDuplicates() {
  return (
    <PersonFrame>
      {(person) => (
        <>
          <Likely person={person} />
          <MergeList person={person} />
        </>
      )}
    </PersonFrame>
  );
}

function Likely({ person }: { person: Person }) {
  const t = usePartsText();
  const go = useGo();
  const found = useRead<Likenesses>(`${personPath(person.id)}duplicates/`);
  return (
    <Panel title={t("merge.title")}>
      <Text mb="md">{t("merge.lead")}</Text>
      <Loaded query={found} lines={3}>
        {({ results }) => (
          <Stack gap="md">
            {results.length === 0 ? <Text c="dimmed">{t("merge.none")}</Text> : null}
            {results.map((one) => (
              <One key={one.id} person={person} likeness={one} />
            ))}
          </Stack>
        )}
      </Loaded>
      <PersonPicker mt="lg" maw={480} label={t("merge.find")} except={[person.id]} onChange={(id) => (id ? go(`${personHome(person.id)}/birlestir?kayit=${id}`) : undefined)} />
    </Panel>
  );
}

function One({ person, likeness }: { person: Person; likeness: Likeness }) {
  const t = usePartsText();
  const different = useAction((_: null, context) => call("POST", `${PEOPLE}duplicates/decisions/`, { body: { first: person.id, second: likeness.id, verdict: "different" }, ...context }), {
    refresh: [`${personPath(person.id)}duplicates/`],
    onDone: () => toastDone(t("merge.differentDone")),
  });
  return (
    <Group justify="space-between" align="flex-start" gap="xs">
      <div>
        <AppLink to={personHome(likeness.id)}>{likeness.name}</AppLink>
        <Text size="sm">{[likeness.file_number, formatBirth(likeness.birth_date, likeness.birth_precision as DatePrecision)].filter(Boolean).join(" · ")}</Text>
        <Text size="sm" c="dimmed">
          {likeness.reasons.join(", ")}
        </Text>
      </div>
      <Group gap="xs">
        <LinkButton size="sm" variant="default" to={`${personHome(person.id)}/birlestir?kayit=${likeness.id}`}>
          {t("merge.compare")}
        </LinkButton>
        <Button size="sm" variant="subtle" loading={different.isPending} onClick={() => different.mutate(null, { onError: toastProblem })}>
          {t("merge.different")}
        </Button>
      </Group>
    </Group>
  );
}
