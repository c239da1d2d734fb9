import { useServerForm } from "@/lib/form";
import { useGo } from "@/lib/routing";
import { useMe } from "@/lib/session";
import { FormPage, toastDone } from "@/ui";

import { createProvider, PROVIDERS, toValues } from "../api";
import { ProviderFields, useProviderLabels } from "../components/ProviderForm";
import { useText } from "../text";

export default function ProviderNew() {
  const t = useText();
  const go = useGo();
  const me = useMe();
  const form = useServerForm({
    initial: { ...toValues(), province: me.municipality?.province ?? "" },
    labels: useProviderLabels(),
    save: createProvider,
    onSaved: (saved) => {
      toastDone(t("saved"));
      go(`/kuruluslar/${saved.id}`);
    },
    refresh: [PROVIDERS],
    draft: { key: "providers.new" },
  });
  return (
    <FormPage title={t("new")} crumbs={[{ label: t("title"), to: "/kuruluslar" }]} form={form} cancelTo="/kuruluslar">
      <ProviderFields form={form} />
    </FormPage>
  );
}
