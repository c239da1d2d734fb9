import { SegmentedControl } from "@mantine/core";

import { useText } from "../text";

/** One's own work, or all that one may see; kept in the address. */
export function Whose({ whose, onChange }: { whose: string | undefined; onChange: (whose: string | undefined) => void }) {
  const t = useText();
  return (
    <SegmentedControl
      aria-label={t("whose")}
      value={whose === "all" ? "all" : "mine"}
      onChange={(value) => onChange(value === "all" ? "all" : undefined)}
      data={[
        { value: "mine", label: t("mine") },
        { value: "all", label: t("all") },
      ]}
    />
  );
}
