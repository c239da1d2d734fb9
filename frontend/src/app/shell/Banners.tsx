import { Button } from "@mantine/core";

import { call } from "@/lib/api";
import { queryClient, useAction } from "@/lib/query";
import { ME_PATH, useMe } from "@/lib/session";
import { Notice } from "@/ui/Notice";

import { useAppText } from "../text";
import css from "./shell.module.css";

/** What must not be overlooked while it lasts: another role's eyes. */
export function Banners() {
  const t = useAppText();
  const me = useMe();
  const leave = useAction<void, unknown>(() => call("PATCH", ME_PATH, { body: { viewing_as: null } }), {
    onDone: () => void queryClient.invalidateQueries(),
  });
  if (!me.viewing_as) return null;
  const label = me.viewable_roles?.find((role) => role.role === me.viewing_as)?.label ?? me.viewing_as;
  return (
    <div className={css.banner}>
      <Notice
        meaning="attention"
        actions={
          <Button size="sm" variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t("viewAsEnd")}
          </Button>
        }
      >
        {t("viewingAs", { role: label })}
      </Notice>
    </div>
  );
}
