import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { call } from "@/lib/api";
import { formatDate, todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useCan, useMe } from "@/lib/session";
import { DateField, Panel, Status, toastDone } from "@/ui";

import { PEOPLE, personPath, type Address, type Person } from "../api";
import type { AddressValues } from "../registration";
import { useText } from "../text";
import { AddressFields } from "./AddressFields";
import { FormDialog } from "./FormDialog";

type Act = "add" | "moved" | "correct";

/** Where somebody lives and has lived. A move and a correction are two different things. */
export function AddressPanel({ person }: { person: Person }) {
  const t = useText();
  const can = useCan();
  const [act, setAct] = useState<Act | null>(null);
  const current = person.addresses.find((one) => !one.valid_to);
  const past = person.addresses.filter((one) => one !== current);
  const isUnseen = person.has_hidden_address && person.addresses.every((one) => !one.is_hidden);
  const button = (which: Act) => (
    <Button key={which} size="sm" variant="default" onClick={() => setAct(which)}>
      {t(`record.address.${which}`)}
    </Button>
  );
  return (
    <Panel id="adres" title={t("record.panel.addresses")} actions={can("people.write") ? (current ? [button("moved"), button("correct")] : button("add")) : null}>
      <Stack gap="md">
        {current ? <One address={current} /> : isUnseen ? null : <Text c="dimmed">{t("record.address.none")}</Text>}
        {isUnseen ? <Text>{t("record.address.hiddenFromYou")}</Text> : null}
        {past.length > 0 ? (
          <details>
            <summary>{t("record.address.past")}</summary>
            <Stack gap="sm" mt="sm">
              {past.map((one) => (
                <One key={one.id} address={one} />
              ))}
            </Stack>
          </details>
        ) : null}
      </Stack>
      {act ? <AddressDialog person={person} act={act} current={current} onClose={() => setAct(null)} /> : null}
    </Panel>
  );
}

function One({ address }: { address: Address }) {
  const t = useText();
  const [from, to] = [formatDate(address.valid_from), formatDate(address.valid_to)];
  const when = to ? t("record.address.between", { from: from || "?", to }) : from ? t("record.address.since", { date: from }) : t("record.address.sinceUnknown");
  return (
    <div>
      <div>{[address.neighbourhood, address.line].filter(Boolean).join(", ")}</div>
      <div>{[address.district, address.province].filter(Boolean).join(" / ")}</div>
      <Text size="sm" c="dimmed">
        {when}
      </Text>
      {address.is_hidden ? <Status meaning="attention">{t("record.address.hidden")}</Status> : null}
    </div>
  );
}

function AddressDialog({ person, act, current, onClose }: { person: Person; act: Act; current?: Address; onClose: () => void }) {
  const t = useText();
  const me = useMe();
  const kept = act === "correct" ? current : undefined;
  const form = useServerForm({
    initial: {
      province: kept?.province ?? me.municipality?.province ?? "",
      district: kept?.district ?? "",
      neighbourhood: kept?.neighbourhood ?? "",
      line: kept?.line ?? "",
      is_hidden: current?.is_hidden ?? false,
      valid_from: (act === "moved" ? todayIso() : (kept?.valid_from ?? null)) as string | null,
    } satisfies AddressValues & { valid_from: string | null },
    labels: {
      province: t("form.province"),
      district: t("field.district"),
      neighbourhood: t("form.neighbourhood"),
      line: t("form.line"),
      is_hidden: t("form.hideAddress"),
      valid_from: t("record.address.validFrom"),
    },
    save: (values, { idempotencyKey }) =>
      call<Address>("POST", `${personPath(person.id)}addresses/`, { body: { ...values, corrects_current: act === "correct" }, idempotencyKey }),
    onSaved: () => {
      toastDone(t("record.saved"));
      onClose();
    },
    refresh: [personPath(person.id), PEOPLE],
  });
  const hint = act === "moved" ? t("record.address.movedHint") : act === "correct" ? t("record.address.correctHint") : undefined;
  return (
    <FormDialog title={t(`record.address.${act}`)} hint={hint} form={form} onClose={onClose}>
      <AddressFields form={form} prefix="" values={form.values} />
      <DateField {...form.field("valid_from")} value={form.values.valid_from} bound="past" />
    </FormDialog>
  );
}
