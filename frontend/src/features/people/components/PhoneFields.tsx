import { Button, Group, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";

import { useCatalogue } from "@/lib/catalogue";
import type { ServerForm } from "@/lib/form";
import { FieldPair } from "@/ui";

import { newPhone, type PhoneValues, type RegistrationValues } from "../registration";
import { useText } from "../text";
import { Pick } from "./Pick";

const OTHERS = ["relative", "other", "work"];

interface OnePhoneProps {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  form: ServerForm<any>;
  prefix: string;
  values: PhoneValues;
}

export function OnePhone({ form, prefix, values }: OnePhoneProps) {
  const t = useText();
  const catalogue = useCatalogue();
  return (
    <>
      <FieldPair>
        <TextInput {...form.field(`${prefix}number`)} label={t("form.phoneNumber")} inputMode="tel" autoComplete="off" />
        <Pick {...form.field(`${prefix}kind`)} label={t("form.phoneKind")} data={catalogue.options("phone_kind")} clearable={false} />
      </FieldPair>
      {OTHERS.includes(values.kind) ? <TextInput {...form.field(`${prefix}owner_name`)} description={t("form.phoneOwnerHint")} autoComplete="off" /> : null}
    </>
  );
}

export function PhoneFields({ form }: { form: ServerForm<RegistrationValues> }) {
  const t = useText();
  return (
    <>
      {form.values.phones.map((one, index) => (
        <div key={index} style={{ display: "grid", gap: 12 }}>
          <OnePhone form={form} prefix={`phones.${index}.`} values={one} />
          {index > 0 ? (
            <Group>
              <Button variant="subtle" color="danger" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => form.mantine.removeListItem("phones", index)}>
                {t("form.removePhone", { index: index + 1 })}
              </Button>
            </Group>
          ) : null}
        </div>
      ))}
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => form.mantine.insertListItem("phones", newPhone())} style={{ justifySelf: "start" }}>
        {t("form.addPhone")}
      </Button>
    </>
  );
}
