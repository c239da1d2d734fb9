import type { Assignment } from "../api";

/** "Birim yöneticisi (BEDESTEM), Denetçi (Tüm birimler)". */
export function rolesInWords(roles: readonly Assignment[], allUnits: string): string {
  return roles.map((one) => `${one.role_label} (${one.unit?.name ?? allUnits})`).join(", ");
}
