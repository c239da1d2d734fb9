import { useEffect, useRef } from "react";

import { Notice } from "@/ui/Notice";

import type { FieldFault } from "../answers";
import { useText } from "../text";

/** What is still missing, each leading to its field; takes the focus when it appears. */
export function Faults({ faults }: { faults: readonly FieldFault[] }) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const key = faults.map((one) => one.field + one.problem).join("|");
  useEffect(() => {
    if (key) box.current?.focus();
  }, [key]);
  if (faults.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1}>
      <Notice meaning="danger" live="alert" title={t("faults.title", { count: faults.length })}>
        <ul>
          {faults.map((one) => (
            <li key={one.field}>
              <a
                href={`#alan-${one.field}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(`alan-${one.field}`)?.focus();
                }}
              >
                {t(`faults.${one.problem}`)}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
