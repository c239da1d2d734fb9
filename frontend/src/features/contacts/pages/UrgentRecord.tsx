import { Button, Text } from "@mantine/core";
import { useState } from "react";

import { formatDateTime } from "@/lib/dates";
import { usePage, useRead } from "@/lib/query";
import { useParam } from "@/lib/routing";
import { DataList, LinkButton, Loaded, Panel, RecordPage } from "@/ui";

import { URGENT, type UrgentNotice, type UrgentNoticeDetail } from "../api";
import { useText } from "../text";

export default function UrgentRecord() {
  const t = useText();
  const id = useParam("noticeId");
  const [isOpen, setOpen] = useState(false);
  // The list says what a notice is without opening it; opening is a reading of its own and is recorded.
  const rows = usePage<UrgentNotice>(URGENT, {});
  const row = rows.data?.results.find((one) => one.id === id);
  return (
    <RecordPage
      title={row?.authority_label ?? t("urgent.record")}
      documentTitle={t("urgent.record")}
      crumbs={[{ label: t("urgent.title"), to: "/acil-bildirimler" }]}
      facts={[
        { label: t("urgent.field.givenAt"), value: row ? formatDateTime(row.given_at) : null },
        { label: t("urgent.field.reference"), value: row?.reference },
        { label: t("urgent.field.statute"), value: row?.statute },
      ]}
      actions={
        row?.person_id ? (
          <LinkButton to={`/kisiler/${row.person_id}`} variant="default">
            {t("openPerson")}
          </LinkButton>
        ) : null
      }
    >
      <Panel title={t("urgent.told")}>
        {isOpen ? (
          <Told id={id} />
        ) : (
          <>
            <Text mb="sm">{t("urgent.openHint")}</Text>
            <Button variant="default" onClick={() => setOpen(true)}>
              {t("urgent.openTold")}
            </Button>
          </>
        )}
      </Panel>
    </RecordPage>
  );
}

function Told({ id }: { id: string }) {
  const t = useText();
  const notice = useRead<UrgentNoticeDetail>(`${URGENT}${id}/`);
  return (
    <Loaded query={notice}>
      {(data) => <DataList facts={(["what", "who", "where", "answer"] as const).map((key) => ({ label: t(`urgent.field.${key}`), value: data.told[key] }))} />}
    </Loaded>
  );
}
