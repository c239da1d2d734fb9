import { Button, Group, List, Modal, Text, Textarea } from "@mantine/core";
import { useId, useState, type FormEvent, type ReactNode } from "react";

import { useReturnFocus } from "@/lib/focus";
import type { ApiProblem } from "@/lib/problems";

import { Notice } from "./Notice";
import { useProblemText } from "./states";
import { useUiText } from "./text";

interface ConfirmProps {
  title: string;
  /** What happens, in words: "Kişi bu programın listelerinden çıkar." */
  consequences?: readonly string[];
  /** The verb from labels.md: "Birleştir". */
  confirmLabel: string;
  isDangerous?: boolean;
  /** Where the law asks for a reason; the number is the least of letters. */
  reasonMinLength?: number;
  reasonLabel?: string;
  children?: ReactNode;
  isBusy?: boolean;
  problem?: ApiProblem | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** Before what cannot simply be undone: says what it does and, where asked, takes the reason. Prefer undo elsewhere. */
export function ConfirmWithReason(props: ConfirmProps) {
  const { title, consequences = [], confirmLabel, isDangerous = true, reasonMinLength = 0, reasonLabel, children, isBusy, problem, onConfirm, onClose } = props;
  const t = useUiText();
  useReturnFocus();
  const words = useProblemText();
  const reasonId = useId();
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const isShort = reason.trim().length < reasonMinLength;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isShort) document.getElementById(reasonId)?.focus();
    else onConfirm(reason.trim());
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("close") }}>
      <form onSubmit={submit} noValidate style={{ display: "grid", gap: 16 }}>
        {problem ? (
          <Notice meaning="danger" live="alert" title={words(problem).title}>
            {words(problem).detail}
          </Notice>
        ) : null}
        {consequences.length > 0 ? (
          <div>
            <Text fw={600}>{t("reason.consequences")}</Text>
            <List spacing={4}>
              {consequences.map((one) => (
                <List.Item key={one}>{one}</List.Item>
              ))}
            </List>
          </div>
        ) : null}
        {children}
        {reasonMinLength > 0 ? (
          <Textarea
            id={reasonId}
            label={reasonLabel ?? t("reason.label")}
            description={t("reason.hint")}
            required
            withAsterisk={false}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={isTried && isShort ? t("reason.tooShort", { count: reasonMinLength }) : null}
          />
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" color={isDangerous ? "danger" : undefined} loading={isBusy}>
            {confirmLabel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
