import { Button, Select, Text } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { useAction, usePage, useRead } from "@/lib/query";
import { ConfirmWithReason, DataList, Panel, toastDone } from "@/ui";

import { STAFF, type Held, type Staff } from "../api";
import { useText } from "../text";

/** What a colleague holds, and handing it over in bulk. */
export function WorkPanel({ member }: { member: Staff }) {
  const t = useText();
  const work = useRead<Held[]>(`${STAFF}${member.id}/work/`);
  const [isMoving, setMoving] = useState(false);
  const held = (work.data ?? []).filter((one) => one.count > 0);
  return (
    <Panel title={t("record.workTitle")} actions={held.length > 0 ? <Button variant="default" onClick={() => setMoving(true)}>{t("record.reassign")}</Button> : null}>
      {held.length > 0 ? <DataList facts={held.map((one) => ({ label: one.label, value: one.count }))} /> : <Text>{t("record.workNone")}</Text>}
      {isMoving ? <Reassign member={member} onClose={() => setMoving(false)} /> : null}
    </Panel>
  );
}

function Reassign({ member, onClose }: { member: Staff; onClose: () => void }) {
  const t = useText();
  const colleagues = usePage<Staff>(STAFF, { page_size: 200 });
  const [to, setTo] = useState<string | null>(null);
  const move = useAction((reason: string, context) => call<Held[]>("POST", `${STAFF}reassign/`, { body: { from_user: member.id, to_user: to, reason }, ...context }), {
    refresh: [STAFF],
    onDone: () => {
      toastDone(t("record.reassigned"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={t("record.reassign")}
      consequences={[t("record.reassignEffect")]}
      confirmLabel={t("record.reassign")}
      isDangerous={false}
      reasonMinLength={3}
      reasonLabel={t("field.reason")}
      isBusy={move.isPending}
      problem={move.error}
      onConfirm={(reason) => to && move.mutate(reason)}
      onClose={onClose}
    >
      <Select
        label={t("record.reassignTo")}
        required
        searchable
        data={(colleagues.data?.results ?? []).filter((one) => one.id !== member.id && one.is_active).map((one) => ({ value: one.id, label: one.full_name }))}
        value={to}
        onChange={setTo}
      />
    </ConfirmWithReason>
  );
}
