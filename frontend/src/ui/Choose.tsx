import { Chip, Group, Input } from "@mantine/core";

import type { FieldProps } from "@/lib/form";

interface ChooseProps {
  field: FieldProps;
  options: readonly { key: string; label: string }[];
  isMultiple?: boolean;
  hint?: string;
}

/** One tap instead of a list: large enough for a thumb, reachable by keyboard as radio buttons or boxes. */
export function Choose({ field, options, isMultiple = false, hint }: ChooseProps) {
  const chips = (
    <Group gap="xs" mt={4}>
      {options.map((one) => (
        <Chip key={one.key} value={one.key} size="lg" radius="sm" variant="outline">
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
