import { Group, List, Text } from "@mantine/core";
import { IconCalendarEvent, IconChecklist, IconMapPin } from "@tabler/icons-react";

import { formatDate, formatTime } from "@/lib/dates";
import { AppLink, LinkButton, Status } from "@/ui";

import { caseHome, planHome, type DayItem } from "../api";
import { useText } from "../text";

const ICONS = { appointment: IconCalendarEvent, visit: IconMapPin, review: IconChecklist };

/** Lines of the day: what, with whom, when; the button starts the note with everything that is known. */
export function DayList({ items, mayWrite }: { items: readonly DayItem[]; mayWrite: boolean }) {
  return (
    <List listStyleType="none" spacing="sm" styles={{ itemWrapper: { display: "block" }, itemLabel: { display: "block" } }}>
      {items.map((item, index) => (
        <List.Item key={`${item.kind} ${item.id}`} pb="sm" style={index < items.length - 1 ? { borderBottom: "1px solid var(--omuz-line)" } : undefined}>
          <Line item={item} mayWrite={mayWrite} />
        </List.Item>
      ))}
    </List>
  );
}

function Line({ item, mayWrite }: { item: DayItem; mayWrite: boolean }) {
  const t = useText();
  const Icon = ICONS[item.kind];
  const when = item.at ? formatTime(item.at) : formatDate(item.due_on);
  const name = item.person_name || t("day.unknownPerson");
  return (
    <Group justify="space-between" align="center" gap="sm">
      <Group gap="sm" align="start" wrap="nowrap" style={{ flex: "1 1 220px", minWidth: 0 }}>
        <Icon size={22} aria-hidden style={{ flex: "none", marginTop: 2 }} />
        <div style={{ minWidth: 0 }}>
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {item.case ? <AppLink to={caseHome(item.case)}>{name}</AppLink> : name}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {[t(`day.kind.${item.kind}`), when, item.place, item.words].filter(Boolean).join(" · ")}
          </Text>
          <Group gap={6} mt={2}>
            {item.is_late ? <Status meaning="danger">{t("day.late")}</Status> : null}
            {item.is_done ? <Status meaning="done">{t("day.done")}</Status> : null}
            {item.covered ? <Status meaning="info">{t("day.covered", { name: item.covered })}</Status> : null}
          </Group>
        </div>
      </Group>
      <Next item={item} name={name} mayWrite={mayWrite} />
    </Group>
  );
}

function Next({ item, name, mayWrite }: { item: DayItem; name: string; mayWrite: boolean }) {
  const t = useText();
  if (item.kind === "review" && item.case && item.plan) {
    return (
      <LinkButton to={planHome(item.case, item.plan)} variant="default" aria-label={`${t("day.openPlan")}: ${name}`}>
        {t("day.openPlan")}
      </LinkButton>
    );
  }
  if (!mayWrite || item.is_done || !item.case) return null;
  const appointment = item.kind === "appointment" ? `&randevu=${item.id}` : "";
  return (
    <LinkButton to={`/ziyaretler/yeni?dosya=${item.case}${appointment}`} variant="default" aria-label={`${t("visit.new")}: ${name}`}>
      {t("visit.new")}
    </LinkButton>
  );
}
