import { on } from "../routes";
import { state } from "../state";

/** Kayseri's report of 2016, as the server counts it from the demo's people. */
const report = {
 "key": "mdis",
 "programme": "",
 "left_out": [] as { title: string; reason: string }[],
 "title": "Dezavantajlı bireyler (MDİS) raporu",
 "description": "Kayıtlı kişiler ve hizmet sağlayıcılar, seçilen gün itibarıyla.",
 "municipality": "Kayseri Büyükşehir Belediyesi",
 "language": "tr",
 "as_of": "2016-11-19",
 "pinned_as_of": "2016-11-19",
 "pinned_reason": "İSKEP projesinin bitiş tarihi (19.11.2016); yaşlar bu güne göre hesaplanır.",
 "published_source": "Kayseri Büyükşehir Belediyesi, İSKEP / MDİS kayıtları sayfası (2016)",
 "tables": [
  {
   "key": "gender",
   "title": "Cinsiyete göre kayıtlı kişiler",
   "unit": "kişi",
   "population": "Raporun gününe kadar kaydedilmiş kişiler",
   "cohort": "Kayıtlı kişiler",
   "definition": "Koşul aranmaz.",
   "denominator": 824,
   "denominator_label": "Kayıtlı kişiler",
   "exclusions": [
    "Raporun gününden sonra kaydedilenler.",
    "Başka bir kayıtla birleştirilmiş mükerrer kayıtlar."
   ],
   "undecided": 0,
   "others": 0,
   "notes": [],
   "rows": [
    {
     "key": "female",
     "label": "Kadın",
     "n": 526,
     "percent": "63,8",
     "share": 63.8,
     "published": "63,8",
     "differs": false,
     "why": ""
    },
    {
     "key": "male",
     "label": "Erkek",
     "n": 298,
     "percent": "36,2",
     "share": 36.2,
     "published": "36,2",
     "differs": false,
     "why": ""
    }
   ],
   "total": {
    "key": "total",
    "label": "Toplam",
    "n": 824,
    "percent": "100",
    "share": 100.0,
    "published": "100",
    "differs": false,
    "why": ""
   },
   "summary": "Kadın 526 (%63,8); Erkek 298 (%36,2)."
  },
  {
   "key": "employed_by_gender",
   "title": "Cinsiyete göre istihdam edilen kişiler",
   "unit": "kişi",
   "population": "Raporun gününe kadar kaydedilmiş kişiler",
   "cohort": "İstihdam edilen kişiler",
   "definition": "Çalışma durumu Çalışıyor veya Kendi işinde çalışıyor.",
   "denominator": 824,
   "denominator_label": "Kayıtlı kişiler",
   "exclusions": [
    "Raporun gününden sonra kaydedilenler.",
    "Başka bir kayıtla birleştirilmiş mükerrer kayıtlar."
   ],
   "undecided": 0,
   "others": 747,
   "notes": [
    "Oran, tüm kayıtlı kişiler içindeki paydır; her cinsiyetin kendi içindeki istihdam oranı ayrı bir göstergedir."
   ],
   "rows": [
    {
     "key": "female",
     "label": "Kadın",
     "n": 22,
     "percent": "2,7",
     "share": 2.7,
     "published": "2,7",
     "differs": false,
     "why": ""
    },
    {
     "key": "male",
     "label": "Erkek",
     "n": 55,
     "percent": "6,7",
     "share": 6.7,
     "published": "6,7",
     "differs": false,
     "why": ""
    }
   ],
   "total": {
    "key": "total",
    "label": "Toplam",
    "n": 77,
    "percent": "9,3",
    "share": 9.3,
    "published": "9,4",
    "differs": true,
    "why": "Basılı 9,4, yuvarlanmış satırların toplamıdır (2,7 + 6,7). 77 / 824 yeniden hesaplandığında 9,3 olur."
   },
   "summary": "Kadın 22 (%2,7); Erkek 55 (%6,7)."
  },
  {
   "key": "target_group",
   "title": "Hedef gruba göre kişiler",
   "unit": "kişi",
   "population": "Raporun gününe kadar kaydedilmiş kişiler",
   "cohort": "Kayıtlı ve istihdamda olmayan kişiler",
   "definition": "Çalışma durumu Çalışıyor ve Kendi işinde çalışıyor dışında.",
   "denominator": 747,
   "denominator_label": "Kayıtlı ve istihdamda olmayan kişiler",
   "exclusions": [
    "Raporun gününden sonra kaydedilenler.",
    "Başka bir kayıtla birleştirilmiş mükerrer kayıtlar."
   ],
   "undecided": 0,
   "others": 77,
   "notes": [
    "Her kişi birincil hedef grubuyla bir kez sayılır. Birincil grubu yoksulluk olan engelli kişiler \"Engelli birey\" satırında değildir."
   ],
   "rows": [
    {
     "key": "poverty",
     "label": "Yoksul ve yoksulluk riski taşıyan kişi",
     "n": 610,
     "percent": "81,7",
     "share": 81.7,
     "published": "81,7",
     "differs": false,
     "why": ""
    },
    {
     "key": "disabled",
     "label": "Engelli birey",
     "n": 131,
     "percent": "17,5",
     "share": 17.5,
     "published": "17,5",
     "differs": false,
     "why": ""
    },
    {
     "key": "working_children_family",
     "label": "Çalışan çocukların aileleri",
     "n": 6,
     "percent": "0,8",
     "share": 0.8,
     "published": "0,8",
     "differs": false,
     "why": ""
    }
   ],
   "total": null,
   "summary": "Yoksul ve yoksulluk riski taşıyan kişi 610 (%81,7); Engelli birey 131 (%17,5); Çalışan çocukların aileleri 6 (%0,8)."
  },
  {
   "key": "age",
   "title": "Yaş gruplarına göre kişiler",
   "unit": "kişi",
   "population": "Raporun gününe kadar kaydedilmiş kişiler",
   "cohort": "Kayıtlı ve istihdamda olmayan kişiler",
   "definition": "Çalışma durumu Çalışıyor ve Kendi işinde çalışıyor dışında.",
   "denominator": 747,
   "denominator_label": "Kayıtlı ve istihdamda olmayan kişiler",
   "exclusions": [
    "Raporun gününden sonra kaydedilenler.",
    "Başka bir kayıtla birleştirilmiş mükerrer kayıtlar."
   ],
   "undecided": 0,
   "others": 77,
   "notes": [
    "Yaş, raporun gününde tamamlanmış yıldır. Doğum tarihinin yalnızca yılı ya da ayı biliniyorsa o yılın ya da ayın ilk günü esas alınır."
   ],
   "rows": [
    {
     "key": "15-24",
     "label": "15-24 yaş",
     "n": 208,
     "percent": "27,8",
     "share": 27.8,
     "published": "28",
     "differs": true,
     "why": "208 / 747 = 27,8. Basılı 28 bu sayılardan elde edilemiyor (tam sayıya yuvarlanmış görünüyor)."
    },
    {
     "key": "25-34",
     "label": "25-34 yaş",
     "n": 229,
     "percent": "30,7",
     "share": 30.7,
     "published": "30,5",
     "differs": true,
     "why": "229 / 747 = 30,7. Basılı 30,5 bu sayılardan elde edilemiyor."
    },
    {
     "key": "35-44",
     "label": "35-44 yaş",
     "n": 202,
     "percent": "27",
     "share": 27.0,
     "published": "27,1",
     "differs": true,
     "why": "202 / 747 = 27. Basılı 27,1 bu sayılardan elde edilemiyor."
    },
    {
     "key": "45-54",
     "label": "45-54 yaş",
     "n": 82,
     "percent": "11",
     "share": 11.0,
     "published": "11",
     "differs": false,
     "why": ""
    },
    {
     "key": "55-64",
     "label": "55-64 yaş",
     "n": 24,
     "percent": "3,2",
     "share": 3.2,
     "published": "3,2",
     "differs": false,
     "why": ""
    },
    {
     "key": "65+",
     "label": "65 yaş ve üzeri",
     "n": 2,
     "percent": "0,3",
     "share": 0.3,
     "published": "0,2",
     "differs": true,
     "why": "2 / 747 = 0,3. Basılı 0,2 bu sayılardan elde edilemiyor (kesilmiş görünüyor)."
    }
   ],
   "total": null,
   "summary": "15-24 yaş 208 (%27,8); 25-34 yaş 229 (%30,7); 35-44 yaş 202 (%27); 45-54 yaş 82 (%11); 55-64 yaş 24 (%3,2); 65 yaş ve üzeri 2 (%0,3)."
  },
  {
   "key": "education",
   "title": "Eğitim durumuna göre kişiler",
   "unit": "kişi",
   "population": "Raporun gününe kadar kaydedilmiş kişiler",
   "cohort": "Kayıtlı ve istihdamda olmayan kişiler",
   "definition": "Çalışma durumu Çalışıyor ve Kendi işinde çalışıyor dışında.",
   "denominator": 747,
   "denominator_label": "Kayıtlı ve istihdamda olmayan kişiler",
   "exclusions": [
    "Raporun gününden sonra kaydedilenler.",
    "Başka bir kayıtla birleştirilmiş mükerrer kayıtlar."
   ],
   "undecided": 0,
   "others": 77,
   "notes": [],
   "rows": [
    {
     "key": "illiterate",
     "label": "Okur yazar olmayan",
     "n": 38,
     "percent": "5,1",
     "share": 5.1,
     "published": "5,1",
     "differs": false,
     "why": ""
    },
    {
     "key": "primary",
     "label": "İlkokul",
     "n": 263,
     "percent": "35,2",
     "share": 35.2,
     "published": "35,2",
     "differs": false,
     "why": ""
    },
    {
     "key": "primary_dropout",
     "label": "İlkokul terk",
     "n": 30,
     "percent": "4",
     "share": 4.0,
     "published": "4",
     "differs": false,
     "why": ""
    },
    {
     "key": "lower_secondary",
     "label": "Ortaokul",
     "n": 139,
     "percent": "18,6",
     "share": 18.6,
     "published": "18,6",
     "differs": false,
     "why": ""
    },
    {
     "key": "upper_secondary",
     "label": "Lise",
     "n": 144,
     "percent": "19,3",
     "share": 19.3,
     "published": "19,3",
     "differs": false,
     "why": ""
    },
    {
     "key": "vocational_secondary",
     "label": "Meslek lisesi",
     "n": 15,
     "percent": "2",
     "share": 2.0,
     "published": "2",
     "differs": false,
     "why": ""
    },
    {
     "key": "associate",
     "label": "Ön lisans",
     "n": 56,
     "percent": "7,5",
     "share": 7.5,
     "published": "7,5",
     "differs": false,
     "why": ""
    },
    {
     "key": "bachelor",
     "label": "Lisans",
     "n": 52,
     "percent": "7",
     "share": 7.0,
     "published": "7",
     "differs": false,
     "why": ""
    },
    {
     "key": "other",
     "label": "Diğer",
     "n": 10,
     "percent": "1,3",
     "share": 1.3,
     "published": "1,3",
     "differs": false,
     "why": ""
    }
   ],
   "total": null,
   "summary": "Okur yazar olmayan 38 (%5,1); İlkokul 263 (%35,2); İlkokul terk 30 (%4); Ortaokul 139 (%18,6); Lise 144 (%19,3); Meslek lisesi 15 (%2); Ön lisans 56 (%7,5); Lisans 52 (%7); Diğer 10 (%1,3)."
  },
  {
   "key": "disability",
   "title": "Engel grubuna göre üyelikler",
   "unit": "üyelik",
   "population": "Raporun gününe kadar kaydedilmiş kişilerin o gün geçerli engel grubu üyelikleri",
   "cohort": "Kayıtlı ve istihdamda olmayan kişiler",
   "definition": "Çalışma durumu Çalışıyor ve Kendi işinde çalışıyor dışında.",
   "denominator": 155,
   "denominator_label": "Kayıtlı ve istihdamda olmayan kişiler",
   "exclusions": [
    "Raporun gününden sonra kaydedilenler.",
    "Başka bir kayıtla birleştirilmiş mükerrer kayıtlar.",
    "O gün geçerli olmayan engel grupları."
   ],
   "undecided": 0,
   "others": 0,
   "notes": [
    "Kişi değil üyelik sayılır: birden fazla engel grubunda olan kişi her grubunda bir kez yer alır.",
    "Yuvarlanmış oranların toplamı 100 olmayabilir; oranlar 100'e tamamlanmaz."
   ],
   "rows": [
    {
     "key": "orthopaedic",
     "label": "Bedensel-ortopedik",
     "n": 52,
     "percent": "33,5",
     "share": 33.5,
     "published": "33,5",
     "differs": false,
     "why": ""
    },
    {
     "key": "visual",
     "label": "Görme",
     "n": 22,
     "percent": "14,2",
     "share": 14.2,
     "published": "14,2",
     "differs": false,
     "why": ""
    },
    {
     "key": "hearing",
     "label": "İşitme",
     "n": 12,
     "percent": "7,7",
     "share": 7.7,
     "published": "7,7",
     "differs": false,
     "why": ""
    },
    {
     "key": "intellectual",
     "label": "Zihinsel",
     "n": 8,
     "percent": "5,2",
     "share": 5.2,
     "published": "5,2",
     "differs": false,
     "why": ""
    },
    {
     "key": "psychosocial",
     "label": "Ruhsal",
     "n": 21,
     "percent": "13,5",
     "share": 13.5,
     "published": "13,5",
     "differs": false,
     "why": ""
    },
    {
     "key": "chronic",
     "label": "Süreğen",
     "n": 32,
     "percent": "20,6",
     "share": 20.6,
     "published": "20,6",
     "differs": false,
     "why": ""
    },
    {
     "key": "speech",
     "label": "Dil ve konuşma",
     "n": 8,
     "percent": "5,2",
     "share": 5.2,
     "published": "5,2",
     "differs": false,
     "why": ""
    }
   ],
   "total": null,
   "summary": "Bedensel-ortopedik 52 (%33,5); Görme 22 (%14,2); İşitme 12 (%7,7); Zihinsel 8 (%5,2); Ruhsal 21 (%13,5); Süreğen 32 (%20,6); Dil ve konuşma 8 (%5,2)."
  },
  {
   "key": "providers",
   "title": "Kayıtlı hizmet sağlayıcılar",
   "unit": "kurum",
   "population": "Raporun gününe kadar kaydedilmiş, o gün kapanmamış hizmet sağlayıcılar",
   "cohort": "Kayıtlı hizmet sağlayıcılar",
   "definition": "Koşul aranmaz.",
   "denominator": null,
   "denominator_label": "",
   "exclusions": [
    "Raporun gününden sonra kaydedilenler.",
    "O gün kapanmış olanlar."
   ],
   "undecided": 0,
   "others": 0,
   "notes": [],
   "rows": [
    {
     "key": "registered",
     "label": "Kayıtlı kurum ve kuruluş",
     "n": 110,
     "percent": null,
     "share": null,
     "published": null,
     "differs": false,
     "why": ""
    }
   ],
   "total": null,
   "summary": "Kayıtlı kurum ve kuruluş 110."
  }
 ]
};

