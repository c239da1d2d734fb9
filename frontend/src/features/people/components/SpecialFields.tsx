import { Button, Text } from "@mantine/core";
import { IconLock, IconPlus } from "@tabler/icons-react";
import { useState } from "react";

import { useCatalogue } from "@/lib/catalogue";
import type { ServerForm } from "@/lib/form";
import { useCan } from "@/lib/session";
import { FieldPair, Notice } from "@/ui";

import { useProgrammes, useTargetGroups } from "../choices";
import { NO_SPECIAL, type RegistrationValues } from "../registration";
import { usePartsText, useText } from "../text";
import { Pick, PickMany } from "./Pick";

/** Special-category values: closed until somebody needs them, for one programme, on a basis (KVKK Art. 6). */
export function SpecialFields({ form }: { form: ServerForm<RegistrationValues> }) {
  const t = useText();
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  if (!can("people.special.write")) return <Text c="dimmed">{t("form.specialNoRight")}</Text>;
  if (!isOpen) {
    return (
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)} style={{ justifySelf: "start" }}>
        {t("form.specialOpen")}
      </Button>
    );
  }
  const close = () => {
    form.set("special", NO_SPECIAL);
    setOpen(false);
  };
  return <Open form={form} onClose={close} />;
}

function Open({ form, onClose }: { form: ServerForm<RegistrationValues>; onClose: () => void }) {
  const t = useText();
  const catalogue = useCatalogue();
  const programmes = useProgrammes();
  const { primary, secondary } = form.values.special;
  const parts = usePartsText();
  const groups = useTargetGroups(form.values.programme);
  const words = { served: parts("special.groupsServed"), others: parts("special.groupsOthers") };
  const programme = programmes.find((one) => one.value === form.values.programme)?.label;
  const chosen = [primary, ...secondary];
  const hints = chosen.map(groups.hint).filter((hint) => hint !== "");
  if (chosen.some(groups.isOther)) hints.push(parts("special.groupOther"));
  return (
    <>
      <Text size="sm">
        <IconLock size={16} aria-hidden style={{ verticalAlign: "-2px" }} /> {t("form.specialPurpose")}{" "}
        {programme ? t("form.specialProgramme", { programme }) : t("form.specialProgrammeNone")}
      </Text>
      <FieldPair>
        <Pick {...form.field("special.primary")} data={groups.data(words)} />
        <PickMany {...form.field("special.secondary")} data={groups.data(words).map((one) => ({ ...one, items: one.items.filter((item) => item.value !== primary) }))} />
      </FieldPair>
      {hints.length > 0 ? (
        <Notice meaning="attention">
          {hints.map((hint) => (
            <div key={hint}>{hint}</div>
          ))}
        </Notice>
      ) : null}
      <FieldPair>
        <PickMany {...form.field("special.disability")} data={catalogue.options("disability_group")} />
        <PickMany {...form.field("special.needs")} data={catalogue.options("communication_need")} />
      </FieldPair>
      <FieldPair>
        <Pick {...form.field("special.source")} data={catalogue.options("source")} clearable={false} description={" "} />
        <Pick {...form.field("special.basis")} data={catalogue.options("legal_basis")} placeholder={t("form.basisDefault")} description={t("form.basisHint")} />
      </FieldPair>
      <Button variant="subtle" onClick={onClose} style={{ justifySelf: "start" }}>
        {t("form.specialClose")}
      </Button>
    </>
  );
}
