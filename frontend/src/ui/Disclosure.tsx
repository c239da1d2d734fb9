import { Button, Select, Text } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconLock } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useId, useState, type ReactNode } from "react";

import { formatDateTime } from "@/lib/dates";
import { asProblem, type ApiProblem } from "@/lib/problems";

import css from "./kit.module.css";
import { Notice } from "./Notice";
import { useProblemText } from "./states";
import { useUiText } from "./text";

interface DisclosureProps<T> {
  /** What is behind it, never the value: "Engel durumu". */
  label: string;
  /** The purpose when the task already says it (an open case); then nothing is asked. */
  purpose?: string;
  /** Purposes to choose from when the task does not say it. */
  purposes?: readonly { value: string; label: string }[];
  /** Reads the values; the server writes the access log before it answers. */
  read: (purpose: string) => Promise<T>;
  children: (value: T) => ReactNode;
}

/** Special-category values: closed by default, opened for a purpose, every opening a logged reading (KVKK m. 6). */
export function Disclosure<T>({ label, purpose, purposes = [], read, children }: DisclosureProps<T>) {
  const t = useUiText();
  const words = useProblemText();
  const bodyId = useId();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(purpose ?? null);
  const reading = useMutation<{ value: T; at: string }, ApiProblem, string>({
    mutationFn: async (why) => {
      try {
        return { value: await read(why), at: new Date().toISOString() };
      } catch (error) {
        throw asProblem(error);
      }
    },
    // What was disclosed leaves memory with the component; it never enters the query cache.
    gcTime: 0,
  });

  const toggle = () => {
    // Closing forgets the value, so that opening again is again a logged reading.
    if (isOpen) reading.reset();
    setOpen(!isOpen);
  };
  return (
    <div className={css.disclosure}>
      <button type="button" className={css.disclosureHead} aria-expanded={isOpen} aria-controls={bodyId} onClick={toggle}>
        <IconLock size={20} aria-hidden color="var(--omuz-accent)" />
        <span>{label}</span>
        <Text size="sm" c="dimmed" span style={{ flex: "0 1 auto" }}>
          {t("disclosure.special")}
        </Text>
        {isOpen ? <IconChevronUp size={18} aria-hidden /> : <IconChevronDown size={18} aria-hidden />}
      </button>
      <div id={bodyId} hidden={!isOpen} className={css.disclosureBody}>
        {reading.data ? (
          <>
            {children(reading.data.value)}
            <Text size="sm" c="dimmed" mt="sm" role="status">
              {t("disclosure.read", { time: formatDateTime(reading.data.at) })}
            </Text>
          </>
        ) : (
          <div style={{ display: "grid", gap: 12, justifyItems: "start" }}>
            {purpose ? null : (
              <Select label={t("disclosure.purpose")} data={[...purposes]} value={chosen} onChange={setChosen} w="100%" maw={420} />
            )}
            <Text size="sm">{t("disclosure.logged")}</Text>
            {reading.error ? (
              <Notice meaning="danger" live="alert" title={words(reading.error).title}>
                {words(reading.error).detail}
              </Notice>
            ) : null}
            <Button variant="default" disabled={!chosen} loading={reading.isPending} onClick={() => (chosen ? reading.mutate(chosen) : undefined)}>
              {t("disclosure.show")}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
