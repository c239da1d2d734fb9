import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { formatDate } from "@/lib/dates";
import { useRead } from "@/lib/query";
import { useCan } from "@/lib/session";
import { Loaded, Notice, Panel, Status } from "@/ui";

import { personPath, type Person } from "../api";
import { PersonFrame } from "../components/PersonFrame";
import { RepresentativeDialog, RepresentativeEnd, RepresentativeNotices, type Representative } from "../components/RepresentativeDialogs";
import { usePartsText } from "../text";

export default function PersonRepresentatives() {
  return <PersonFrame>{(person) => <Representatives person={person} />}</PersonFrame>;
}

function Representatives({ person }: { person: Person }) {
  const t = usePartsText();
  const can = useCan();
  const [edited, setEdited] = useState<Representative | "new" | null>(null);
  const [ended, setEnded] = useState<Representative | null>(null);
  const [confirming, setConfirming] = useState<Representative | null>(null);
  const rows = useRead<{ results: Representative[] }>(`${personPath(person.id)}representatives/`);
  const mayWrite = can("people.write");
  return (
    <Panel
      title={t("representatives.title")}
      actions={
        mayWrite ? (
          <Button size="sm" variant="default" onClick={() => setEdited("new")}>
            {t("representatives.add")}
          </Button>
        ) : null
      }
    >
      <Loaded query={rows}>
        {({ results }) => (
          <Stack gap="lg">
            {results.length === 0 ? <Text c="dimmed">{t("representatives.none")}</Text> : null}
            {results.map((one) => (
              <div key={one.id}>
                <Group justify="space-between" align="flex-start" gap="xs">
                  <One row={one} />
                  {mayWrite ? (
                    <Group gap={4}>
                      <Button size="compact-sm" variant="subtle" onClick={() => setEdited(one)} aria-label={`${one.name}: ${t("representatives.edit")}`}>
                        {t("representatives.edit")}
                      </Button>
                      <Button size="compact-sm" variant="subtle" onClick={() => setEnded(one)} aria-label={`${one.name}: ${t("representatives.end")}`}>
                        {t("representatives.end")}
                      </Button>
                    </Group>
                  ) : null}
                </Group>
                {one.notices.needs_confirmation || one.notices.confirmed_at ? <Confirmation row={one} onOpen={() => setConfirming(one)} /> : null}
                {one.warnings.map((warning) => (
                  <Notice key={warning.code} meaning="attention">
                    {warning.message}
                  </Notice>
                ))}
              </div>
            ))}
          </Stack>
        )}
      </Loaded>
      {edited ? <RepresentativeDialog person={person} row={edited === "new" ? undefined : edited} onClose={() => setEdited(null)} /> : null}
      {ended ? <RepresentativeEnd person={person} row={ended} onClose={() => setEnded(null)} /> : null}
      {confirming ? <RepresentativeNotices person={person} row={confirming} onClose={() => setConfirming(null)} /> : null}
    </Panel>
  );
}

/** Whether letters about a protected person may go to this representative: who has said so, or that they wait. */
function Confirmation({ row, onOpen }: { row: Representative; onOpen: () => void }) {
  const t = usePartsText();
  const { notices } = row;
  const words = t(notices.confirmed_at ? "representatives.unconfirm" : "representatives.confirm");
  return (
    <Notice meaning={notices.confirmed_at ? "info" : "attention"} title={notices.confirmed_at ? t("representatives.confirmed", { by: notices.confirmed_by, date: formatDate(notices.confirmed_at) }) : t("representatives.unconfirmed")}>
      <Stack gap="xs">
        {notices.reason ? <Text size="sm">{notices.reason}</Text> : null}
        {notices.confirmed_at ? null : <Text size="sm">{t("representatives.unconfirmedHint")}</Text>}
        {notices.may_confirm ? (
          <div>
            <Button size="compact-sm" variant="default" onClick={onOpen} aria-label={`${row.name}: ${words}`}>
              {words}
            </Button>
          </div>
        ) : null}
      </Stack>
    </Notice>
  );
}

/** Who it is, and what the law lets them do, with the article. */
function One({ row }: { row: Representative }) {
  const t = usePartsText();
  const { authority } = row;
  const dates = [formatDate(row.starts_on), row.ends_on ? formatDate(row.ends_on) : t("representatives.unbounded")].filter(Boolean).join(" – ");
  return (
    <div style={{ flex: "1 1 300px", minWidth: 0 }}>
      <Text fw={600}>{row.name}</Text>
      <Text size="sm">{[row.kind_label, row.relation, dates].filter(Boolean).join(" · ")}</Text>
      <Text size="sm">{[row.phone, row.email, row.document_ref].filter(Boolean).join(" · ")}</Text>
      <Group gap="xs" mt={4}>
        <Status meaning={authority.may_sign ? "done" : "neutral"}>{authority.may_sign ? t("representatives.maySign") : t("representatives.mayNotSign")}</Status>
        <Status meaning={authority.may_see ? "done" : "neutral"}>{authority.may_see ? t("representatives.maySee") : t("representatives.mayNotSee")}</Status>
        {authority.signs_together ? <Status meaning="info">{t("representatives.together")}</Status> : null}
        {authority.is_notified && (!row.notices.needs_confirmation || row.notices.confirmed_at) ? <Status meaning="info">{t("representatives.notified")}</Status> : null}
      </Group>
      <Text size="sm" c="dimmed">
        {[authority.limited_to, authority.reason, authority.article].filter(Boolean).join(" · ")}
      </Text>
    </div>
  );
}
