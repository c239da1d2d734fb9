import { Button, Checkbox, NativeSelect, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useState, type ReactNode } from "react";

import { announce } from "@/lib/announce";

import { DateField } from "../DateField";
import css from "./form.module.css";
import { parseTypedNumber, typedNumber } from "./numbers";
import { useAsked, type QuestionProps } from "./Question";
import { useFormText } from "./text";
import type { Choice } from "./types";

/** More choices than this are a list to pull down. */
const MOST_RADIOS = 7;
const asText = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

function TextQuestion(props: QuestionProps & { type?: "text" | "email" | "tel" }) {
  const { id, label, help, error, isOff } = useAsked(props);
  return (
    <TextInput
      id={id}
      label={label}
      description={help}
      error={error}
      disabled={isOff}
      aria-required={props.required}
      type={props.type ?? "text"}
      autoComplete="off"
      value={asText(props.value)}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  );
}

function LongTextQuestion(props: QuestionProps) {
  const t = useFormText();
  const most = Number(props.options.maxLength ?? 0);
  const value = asText(props.value);
  const left = most - [...value].length;
  const { id, label, help, error, isOff } = useAsked(props, most > 0 && left < most / 5 && left >= 0 ? t("left", { count: left }) : undefined);
  return (
    <Textarea
      id={id}
      label={label}
      description={help}
      error={error}
      disabled={isOff}
      aria-required={props.required}
      rows={4}
      resize="vertical"
      value={value}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  );
}

/** A number with a decimal comma. What is no number stays as it was typed, and is said to be none. */
function NumberQuestion(props: QuestionProps) {
  const t = useFormText();
  const [typed, setTyped] = useState<string | null>(null);
  const { id, label, help, error, isOff } = useAsked(props, props.options.kind === "number" ? t("numberHint") : undefined);
  const kept = typeof props.value === "number" ? typedNumber(props.value) : asText(props.value);
  return (
    <TextInput
      id={id}
      label={label}
      description={help}
      error={error}
      disabled={isOff}
      aria-required={props.required}
      inputMode={props.options.kind === "integer" ? "numeric" : "decimal"}
      autoComplete="off"
      className={css.short}
      value={typed ?? kept}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        props.onChange(text.trim() === "" ? undefined : (parseTypedNumber(text) ?? text));
      }}
    />
  );
}

function DateQuestion(props: QuestionProps) {
  const t = useFormText();
  const { id, label, help, error, isOff } = useAsked(props, t("dateHint"));
  return (
    <div className={css.short}>
      <DateField
        w="100%"
        id={id}
        label={label}
        description={help}
        error={error}
        disabled={isOff}
        bound={props.options.bound === "past" || props.options.bound === "future" ? props.options.bound : undefined}
        value={asText(props.value)}
        onChange={(value) => props.onChange(value ?? undefined)}
      />
    </div>
  );
}

/** Radios cannot be unchosen by themselves. */
function ClearButton({ isShown, onClear, of }: { isShown: boolean; onClear: () => void; of: string }) {
  const t = useFormText();
  if (!isShown) return null;
  return (
    <div className={css.clear}>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={`${of}: ${t("clear")}`}
        onClick={() => {
          onClear();
          announce(t("cleared"));
        }}
      >
        {t("clear")}
      </Button>
    </div>
  );
}

interface RadiosProps {
  asked: QuestionProps;
  value: string | null;
  choices: Choice[];
  onPick: (value: string) => void;
}

function Radios({ asked, value, choices, onPick }: RadiosProps) {
  const { id, label, help, error, isOff } = useAsked(asked);
  return (
    <div>
      <Radio.Group label={label} description={help} error={error} value={value} onChange={onPick}>
        <Stack gap={8} mt={8}>
          {choices.map((choice, index) => (
            <Radio key={choice.value} id={index === 0 ? id : `${id}-${choice.value}`} value={choice.value} label={choice.label} description={choice.hint} disabled={isOff} />
          ))}
        </Stack>
      </Radio.Group>
      <ClearButton isShown={!asked.required && value !== null && !isOff} of={asked.label} onClear={() => asked.onChange(undefined)} />
    </div>
  );
}

function BooleanQuestion(props: QuestionProps) {
  const t = useFormText();
  const value = typeof props.value === "boolean" ? String(props.value) : null;
  const choices = [
    { value: "true", label: t("yes") },
    { value: "false", label: t("no") },
  ];
  return <Radios asked={props} value={value} choices={choices} onPick={(picked) => props.onChange(picked === "true")} />;
}

/** What is offered: retired codes only where they are the answer already, and an answer that is no code as it stands. */
function useOffered(props: QuestionProps, chosen: readonly string[]): Choice[] {
  const t = useFormText();
  const all = (props.options.choices as Choice[] | undefined) ?? [];
  const offered = all
    .filter((choice) => !choice.retired || chosen.includes(choice.value))
    .map((choice) => (choice.retired ? { ...choice, label: t("retired", { label: choice.label }) } : choice));
  const unknown = chosen.filter((code) => code && !all.some((choice) => choice.value === code));
  return [...offered, ...unknown.map((code) => ({ value: code, label: t("retired", { label: code }) }))];
}

function ChoiceQuestion(props: QuestionProps) {
  const chosen = asText(props.value);
  const choices = useOffered(props, [chosen]);
  if (choices.length <= MOST_RADIOS) {
    return <Radios asked={props} value={chosen || null} choices={choices} onPick={(value) => props.onChange(value)} />;
  }
  return <ChoiceList asked={props} chosen={chosen} choices={choices} />;
}

function ChoiceList({ asked, chosen, choices }: { asked: QuestionProps; chosen: string; choices: Choice[] }) {
  const t = useFormText();
  const { id, label, help, error, isOff } = useAsked(asked);
  return (
    <NativeSelect
      id={id}
      label={label}
      description={help}
      error={error}
      disabled={isOff}
      aria-required={asked.required}
      maw={420}
      value={chosen}
      data={[{ value: "", label: t("choose") }, ...choices.map(({ value, label: name }) => ({ value, label: name }))]}
      onChange={(event) => asked.onChange(event.currentTarget.value || undefined)}
    />
  );
}

function ChoicesQuestion(props: QuestionProps) {
  const value: unknown[] = Array.isArray(props.value) ? props.value : [];
  const chosen = value.filter((one): one is string => typeof one === "string");
  const choices = useOffered(props, chosen);
  const { id, label, help, error, isOff } = useAsked(props);
  const order = choices.map((choice) => choice.value);
  return (
    <Checkbox.Group
      label={label}
      description={help}
      error={error}
      value={chosen}
      onChange={(picked) => props.onChange(picked.length > 0 ? order.filter((code) => picked.includes(code)) : undefined)}
    >
      <Stack gap={8} mt={8}>
        {choices.map((choice, index) => (
          <Checkbox key={choice.value} id={index === 0 ? id : `${id}-${choice.value}`} value={choice.value} label={choice.label} description={choice.hint} disabled={isOff} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

type Drawn = (props: QuestionProps) => ReactNode;

/** One widget a kind of question; the ui schema names them. */
export const widgets: Record<string, Drawn> = {
  text: TextQuestion,
  email: (props) => <TextQuestion {...props} type="email" />,
  phone: (props) => <TextQuestion {...props} type="tel" />,
  long_text: LongTextQuestion,
  integer: NumberQuestion,
  number: NumberQuestion,
  boolean: BooleanQuestion,
  date: DateQuestion,
  choice: ChoiceQuestion,
  choices: ChoicesQuestion,
};
