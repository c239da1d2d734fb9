import { TextInput } from "@mantine/core";

import { useText } from "../text";

type TimeFieldProps = Omit<React.ComponentProps<typeof TextInput>, "onChange"> & { onChange?: unknown };

/** A time of day as people write it: 09.30. What is no time stays as typed and is said on saving. */
export function TimeField(props: TimeFieldProps) {
  const t = useText();
  return <TextInput {...(props as React.ComponentProps<typeof TextInput>)} description={t("form.timeHint")} inputMode="numeric" autoComplete="off" maw={160} />;
}
