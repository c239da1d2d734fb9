import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";

import { useGo } from "@/lib/routing";
import { useUiText } from "@/ui";

import type { Case } from "../api";
import { useText } from "../text";
import { AssignDialog, CloseDialog, NoteDialog, ReopenDialog } from "./CaseDialogs";

type Act = "assign" | "close" | "reopen" | "note";

/** What may be done beside the steps; what may not be is no item, and the page says why. */
export function CaseActions({ one }: { one: Case }) {
  const t = useText();
  const ui = useUiText();
  const go = useGo();
  const [act, setAct] = useState<Act | null>(null);
  const done = () => setAct(null);
  const isOpen = one.state === "open";
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {ui("more")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => go(`/kisiler/${one.person.id}`)}>{t("record.person")}</Menu.Item>
          {one.may_write ? <Menu.Item onClick={() => setAct("note")}>{t("record.note")}</Menu.Item> : null}
          {one.may_write && isOpen ? <Menu.Item onClick={() => setAct("assign")}>{t("record.assign")}</Menu.Item> : null}
          {one.may_write && isOpen ? <Menu.Item onClick={() => setAct("close")}>{t("record.close")}</Menu.Item> : null}
          {one.may_write && !isOpen && one.reopening.length === 0 ? <Menu.Item onClick={() => setAct("reopen")}>{t("record.reopen")}</Menu.Item> : null}
        </Menu.Dropdown>
      </Menu>
      {act === "assign" ? <AssignDialog one={one} onClose={done} /> : null}
      {act === "close" ? <CloseDialog one={one} onClose={done} /> : null}
      {act === "reopen" ? <ReopenDialog one={one} onClose={done} /> : null}
      {act === "note" ? <NoteDialog one={one} onClose={done} /> : null}
    </>
  );
}
