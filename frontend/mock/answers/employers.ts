import { on } from "../routes";

const one = (key: string, label: string) => ({ key, label });
const TOPICS = [one("job_analysis", "İş analizi ve görev yapılandırma"), one("accessibility", "İş ortamının erişilebilirliği"), one("communication", "İş yeri iletişim süreçleri"), one("inclusive_practice", "Kapsayıcı iş yeri uygulamaları")];
const KINDS = [
  { ...one("awareness", "Bilgilendirme ve farkındalık"), needs_request: false, needs_subject: false, topics: [], activity: "employer_awareness" },
  { ...one("existing_employees", "Mevcut çalışanlar için danışmanlık"), needs_request: true, needs_subject: true, topics: TOPICS, activity: "existing_employees" },
];
const row = {
  id: "s1", version: 1, programme: { id: "p1", name: "Destekli İstihdam Programı" }, employer: { provider: null, name: "Deneme Fırını ve Unlu Mamulleri" }, kind: KINDS[1],
  activity: { key: "existing_employees", letter: "ğ", label: "Çalışan engelli bireyler için işverene danışmanlık" }, subject: one("workplace_process", "İş yeri süreci"), topics: [TOPICS[0]],
  channel: one("phone", "Telefon"), requested_on: "2026-11-18", given_on: "2026-11-20", minutes: 90, participants: null, staff: { id: "u", name: "Ayşegül Işıldar Çağlayan" },
}; // prettier-ignore

on("GET", "/api/v1/employer-services/", () => ({ status: 200, json: { results: [row], next: null, previous: null, count: 1 } }));
on("GET", "/api/v1/employer-services/numbers/", () => ({ status: 200, json: { services: 1, minutes: 90, employers: 1, participants: 0, by_kind: [] } }));
on("GET", "/api/v1/employer-services/choices/", () => ({
  status: 200,
  json: {
    programmes: [{ id: "p1", name: "Destekli İstihdam Programı", activities: [row.activity], kinds: KINDS, articles: [] }],
    kinds: KINDS, channels: [one("letter", "Yazı"), one("email", "E-posta"), one("phone", "Telefon"), one("in_person", "Yüz yüze")], subjects: [one("existing_employee", "Mevcut çalışan"), one("workplace_process", "İş yeri süreci")],
  }, // prettier-ignore
}));
on("POST", "/api/v1/employer-services/preview/", ({ body }) => {
  const { kind, channel } = body as { kind: string; channel: string };
  const isAsked = kind === "existing_employees" && !channel;
  return { status: 200, json: { refusals: isAsked ? [{ guard: "employer_request", field: "channel", code: "request_missing", message: "İşverenin talebi kaydedilmemiş: bu hizmet işverenin talebi üzerine verilir.", remedy: "Talebin nasıl geldiğini seçin.", article: "Yönetmelik m. 15", text: "Program kapsamında işverenlere, talep etmeleri halinde …" }] : [] } };
});
on("GET", "/api/v1/employer-services/:id/", () => ({ status: 200, json: { ...row, unit: { id: "u1", name: "Engelliler Şube Müdürlüğü" }, recorded_at: "2026-11-20T12:00:00Z", recorded_by: "Ayşegül", requested_by: "İnsan kaynakları", note: "", names_employee: true, employee_consent_on: "2026-11-19", may_write: true } }));
