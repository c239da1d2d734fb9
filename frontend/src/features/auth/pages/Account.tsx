import { Stack } from "@mantine/core";

import { PageHeader } from "@/ui/PageHeader";

import { PasswordPanel } from "../components/PasswordPanel";
import { ProfilePanel } from "../components/ProfilePanel";
import { ReauthenticationProvider } from "../components/Reauthentication";
import { SecondStepPanel } from "../components/SecondStepPanel";
import { SessionsPanel } from "../components/SessionsPanel";
import { useText } from "../text";

export default function Account() {
  const t = useText();
  return (
    <ReauthenticationProvider>
      <PageHeader title={t("account.title")} lead={t("account.lead")} />
      <Stack gap="lg" maw={760}>
        <ProfilePanel />
        <PasswordPanel />
        <SecondStepPanel />
        <SessionsPanel />
      </Stack>
    </ReauthenticationProvider>
  );
}
