import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { todayIso } from "@/lib/dates";
import { useServerForm } from "@/lib/form";
import { useAction } from "@/lib/query";
import { ConfirmWithReason, DateField, FormBody, FormSection, Panel, toastDone } from "@/ui";

import { act, PETITIONS, type Petition } from "../api";
import { useText } from "../text";

type What = "information" | "withdrawal";

/** What else may happen to an open petition: the sender was told something, it goes elsewhere, it was taken back. */
export function Ends({ petition }: { petition: Petition }) {
  const t = useText();
  const [open, setOpen] = useState<What | "transfer" | null>(null);
  return (
    <Panel title={t("other")}>
      <Stack gap="sm">
        <Group gap="sm">
          {petition.may_write ? (
            <Button variant="default" onClick={() => setOpen("information")}>
              {t("inform")}
            </Button>
          ) : null}
          {petition.may_assign && petition.may_write ? (
            <Button variant="default" aria-expanded={open === "transfer"} onClick={() => setOpen(open === "transfer" ? null : "transfer")}>
              {t("transfer")}
            </Button>
          ) : null}
          {petition.may_write ? (
            <Button variant="subtle" onClick={() => setOpen("withdrawal")}>
              {t("withdraw")}
            </Button>
          ) : null}
        </Group>
        {open === "transfer" ? <Transfer petition={petition} /> : null}
        {open === "information" || open === "withdrawal" ? <Reasoned petition={petition} what={open} onClose={() => setOpen(null)} /> : null}
      </Stack>
    </Panel>
  );
}

function Reasoned({ petition, what, onClose }: { petition: Petition; what: What; onClose: () => void }) {
  const t = useText();
  const isEnd = what === "withdrawal";
  const run = useAction((reason: string, context) => act(petition, what, { reason }, context), {
    refresh: [PETITIONS],
    onDone: () => {
      toastDone(t("done"));
      onClose();
    },
  });
  return (
    <ConfirmWithReason
      title={isEnd ? t("withdraw") : t("inform")}
      confirmLabel={isEnd ? t("withdraw") : t("inform")}
      isDangerous={isEnd}
      consequences={[isEnd ? t("withdrawNote") : t("informNote")]}
      reasonMinLength={3}
      reasonLabel={isEnd ? t("withdrawReason") : t("informReason")}
      isBusy={run.isPending}
      problem={run.error}
      onConfirm={(reason) => run.mutate(reason)}
      onClose={onClose}
    />
  );
}

function Transfer({ petition }: { petition: Petition }) {
  const t = useText();
  const form = useServerForm({
    initial: { authority: "", told_on: todayIso() as string | null },
    labels: { authority: t("authority"), told_on: t("toldOn") },
    save: (values, { idempotencyKey }) => act(petition, "transfer", values, { idempotencyKey }),
    onSaved: () => toastDone(t("done")),
    refresh: [PETITIONS],
  });
  return (
    <FormBody form={form} submitLabel={t("transfer")} isSecondary>
      <FormSection>
        <Text size="sm">{t("transferNote")}</Text>
        <TextInput {...form.field("authority")} autoComplete="off" />
        <DateField {...form.field("told_on")} bound="past" />
      </FormSection>
    </FormBody>
  );
}
