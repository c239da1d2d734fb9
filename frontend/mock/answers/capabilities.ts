import { on } from "../routes";

const PROGRAMME = "0199c000-0000-7000-8000-000000000001";
const cannot = (reason: string) => ({ allowed: false, reason });
const row = (key: string, label: string, description: string, state: string, why: string, reason: string, more: object = {}) => ({
  key, label, description, state, why, reason, article: "", until: null, needs_grant: key === "job_brokerage", comes_later: false, request: cannot("Bu modül için yetki istenmez."), ...more,
});
const grant = (id: string, state: string, label: string, more: object = {}) => ({
  id, programme: PROGRAMME, programme_name: "Meslek Fabrikası", capability: "job_brokerage", capability_label: "Aracılık yetkisi", state, state_label: label, is_over: false,
  basis: "iskur_service_point", basis_label: "İŞKUR hizmet noktası protokolü", number: "2026/17", dated: "2026-10-01", valid_from: "2026-11-01", valid_to: "2027-10-31",
  requested_by: "Seda Yönetici", requested_at: "2026-10-20T09:00:00Z", named_approver: "", decided_by: "", decided_at: null, ended_at: null, reason: "", can_decide: false, can_end: false, ...more,
});
const grants = [
  grant("0199c000-0000-7000-8000-0000000000a1", "requested", "Onay bekliyor", { can_decide: true }),
  grant("0199c000-0000-7000-8000-0000000000a0", "ended", "Sona erdi", { number: "2025/4", valid_from: "2025-11-01", valid_to: "2026-10-31", decided_by: "Ali Müdür", decided_at: "2025-10-28T09:00:00Z", ended_at: "2026-11-01T00:10:00Z", reason: "Süresi doldu." }),
];
const asked = (id: string | undefined) => grants.find((one) => one.id === id) ?? grants[0];

on("GET", "/api/v1/programmes/:id/capabilities/", () => ({
  status: 200,
  json: {
    programme: PROGRAMME,
    name: "Meslek Fabrikası",
    results: [
      row("information_referral", "Bilgilendirme ve yönlendirme", "Kişiye bilgi verilir, ilgili kuruma yönlendirilir.", "on", "held", "Program sürümünde yer alıyor."),
      row("individual_guidance", "Bireysel rehberlik", "Kişiyle bire bir görüşülür.", "on", "held", "Program sürümünde yer alıyor.", { article: "Uygulama Esasları m. 5/1-a" }),
      row("job_brokerage", "Aracılık yetkisi", "Açık iş alınır, adayla eşleştirilir, işe yerleştirilir. Yalnızca tarihli bir yasal dayanakla.", "frozen", "expired", "Yetkinin süresi doldu. Eski kayıtlar okunabilir, yenisi eklenemez.", { article: "4904 m. 17", comes_later: true, request: { allowed: true, reason: "" } }),
      row("courses", "Kurs ve eğitim", "Kurs, grup, yoklama ve belge yürütülür.", "off", "not_held", "Bu program sürümünde yer almıyor.", { comes_later: true }),
    ],
    grants,
    basis_kinds: [{ key: "iskur_service_point", label: "İŞKUR hizmet noktası protokolü" }, { key: "private_agency_permit", label: "Özel istihdam bürosu izni" }],
  },
}));
on("POST", "/api/v1/programmes/:id/capability-grants/", () => ({ status: 201, json: grants[0] }));
on("GET", "/api/v1/capability-grants/", () => ({ status: 200, json: { results: grants.slice(0, 1) } }));
on("GET", "/api/v1/capability-grants/:id/", (_, match) => ({ status: 200, json: asked(match[1]) }));
for (const act of ["approval", "refusal", "end"]) on("POST", `/api/v1/capability-grants/:id/${act}/`, (_, match) => ({ status: 200, json: asked(match[1]) }));
