import { Button, Group, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";

import { useUiText } from "@/ui/text";

import css from "../auth.module.css";
import { useText } from "../text";

/** The codes themselves, to be printed or copied; shown when they are made. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useText();
  const ui = useUiText();
  return (
    <div style={{ display: "grid", gap: 12 }}>
      <Text>{t("enrol.codesHint")}</Text>
      <ul className={css.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group className="no-print">
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          {ui("print")}
        </Button>
      </Group>
    </div>
  );
}
