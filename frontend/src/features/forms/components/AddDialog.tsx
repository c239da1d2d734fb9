import { Button, Group, Modal, Select, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";

import { useReturnFocus } from "@/lib/focus";
import { keyFrom } from "@/lib/keys";
import { useUiText } from "@/ui";

import type { NewKind } from "../model";
import { useText } from "../text";

const KINDS: readonly NewKind[] = ["text", "long_text", "choice", "choices", "boolean", "date", "integer", "number", "email", "phone", "group"];

interface AddDialogProps {
  what: "form" | "question" | "section";
  /** Groups hold questions only. */
  isInGroup?: boolean;
  isBusy?: boolean;
  onAdd: (label: string, kind: NewKind) => void;
  onClose: () => void;
}

/** Asks what it is called before it is there: the name that answers are stored under is made of it. */
export function AddDialog({ what, isInGroup = false, isBusy, onAdd, onClose }: AddDialogProps) {
  const t = useText();
  const ui = useUiText();
  useReturnFocus();
  const [label, setLabel] = useState("");
  const [kind, setKind] = useState<NewKind>("text");
  const [isTried, setTried] = useState(false);
  const isNameless = keyFrom(label) === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isNameless) onAdd(label, what === "question" ? kind : "section");
  };
  const kinds = KINDS.filter((one) => one !== "group" || !isInGroup).map((one) => ({ value: one, label: t(`kind.${one}`) }));
  return (
    <Modal opened onClose={onClose} title={t(`add.${what}`)} closeButtonProps={{ "aria-label": ui("close") }}>
      <form onSubmit={submit} noValidate style={{ display: "grid", gap: 16 }}>
        <TextInput
          data-autofocus
          required
          label={t(what === "question" ? "add.questionLabel" : "add.label")}
          description={t("add.keyHint")}
          error={isTried && isNameless ? t("add.needed") : null}
          maxLength={300}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        {what === "question" ? <Select label={t("add.kind")} allowDeselect={false} data={kinds} value={kind} onChange={(value) => setKind((value as NewKind | null) ?? "text")} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {ui("cancel")}
          </Button>
          <Button type="submit" loading={isBusy}>
            {t("add.do")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
