import { Text } from "@mantine/core";

import { formatDateTime } from "@/lib/dates";
import { AppLink, DataList, GuardedButton, Panel, type Fact } from "@/ui";
import { Timeline } from "@/ui/Timeline";

import type { AppointmentRecord, Correctable } from "../api";
import { useText } from "../text";

/** Who came, who wrote it down, and what was corrected since: what stood there, why and by whom. Nothing before it is recorded. */
export function AttendancePanel({ one, onCorrect }: { one: AppointmentRecord; onCorrect: () => void }) {
  const t = useText();
  if (!one.recorded_at) return null;
  const recorded = [one.recorded_by?.name, formatDateTime(one.recorded_at)].filter(Boolean).join(" · ");
  const said: Fact =
    one.state === "missed"
      ? { label: t("field.missedReason"), value: [one.missed_reason_label, one.missed_note].filter(Boolean).join(" · ") }
      : { label: t("record.came"), value: one.state === "attended" ? t(one.candidate_present ? "record.presentYes" : "record.presentNo") : t("presence.not_held") };
  return (
    <Panel title={t("correct.panel")}>
      <DataList facts={[said, { label: t("correct.recorded"), value: recorded }]} />
      {one.correctable ? <Correcting found={one.correctable} onClick={onCorrect} /> : null}
      <History one={one} />
    </Panel>
  );
}

/** Quiet: who came is rarely wrong. What stands on it is said before the click, with what to do instead and the article. */
function Correcting({ found, onClick }: { found: Correctable; onClick: () => void }) {
  const t = useText();
  return (
    <div style={{ marginTop: 12 }}>
      <GuardedButton size="sm" variant="default" obstacles={found.obstacles.map((one) => ({ message: one.message, article: one.article || null }))} onClick={onClick}>
        {t("correct.title")}
      </GuardedButton>
      {found.obstacles.map((one) => (
        <div key={one.message} style={{ marginTop: 8 }}>
          <Text>
            {one.remedy} {one.link ? <AppLink to={one.link}>{t(one.link.startsWith("/kararlar") ? "correct.toDecision" : "correct.toCase")}</AppLink> : null}
          </Text>
          {one.text ? (
            <details>
              <summary aria-label={`${t("correct.article")}: ${one.article}`}>{t("correct.article")}</summary>
              <p style={{ whiteSpace: "pre-line" }}>{one.text}</p>
            </details>
          ) : null}
        </div>
      ))}
    </div>
  );
}

function History({ one }: { one: AppointmentRecord }) {
  const t = useText();
  const found = one.corrections ?? [];
  if (found.length === 0) return null;
  const events = found.map((row) => ({
    id: row.id,
    at: row.at,
    title: t("correct.changed", { before: row.before, after: row.after }),
    detail: <span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{t("correct.because", { reason: row.reason })}</span>,
    by: row.by?.name,
  }));
  return (
    <section aria-label={t("correct.history")} style={{ marginTop: 20 }}>
      <Text fw={600} mb="xs">
        {t("correct.history")}
      </Text>
      <Timeline events={events} />
    </section>
  );
}
