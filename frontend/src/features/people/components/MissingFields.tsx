import { Text } from "@mantine/core";

import { useCatalogue } from "@/lib/catalogue";
import type { ServerForm } from "@/lib/form";

import { missingOf, type RegistrationValues } from "../registration";
import { useText } from "../text";
import { Pick } from "./Pick";

/** What would stay missing, with a reason where somebody knows one; it never blocks (readings 11). */
export function MissingFields({ form }: { form: ServerForm<RegistrationValues> }) {
  const t = useText();
  const catalogue = useCatalogue();
  const fields = missingOf(form.values);
  if (fields.length === 0) return <Text>{t("form.missingNone")}</Text>;
  return (
    <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(min(260px, 100%), 1fr))", gap: "12px 20px" }}>
      {fields.map((field) => (
        <Pick
          key={field}
          {...form.field(`missing.${field}`)}
          label={catalogue.label("missing_field", field)}
          data={catalogue.options("missing_reason")}
          placeholder={t("form.missingAsk")}
        />
      ))}
    </div>
  );
}
