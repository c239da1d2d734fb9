import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { SPECIAL_READING } from "@/config/rights";
import { useCatalogue } from "@/lib/catalogue";
import { formatDate } from "@/lib/dates";
import { useCan } from "@/lib/session";
import { Disclosure, Panel } from "@/ui";

import type { Person } from "../api";
import { useProgrammes } from "../choices";
import { PersonFrame } from "../components/PersonFrame";
import { SpecialAdd, SpecialCorrect, SpecialEnd } from "../components/SpecialDialogs";
import { usePurposes } from "../components/usePurposes";
import { readSpecial, SPECIAL_KINDS, type SpecialFact, type SpecialKind } from "../special";
import { usePartsText, useText } from "../text";

export default function PersonSpecial() {
  return <PersonFrame>{(person) => <Special person={person} />}</PersonFrame>;
}

function Special({ person }: { person: Person }) {
  const t = usePartsText();
  const people = useText();
  const can = useCan();
  const purposes = usePurposes();
  const [isAdding, setAdding] = useState(false);
  // What was disclosed is forgotten when it changes; seeing it again is a reading again.
  const [edition, setEdition] = useState(0);
  const again = () => setEdition((before) => before + 1);
  return (
    <Panel
      title={people("record.tab.special")}
      actions={
        can("people.special.write") ? (
          <Button size="sm" variant="default" onClick={() => setAdding(true)}>
            {t("special.add")}
          </Button>
        ) : null
      }
    >
      <Text mb="md">{t("special.lead")}</Text>
      {can(SPECIAL_READING) ? (
        <Disclosure key={edition} label={t("special.open")} purposes={purposes} read={(purpose) => readSpecial(person.id, purpose)}>
          {(facts) => <Facts person={person} facts={facts} onChanged={again} />}
        </Disclosure>
      ) : (
        <Text c="dimmed">{t("special.cannotRead")}</Text>
      )}
      {isAdding ? <SpecialAdd person={person} onClose={() => { setAdding(false); again(); }} /> : null}
    </Panel>
  );
}

interface FactsProps {
  person: Person;
  facts: SpecialFact[];
  onChanged: () => void;
}

function Facts({ person, facts, onChanged }: FactsProps) {
  const t = usePartsText();
  if (facts.length === 0) return <Text>{t("special.none")}</Text>;
  return (
    <Stack gap="lg">
      {SPECIAL_KINDS.filter((kind) => facts.some((fact) => fact.kind === kind)).map((kind: SpecialKind) => (
        <div key={kind}>
          <Text fw={600}>{t(`special.kind.${kind}`)}</Text>
          <Stack gap="sm" mt={4}>
            {facts
              .filter((fact) => fact.kind === kind)
              .map((fact) => (
                <One key={fact.id} person={person} fact={fact} onChanged={onChanged} />
              ))}
          </Stack>
        </div>
      ))}
    </Stack>
  );
}

function One({ person, fact, onChanged }: { person: Person; fact: SpecialFact; onChanged: () => void }) {
  const t = usePartsText();
  const can = useCan();
  const catalogue = useCatalogue();
  const programmes = useProgrammes();
  const [act, setAct] = useState<"end" | "correct" | null>(null);
  const close = () => setAct(null);
  const rank = fact.kind === "target_group" ? ` (${fact.rank === "primary" ? t("special.rank.primary") : t("special.rank.secondary")})` : "";
  const about = [
    fact.valid_from && t("special.since", { date: formatDate(fact.valid_from) }),
    fact.valid_to && t("special.until", { date: formatDate(fact.valid_to) }),
    catalogue.label("source", fact.source),
    programmes.find((one) => one.value === fact.programme)?.label,
    [catalogue.label("legal_basis", fact.legal_basis), fact.statute].filter(Boolean).join(", "),
  ];
  return (
    <Group justify="space-between" align="flex-start" gap="xs">
      <div style={{ flex: "1 1 280px", minWidth: 0 }}>
        {fact.label}
        {rank}
        {fact.detail ? <Text size="sm">{fact.detail}</Text> : null}
        <Text size="sm" c="dimmed">
          {about.filter(Boolean).join(" · ")}
        </Text>
      </div>
      {can("people.special.write") ? (
        <Group gap={4}>
          {fact.valid_to ? null : (
            <Button size="compact-sm" variant="subtle" onClick={() => setAct("end")} aria-label={`${fact.label}: ${t("special.end")}`}>
              {t("special.end")}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => setAct("correct")} aria-label={`${fact.label}: ${t("special.correct")}`}>
            {t("special.correct")}
          </Button>
        </Group>
      ) : null}
      {act === "end" ? <SpecialEnd person={person} fact={fact} onDone={onChanged} onClose={close} /> : null}
      {act === "correct" ? <SpecialCorrect person={person} fact={fact} onDone={onChanged} onClose={close} /> : null}
    </Group>
  );
}
