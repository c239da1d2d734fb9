import { Button } from "@mantine/core";

import { call } from "@/lib/api";
import { formatTime } from "@/lib/dates";
import { queryClient, useAction } from "@/lib/query";
import { ME_PATH, useMe } from "@/lib/session";
import { Notice } from "@/ui/Notice";

import { useAppText } from "../text";
import css from "./shell.module.css";

/** What must not be overlooked while it lasts: another role's eyes. */
export function Banners() {
  const t = useAppText();
  const { view_as } = useMe();
  const leave = useAction<void, unknown>(() => call("DELETE", `${ME_PATH}view-as/`), {
    onDone: () => void queryClient.invalidateQueries(),
  });
  if (!view_as) return null;
  return (
    <section className={css.banner} aria-label={t("viewAs")}>
      <Notice
        meaning="attention"
        actions={
          <Button size="sm" variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t("viewAsEnd")}
          </Button>
        }
      >
        {t("viewingAs", { role: view_as.label, time: formatTime(view_as.until) })}
      </Notice>
    </section>
  );
}
