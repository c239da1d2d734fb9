import { on } from "../routes";
import { state } from "../state";

const link = (id: string, name: string) => ({ id, name });
const codes = (...pairs: [string, string][]) => pairs.map(([key, label]) => ({ key, label }));

const row = (id: string, more: object) => ({
  id, version: 3, number: "", official_number: "", official_date: null, use: "missing_documents", use_label: "Eksik bilgi ve belgeler", subject: "Başvurunuzdaki eksik bilgi ve belgeler", state: "draft", state_label: "Taslak",
  queue: "draft", person: link("7", "Iraz Işık"), programme: link("p1", "Destekli İstihdam"), unit: link("u1", "Engelli Hizmetleri Şube Müdürlüğü"), case: "c1", batch: null, drafted_at: "2026-11-20T08:00:00Z",
  approved_at: null, signed_on: null, served_on: null, is_protected: false, sender_name: "", waits: false, ...more,
});

const ROWS = [
  row("1", {}),
  row("2", { number: "2026/14", state: "signed", state_label: "Tebliğ bekliyor", queue: "service", use: "suspension", use_label: "Askıya alma", subject: "Hizmetin askıya alınması", official_number: "E-12345678-622.01-987654", official_date: "2026-11-19" }),
  row("3", { number: "2026/9", state: "undeliverable", state_label: "Tebliğ edilemedi", queue: "undeliverable" }),
  row("4", { person: null, sender_name: "Emine Örnek", case: null, subject: "Başvurunuza cevap", use: "petition_answer", use_label: "Başvuruya cevap" }),
  row("5", { waits: true, is_protected: true }),
];
const STANDINGS: Record<string, object> = {
  "2": {
    code: "representative_changed", message: "Yazının muhatabı, bugün kişi adına tebligat alan kişi değil: temsilci değişti.", remedy: "Yazıyı yeni muhatap için yeniden hazırlayın; eskisi iptal olur, numarası onda kalır.",
    article: "Destekli İstihdam Yönetmeliği m. 23", text: "Kararlar gerekçeli olarak yazılı bildirilir.", held: [], today: ["Ahmet Örnek"],
  },
  "5": {
    code: "notices_unconfirmed", message: "Kişi korunuyor; temsilcisinin yazı alabileceği henüz onaylanmadı. Yazı kimseye gönderilmez.",
    remedy: "Temsilcinin tehlike oluşturmadığını bilen yetkili, kişinin sayfasında “Yazı alabilir” onayını gerekçesiyle verir. Tehlike temsilciden geliyorsa temsil kayyımı atanması istenir (TMK m. 426).",
    article: "7201 sayılı Tebligat Kanunu m. 11", text: "", held: ["Kemal Örnek (velisi)"], today: ["Iraz Işık"],
  },
};

const detail = (id: string) => {
  const found = ROWS.find((one) => one.id === id) ?? row(id, {});
  const isDraft = found.state === "draft";
  return {
    ...found, standing: STANDINGS[id] ?? null, replaces: null, replaced_by: null, petition: id === "4" ? "t1" : null, body: "Sayın Iraz Işık,\n\nÖn başvurunuzun başvuru olarak kaydedilebilmesi için aşağıdaki belgelerin tamamlanması gerekmektedir:\n\n- Kimlik\n- Sağlık kurulu raporu", plain: "Başvurunuz için bazı belgeler eksik.",
    references: [], annexes: [], distribution: ["Gereği: Fatma Işık", "Bilgi: Iraz Işık (erişilebilir kopya)"], addressee_kind: "representative", addressee_name: "Fatma Işık", addressee_capacity: "Iraz Işık vasisi",
    address: ["Yalı Mah. 6500 Sok. No: 3", "35550 Karşıyaka/İzmir"], signatory_name: isDraft ? "" : "Şükran Özgül", signatory_title: isDraft ? "" : "Şube Müdürü", signatory_acting_for: "", code: isDraft ? "" : "ABCDE-FGHIJ-KLMNO-PQRST",
    ...(id === "4" ? { distribution: [], addressee_kind: "sender", addressee_name: "Emine Örnek", addressee_capacity: "", body: "Sayın Emine Örnek,\n\nT-2026-00012 sayılı başvurunuz incelenmiştir.", plain: "T-2026-00012 numaralı başvurunuza baktık." } : {}),
    approved_alone: false, signed_file: isDraft ? null : "f1", channels: ["hand", "ptt", "etebligat", "kep"], copies: [],
    services: isDraft ? [] : [{ id: "s1", channel: "ptt", channel_label: "PTT ile tebligat", state: "failed", state_label: "Tebliğ edilemedi", sent_on: "2026-11-10", arrived_on: null, served_on: null, due_on: null, receiver_label: "", receiver_name: "", reference: "RR123456789TR", note: "Komşusu taşındığını söyledi.", failure_label: "Adresten ayrılmış", next_step_label: "Adres araştırılacak", proof: null }],
    events: [{ id: "e1", kind: "drafted", label: "Yazı hazırlandı", at: "2026-11-20T08:00:00Z", by: "Elif Ak", day: null, text: "" }], may_write: true, may_approve: true, is_own: id === "1",
  };
};

on("GET", "/api/v1/letters/", () => ({ status: 200, json: { results: state.scenario === "empty" ? [] : ROWS, next: null, previous: null, count: state.scenario === "empty" ? 0 : ROWS.length } }));
on("GET", "/api/v1/letters/choices/", () => ({
  status: 200,
  json: {
    queues: [{ key: "draft", label: "Taslak", count: 1 }, { key: "approval", label: "Onay bekleyen", count: 0 }, { key: "signing", label: "İmza bekleyen", count: 0 }, { key: "service", label: "Tebliğ bekleyen", count: 1 }, { key: "undeliverable", label: "Tebliğ edilemeyen", count: 1 }],
    states: codes(["draft", "Taslak"], ["served", "Tebliğ edildi"]), uses: codes(["missing_documents", "Eksik bilgi ve belgeler"], ["suspension", "Askıya alma"]),
    channels: codes(["hand", "Elden, imza karşılığı"], ["ptt", "PTT ile tebligat"], ["etebligat", "E-tebligat"], ["kep", "KEP"]), receivers: codes(["addressee", "Muhatabın kendisi"]), failures: codes(["moved", "Adresten ayrılmış"]),
    next_steps: codes(["address_check", "Adres araştırılacak"]), formats: codes(["easy_read", "Kolay okunur, büyük punto"]),
  },
}));
on("GET", "/api/v1/letters/texts/", () => ({ status: 200, json: { results: [{ use: "missing_documents", template: "missing_documents", label: "Eksik belge bildirimi", subject: "Başvurunuzdaki eksik belgeler", asks: ["eksikler", "son_gun"], may_ask: [], values: { eksikler: "- Kimlik" } }] } }));
on("GET", "/api/v1/letters/:id/", (_, match) => ({ status: 200, json: detail(match[1] ?? "1") }));
on("PATCH", "/api/v1/letters/:id/", (_, match) => ({ status: 200, json: { ...detail(match[1] ?? "1"), version: 4 } }));
on("GET", "/api/v1/letter-batches/", () => ({ status: 200, json: { results: [], next: null, previous: null } }));
on("POST", "/api/v1/letter-check/", () => ({ status: 200, json: { is_genuine: true, date: "2026-11-19", municipality: "İzmir Büyükşehir Belediyesi" } }));