const emptied = { ...report, tables: report.tables.map((table) => ({ ...table, denominator: table.denominator === null ? null : 0, rows: table.key === "target_group" ? [] : table.rows.map((row) => ({ ...row, n: 0, percent: null, published: null, differs: false })), total: null })) };

/** A programme's own figures, one table withheld from the reader. */
const ownEntry = { key: "programme-izmir-destekli-istihdam", title: "Destekli İstihdam: göstergeler", description: "Programın kendi göstergeleri; sürüm 3 böyle tanımlıyor.", programme: "Destekli İstihdam", pinned_as_of: null, pinned_reason: "" };
const ownRow = (key: string, label: string, n: number) => ({ key, label, n, percent: null, share: null, published: null, differs: false, why: "" });
const own = {
  ...ownEntry,
  municipality: "İzmir Büyükşehir Belediyesi",
  language: "tr",
  as_of: "2026-11-22",
  published_source: "",
  left_out: [{ title: "Engel grubuna göre adaylar", reason: "Özel nitelikli veriye dayanıyor; bu veriyi görme yetkisi ister." }],
  tables: [
    {
      key: "cases_by_stage",
      title: "Aşamalarına göre dosyalar",
      unit: "dosya",
      population: "Raporun gününe kadar bu programda açılmış dosyalar, kapananlar da içinde",
      cohort: "Programın bütün dosyaları",
      definition: "Koşul aranmaz.",
      denominator: null,
      denominator_label: "",
      exclusions: ["Raporun gününden sonra açılanlar.", "Başka programların dosyaları."],
      undecided: 0,
      others: 0,
      notes: [],
      rows: [ownRow("basvuru", "Başvuru", 12), ownRow("degerlendirme", "Değerlendirme", 7), ownRow("izleme", "İzleme", 4)],
      total: ownRow("total", "Toplam", 23),
      summary: "Başvuru 12; Değerlendirme 7; İzleme 4.",
    },
  ],
};

on("GET", "/api/v1/reports/", () => ({
  status: 200,
  json: { results: state.scenario === "empty" ? [] : [{ key: "mdis", title: report.title, description: report.description, programme: "", pinned_as_of: "2016-11-19", pinned_reason: report.pinned_reason }, ownEntry] },
}));
on("GET", "/api/v1/reports/programme-izmir-destekli-istihdam/", ({ query }) => ({ status: 200, json: { ...own, as_of: query.get("as_of") ?? own.as_of } }));
on("GET", "/api/v1/reports/mdis/", ({ query }) => {
  const asOf = query.get("as_of") ?? report.as_of;
  if (state.scenario === "empty") return { status: 200, json: emptied };
  const isPinned = asOf === report.as_of;
  const rows = (table: (typeof report.tables)[number]) => table.rows.map((row) => (isPinned ? row : { ...row, published: null, differs: false }));
  return { status: 200, json: { ...report, as_of: asOf, tables: report.tables.map((table) => ({ ...table, rows: rows(table) })) } };
});
