import { IconMapOff } from "@tabler/icons-react";

import { LinkButton } from "@/ui/AppLink";
import { PageHeader } from "@/ui/PageHeader";
import { State } from "@/ui/states";

import { useAppText } from "./text";

/** Inside the frame of the application, which has the main part already. */
export function NotFoundContent() {
  const t = useAppText();
  return (
    <>
      <PageHeader title={t("notFoundTitle")} />
      <State icon={IconMapOff} title={t("notFoundDetail")} actions={<LinkButton to="/">{t("toHome")}</LinkButton>} />
    </>
  );
}

export function NotFoundPage() {
  return (
    <main style={{ padding: 24 }}>
      <NotFoundContent />
    </main>
  );
}
