import { Text } from "@mantine/core";

import { useCatalogue } from "@/lib/catalogue";
import type { ServerForm } from "@/lib/form";
import { FieldPair } from "@/ui";

import { useNotices } from "../choices";
import type { RegistrationValues } from "../registration";
import { useText } from "../text";
import { Pick } from "./Pick";

/** Which privacy notice was given and how. It informs; no box to tick makes a consent of it (readings 17). */
export function NoticeFields({ form }: { form: ServerForm<RegistrationValues> }) {
  const t = useText();
  const catalogue = useCatalogue();
  const { notices, isLoaded } = useNotices();
  if (isLoaded && notices.length === 0) return <Text>{t("form.noticeNone")}</Text>;
  return (
    <>
      <Pick {...form.field("notice.id")} data={notices} />
      {form.values.notice.id ? (
        <FieldPair>
          <Pick {...form.field("notice.channel")} data={catalogue.options("channel")} />
          <Pick {...form.field("notice.variant")} data={catalogue.options("notice_variant")} />
        </FieldPair>
      ) : null}
    </>
  );
}
