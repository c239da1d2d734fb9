import { on } from "../routes";

const list = (key: string, entries: readonly (readonly [string, string, boolean?, string?])[]) => ({
  key,
  label: key,
  special: entries.some(([, , special]) => special),
  codes: entries.map(([code, label, special = false, hint = ""]) => ({ key: code, label, special, hint })),
});

on("GET", "/api/v1/catalogue/", () => ({
  status: 200,
  json: [
    list("target_group", [
      ["poverty", "Yoksul ve yoksulluk riski taşıyan kişi"],
      ["disabled", "Engelli birey", true],
      ["working_children_family", "Çalışan çocukların aileleri"],
      ["violence_victim", "Şiddet mağduru kadın", true],
      ["substance_dependence", "Madde bağımlısı", true],
      ["ex_offender", "Eski hükümlü", true],
      ["roma", "Roman", true, "Yalnızca kişinin kendi beyanıyla kaydedilir."],
    ]),
    list("capability", [
      ["information_referral", "Bilgilendirme ve yönlendirme"],
      ["individual_guidance", "Bireysel rehberlik"],
      ["case_management", "Dosya takibi"],
      ["job_coaching", "İş koçluğu"],
      ["job_brokerage", "Aracılık yetkisi"],
    ]),
    list("programme_right", [
      ["cases.read", "Dosyaları görme"],
      ["cases.write", "Dosya açma ve yürütme"],
      ["documents.read", "Belgeleri görme"],
    ]),
    list("letter_placeholder", [
      ["ad_soyad", "Kişinin adı soyadı"],
      ["dosya_no", "Dosya numarası"],
      ["program", "Programın adı"],
      ["eksikler", "Eksik belgeler"],
      ["son_gun", "Sürenin son günü"],
    ]),
    list("legal_basis", [
      ["explicit_consent", "Açık rıza"],
      ["law", "Kanunda öngörülmesi"],
      ["social_services", "Sosyal hizmet ve yardım"],
    ]),
  ],
}));
