import { on } from "../routes";
import { state } from "../state";

on("GET", "/api/v1/me/today/", () => {
  if (state.scenario === "error") return { status: 500, json: { status: 500, code: "server_error", title: "Beklenmeyen bir arıza oluştu.", detail: "Yeniden deneyin; sürerse sistem yöneticinize bildirin." } };
  const isEmpty = state.scenario === "empty";
  return {
    status: 200,
    json: {
      date: "2026-11-21",
      call_backs: isEmpty ? { count: 0, rows: [] } : { count: 1, rows: [{ id: "2", topic: "care_allowance", topic_label: "Evde bakım yardımı", caller_label: "", caller_phone: "+90 000 111 22 33", call_back_at: "2026-11-21T11:00:00Z", person_id: null }] },
      registrations: isEmpty ? { count: 0, rows: [] } : { count: 1, rows: [{ id: "7", file_number: "2026-00412", name: "Iraz Işık", registered_on: "2026-11-20" }] },
      reports: isEmpty ? null : { within_30: 3, within_90: 11, may_list: true },
      imports: isEmpty ? null : { count: 1, rows: [{ id: "4", kind: "people", state: "ready", state_label: "Onay bekliyor", total: 820, held: 14, requested_at: "2026-11-20T08:00:00Z" }] },
      approvals: null,
      directory: isEmpty ? null : { stale: 9, never: 2 },
      authorities_ending: isEmpty ? null : 1,
      plans_to_review: null,
    },
  };
});
