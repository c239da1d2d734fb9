import { Modal, Text } from "@mantine/core";
import type { ReactNode } from "react";

import { useReturnFocus } from "@/lib/focus";
import type { ServerForm } from "@/lib/form";
import { FormBody, useUiText } from "@/ui";

interface FormDialogProps {
  title: string;
  hint?: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  form: ServerForm<any>;
  submitLabel?: string;
  onClose: () => void;
  describe?: (field: string, value: unknown) => ReactNode;
  children: ReactNode;
}

/** A short form over the page. What is typed stays when saving fails; the dialog closes only when it worked. */
export function FormDialog({ title, hint, form, submitLabel, onClose, describe, children }: FormDialogProps) {
  const t = useUiText();
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeOnClickOutside={!form.isDirty} closeButtonProps={{ "aria-label": t("close") }}>
      {hint ? <Text mb="md">{hint}</Text> : null}
      <FormBody form={form} submitLabel={submitLabel} onCancel={onClose} describe={describe}>
        <div style={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 20, marginBottom: 24 }}>{children}</div>
      </FormBody>
    </Modal>
  );
}
