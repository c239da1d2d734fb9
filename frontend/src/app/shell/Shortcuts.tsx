import { Kbd, Modal, Switch, Table } from "@mantine/core";
import { useState } from "react";

import { setSingleKeys, singleKeysEnabled } from "@/lib/preferences";
import { useUiText } from "@/ui/text";

import { useAppText } from "../text";

export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const t = useAppText();
  const ui = useUiText();
  const [single, setSingle] = useState(singleKeysEnabled);
  const rows: [string[], string][] = [
    [single ? ["Ctrl + K", "/"] : ["Ctrl + K"], t("keys.palette")],
    [["↑", "↓"], t("keys.move")],
    [["Esc"], t("keys.close")],
    ...(single ? [[["?"], t("keys.help")] as [string[], string]] : []),
  ];
  return (
    <Modal opened onClose={onClose} title={t("shortcuts")} size="md" closeButtonProps={{ "aria-label": ui("close") }}>
      <Table>
        <Table.Tbody>
          {rows.map(([keys, label]) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" fw={400}>
                {label}
              </Table.Th>
              <Table.Td ta="right">
                {keys.map((key, index) => (
                  <span key={key}>
                    {index > 0 ? ` ${t("keys.or")} ` : null}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        mt="lg"
        label={t("keys.single")}
        description={t("keys.singleHint")}
        checked={single}
        onChange={(event) => {
          setSingleKeys(event.currentTarget.checked);
          setSingle(event.currentTarget.checked);
        }}
      />
    </Modal>
  );
}
