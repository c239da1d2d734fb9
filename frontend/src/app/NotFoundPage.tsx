import { IconMapOff } from "@tabler/icons-react";

import { LinkButton } from "@/ui/AppLink";
import { PageHeader } from "@/ui/PageHeader";
import { State } from "@/ui/states";

import { useAppText } from "./text";

export function NotFoundPage() {
  const t = useAppText();
  return (
    <main style={{ padding: 24 }}>
      <PageHeader title={t("notFoundTitle")} />
      <State icon={IconMapOff} title={t("notFoundDetail")} actions={<LinkButton to="/">{t("toHome")}</LinkButton>} />
    </main>
  );
}
