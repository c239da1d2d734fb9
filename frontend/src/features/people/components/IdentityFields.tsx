import { Button, Checkbox, Group, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";

import { useCatalogue } from "@/lib/catalogue";
import type { ServerForm } from "@/lib/form";
import { FieldPair } from "@/ui";

import { newIdentity, type IdentityValues, type RegistrationValues } from "../registration";
import { useText } from "../text";
import { Pick } from "./Pick";

interface OneIdentityProps {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  form: ServerForm<any>;
  prefix: string;
  values: IdentityValues;
}

/** A number with its kind; a passport names its country, an unusual foreigner's number is confirmed. */
export function OneIdentity({ form, prefix, values }: OneIdentityProps) {
  const t = useText();
  const catalogue = useCatalogue();
  const at = (name: string) => `${prefix}${name}`;
  const isPassport = values.kind === "passport";
  return (
    <>
      <FieldPair>
        <Pick {...form.field(at("kind"))} label={t("form.identityKind")} data={catalogue.options("identity_kind")} clearable={false} description={" "} />
        <TextInput {...form.field(at("number"))} label={t("form.identityNumber")} description={t("form.identityHint")} inputMode={isPassport ? "text" : "numeric"} autoComplete="off" spellCheck={false} maxLength={40} />
      </FieldPair>
      {isPassport ? <TextInput {...form.field(at("country"))} description={t("form.countryHint")} maxLength={2} maw={220} autoComplete="off" /> : null}
      {values.kind === "foreigner" || values.number.trim().startsWith("99") ? <Checkbox {...form.field(at("accept_unusual"), { type: "checkbox" })} label={t("form.acceptUnusual")} /> : null}
    </>
  );
}

export function IdentityFields({ form }: { form: ServerForm<RegistrationValues> }) {
  const t = useText();
  return (
    <>
      {form.values.identities.map((one, index) => (
        <div key={index} style={{ display: "grid", gap: 12 }}>
          <OneIdentity form={form} prefix={`identities.${index}.`} values={one} />
          {index > 0 ? (
            <Group>
              <Button variant="subtle" color="danger" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => form.mantine.removeListItem("identities", index)}>
                {t("form.removeIdentity", { index: index + 1 })}
              </Button>
            </Group>
          ) : null}
        </div>
      ))}
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => form.mantine.insertListItem("identities", newIdentity())} style={{ justifySelf: "start" }}>
        {t("form.addIdentity")}
      </Button>
    </>
  );
}
