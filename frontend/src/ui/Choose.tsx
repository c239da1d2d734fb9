import { Chip, Group, Input } from "@mantine/core";

import type { FieldProps } from "@/lib/form";

interface ChooseProps {
  field: FieldProps;
  options: readonly { key: string; label: string }[];
  isMultiple?: boolean;
  hint?: string;
}

/** Long words go on in a second line: a chip is never wider than a narrow telephone. */
const WRAPPING = {
  root: { maxWidth: "100%" },
  label: { height: "auto", minHeight: "var(--chip-size)", maxWidth: "100%", paddingBlock: 4, lineHeight: 1.3, whiteSpace: "normal" },
} as const;

/** One tap instead of a list: large enough for a thumb, reachable by keyboard as radio buttons or boxes. */
export function Choose({ field, options, isMultiple = false, hint }: ChooseProps) {
  const chips = (
    <Group gap="xs" mt={4}>
      {options.map((one) => (
        <Chip key={one.key} value={one.key} size="lg" radius="sm" variant="outline" styles={WRAPPING}>
          {one.label}
        </Chip>
      ))}
    </Group>
  );
  return (
    <fieldset id={field.id} tabIndex={-1} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend style={{ fontWeight: 600, padding: 0 }}>{field.label}</legend>
      {hint ? <Input.Description size="sm">{hint}</Input.Description> : null}
      {isMultiple ? (
        <Chip.Group multiple value={field.value as string[]} onChange={field.onChange}>
          {chips}
        </Chip.Group>
      ) : (
        <Chip.Group value={field.value as string} onChange={field.onChange}>
          {chips}
        </Chip.Group>
      )}
      {field.error ? <Input.Error mt={4}>{field.error}</Input.Error> : null}
    </fieldset>
  );
}
