import { call } from "@/lib/api";
import { useServerForm } from "@/lib/form";
import { useRead } from "@/lib/query";
import { useGo, useParam } from "@/lib/routing";
import { FormPage, Loaded, toastDone } from "@/ui";

import { PROVIDERS, providerPath, toValues, updateProvider, type Provider } from "../api";
import { ProviderFields, useProviderLabels } from "../components/ProviderForm";
import { useText } from "../text";

export default function ProviderEdit() {
  const id = useParam("providerId");
  const provider = useRead<Provider>(providerPath(id));
  return <Loaded query={provider}>{(data) => <Edit provider={data} />}</Loaded>;
}

function Edit({ provider }: { provider: Provider }) {
  const t = useText();
  const go = useGo();
  const home = `/kuruluslar/${provider.id}`;
  const form = useServerForm({
    initial: toValues(provider),
    version: provider.version,
    labels: useProviderLabels(),
    save: (values, context) => updateProvider(provider.id, values, context),
    latest: async () => {
      const now = await call<Provider>("GET", providerPath(provider.id));
      return { values: toValues(now), version: now.version };
    },
    onSaved: () => {
      toastDone(t("saved"));
      go(home);
    },
    refresh: [PROVIDERS],
    draft: { key: `providers.${provider.id}` },
  });
  return (
    <FormPage title={t("editTitle")} lead={provider.name} crumbs={[{ label: t("title"), to: "/kuruluslar" }, { label: provider.name, to: home }]} form={form} cancelTo={home}>
      <ProviderFields form={form} />
    </FormPage>
  );
}
