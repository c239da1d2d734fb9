// The way in of a case: checklist, application, undertaking, retention.
import { on } from "../routes";

const NOW = Date.now();
const ago = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();
const day = (days: number) => new Date(NOW + days * 86_400_000).toISOString().slice(0, 10);

const paper = (key: string, label: string, standing: string, standing_label: string, more: object = {}) => ({
  key, label, is_asked: true, is_certain: true, is_special: false, is_undertaking: false, can_take_over: false, substitutes: [], valid_months: null,
  why: [], articles: ["Yönetmelik m. 9"], standing, standing_label, warning: "", current: null, earlier: [], ...more,
});
const held = (more: object = {}) => ({
  id: "b1", way: "file", way_label: "Dosya yüklendi", state: "presented", state_label: "Sunuldu", substitute: "", presented_on: day(-3), issued_on: day(-200), valid_until: null,
  is_special: false, has_file: true, note: "", why: "", has_closed_text: false, recorded_at: ago(72), recorded_by: "Zeynep Örnek", ...more,
});
on("GET", "/api/v1/cases/:id/documents/", () => ({
  status: 200,
  json: {
    results: [
      paper("identity_document", "Kimlik belgesi", "presented", "Sunuldu", { current: held(), earlier: [held({ id: "b0", state: "refused", state_label: "Kabul edilmedi", why: "Okunmuyor." })] }),
      paper("medical_report", "Engellilik sağlık kurulu raporu (18 yaş altı: ÇÖZGER)", "expiring", "Süresi doluyor", {
        is_special: true, can_take_over: true, warning: "Bu belgenin süresinin dolmasına 21 gün var. Yenisini isteyin.", substitutes: ["Rapor yenileme başvurusunun alındı belgesi", "Engelli kimlik kartı"],
        current: held({ id: "b2", is_special: true, valid_until: day(21), has_closed_text: true }),
      }),
      paper("representation_document", "Temsil belgesi (velayet, vesayet, kayyımlık, yasal danışmanlık, vekâletname)", "missing", "Eksik", { why: ["Yasal temsilci varsa temsil belgesi istenir."] }),
      paper("undertaking", "Taahhütname", "missing", "Eksik", { is_undertaking: true, articles: ["Yönetmelik m. 24, 25"] }),
    ],
    is_complete: false, missing: 1, is_scanned: false, may_write: true, may_write_special: true,
  },
}));
const check = (guard: string, title: string, article: string, text: string, allowed: boolean, message = "", remedy = "") => ({ guard, title, article, text, allowed, code: allowed ? "" : "x", message, remedy });
const kept = {
  key: "pre_application", label: "Başvuruya dönüşmeyen ön başvuru", months: 6, starts: "case_closed", starts_label: "Dosyanın kapandığı gün", started_on: null, until: null, method: "erase",
  method_label: "Silme", is_archive: false, is_capped: false, statutory_reserved: true, article: "Yönetmelik m. 20", article_text: "Kişisel veriler her hâlükârda en fazla beş (5) yıl saklanır.",
};
on("GET", "/api/v1/cases/:id/application/", () => ({
  status: 200,
  json: {
    application: null, step: { key: "record_application", label: "Başvuruyu kaydet", target: "Başvuru", needs_reason: false, basis: "Yönetmelik m. 9" }, version: 3, may_write: true, can_record: false,
    checks: [
      check("attended_appointment", "Başvuru adayın geldiği randevuyla alınır", "Yönetmelik m. 8", "Programa başvurular aday tarafından bizzat veya ailesi/yasal temsilcisi ile birlikte yapılır. Başvurular randevu sistemi ile alınır.", false, "Başvuru randevusuna aday gelmemiş.", "Adayın da katılacağı bir randevu verin; evde, hastanede ya da kurumda görüşülebilir."),
      check("complete_file", "Eksik dosyaya başvuru numarası verilmez", "Yönetmelik m. 9", "Başvuru kaydının oluşturulabilmesi için gerekli bilgi ve belgelerin eksiksiz sunulması zorunludur.", false, "Gerekli bilgi ve belgeler tamam değil. Eksik: Doğum tarihi, Temsil belgesi.", "Eksikleri tamamlayın ya da yerine geçen belgeyi ekleyin."),
    ],
    obstacles: [], information: [{ field: "birth_date", label: "Doğum tarihi", href: "/kisiler/0199c000-0000-7000-8000-00000000b001/duzenle" }],
    further: [{ field: "address", label: "Adres", href: "/kisiler/0199c000-0000-7000-8000-00000000b001#adres" }],
    documents: [{ key: "representation_document", label: "Temsil belgesi", standing: "missing", standing_label: "Eksik" }], undecided: [],
    meetings: [{ id: "m1", starts_at: ago(72), service: "Programa başvuru görüşmesi", place_label: "Ev", candidate_present: false }], may_except: true,
    wills: [{ key: "written", label: "Adayın kendi yazısı ya da işaretiyle" }, { key: "phone", label: "Adayla telefonda görüşülerek" }, { key: "supported", label: "Destekli iletişimle (resim, cihaz, kolay dil)" }],
    receipts: [{ id: "r1", issued_at: ago(72), issued_by: "Zeynep Örnek", waiting_since: ago(900), place: 4, missing: ["Temsil belgesi"], letter: null }],
    queue_place: 4, waiting_since: ago(900), kept,
  },
}));
on("GET", "/api/v1/cases/:id/undertakings/", () => ({
  status: 200,
  json: {
    results: [{ id: "u1", state: "prepared", state_label: "Hazırlandı", subject: "Taahhütname", body: "…", prepared_at: ago(3), prepared_by: "Zeynep Örnek", by_person: false, representative_name: "", signed_on: null, has_scan: false, remark: "", recorded_at: null, recorded_by: "" }],
    signers: [
      { id: "s1", name: "Hatice Deneme", kind_label: "Vasi", may_sign: true, signs_together: false, instead_of_person: true, why_not: "", refusal: "" },
      { id: "s2", name: "Ali Deneme", kind_label: "Yakını", may_sign: false, signs_together: false, instead_of_person: false, why_not: "Yakını ve bakım verenin temsil yetkisi yoktur; refakat edebilir, randevu alabilir.", refusal: "" },
    ],
    person_refusal: "Kişinin velisi ya da vasisi var; taahhütnameyi onun imzalaması gerekir. Temsilcinin imzasını alın ya da “İmzalanmadı” olarak kaydedin; hizmet sürer.",
    checks: [check("acknowledgement", "Kurallar okunur, imzayı yetkili atar", "Yönetmelik m. 25", "Adaylar ve aileleri/bakım verenleri süreç boyunca program kurallarına uymakla yükümlüdür.", true)], may_write: true, is_scanned: false,
  },
}));
on("GET", "/api/v1/cases/:id/retention/", () => ({ status: 200, json: { kept } }));
