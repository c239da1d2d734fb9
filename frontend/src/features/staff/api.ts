import { call } from "@/lib/api";
import { useRead } from "@/lib/query";
import type { components } from "@/schema/api";

export type Staff = components["schemas"]["Staff"];
export type Assignment = components["schemas"]["Assignment"];
export type Invitation = components["schemas"]["Invitation"];
export type Unit = components["schemas"]["Unit"];
export type AuditEvent = components["schemas"]["AuditEvent"];
export type Held = components["schemas"]["Held"];
export type RoleTable = components["schemas"]["RoleTable"];
export type StaffImport = components["schemas"]["StaffImport"];

export const STAFF = "/api/v1/staff/";
export const ASSIGNMENTS = "/api/v1/staff/assignments/";
export const INVITATIONS = "/api/v1/staff/invitations/";
export const UNITS = "/api/v1/units/";
export const AUDIT = "/api/v1/audit/";

/** Roles and units as choices of a form. */
export function useChoices() {
  const table = useRead<RoleTable>(`${STAFF}roles/`);
  const units = useRead<{ results: Unit[] }>(UNITS);
  return {
    roles: (table.data?.roles ?? []).map((one) => ({ value: one.role as string, label: one.label })),
    units: (units.data?.results ?? []).filter((one) => one.is_active).map((one) => ({ value: one.id, label: one.name })),
  };
}

export const importStaff = (file: File, isPreview: boolean) => {
  const body = new FormData();
  body.append("file", file);
  body.append("is_preview", String(isPreview));
  return call<StaffImport>("POST", `${STAFF}import/`, { body });
};
