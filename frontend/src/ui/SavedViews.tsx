import { Button, Group, Menu, Modal, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBookmark, IconChevronDown, IconTrash } from "@tabler/icons-react";
import { useState, type FormEvent } from "react";

import type { ListState } from "@/lib/list";

import { useUiText } from "./text";

export interface SavedView {
  id: string;
  name: string;
  /** As `ListState.view` gave it. */
  view: Record<string, string>;
}

interface SavedViewsProps {
  list: ListState;
  views: readonly SavedView[];
  onSave: (name: string, view: Record<string, string>) => void;
  onDelete: (view: SavedView) => void;
}

/** Searches and filters under a name. The feature keeps them on the server; this only draws and applies. */
export function SavedViews({ list, views, onSave, onDelete }: SavedViewsProps) {
  const t = useUiText();
  const [isNaming, naming] = useDisclosure(false);
  const [name, setName] = useState("");
  const current = views.find((one) => JSON.stringify(Object.entries(one.view).sort()) === JSON.stringify(Object.entries(list.view).sort()));
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    onSave(name.trim(), list.view);
    setName("");
    naming.close();
  };
  return (
    <>
      <Menu position="bottom-start" width={300}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={18} aria-hidden />} rightSection={<IconChevronDown size={16} aria-hidden />}>
            {current?.name ?? t("list.views")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => list.apply({})}>{t("list.viewDefault")}</Menu.Item>
          {views.map((one) => (
            <Menu.Item key={one.id} onClick={() => list.apply(one.view)}>
              {one.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item disabled={Object.keys(list.view).length === 0} onClick={naming.open}>
            {t("list.viewSave")}
          </Menu.Item>
          {current ? (
            <Menu.Item leftSection={<IconTrash size={18} aria-hidden />} onClick={() => onDelete(current)}>
              {t("list.viewDelete", { name: current.name })}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isNaming} onClose={naming.close} title={t("list.viewSave")} size="sm" closeButtonProps={{ "aria-label": t("close") }}>
        <form onSubmit={save}>
          <TextInput data-autofocus label={t("list.viewName")} value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={naming.close}>
              {t("cancel")}
            </Button>
            <Button type="submit">{t("save")}</Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}

