export const tr = {
  title: "Belediyeler",
  lead: "Omuz'u kullanan belediyeler. Buradan hiçbir belediyenin kayıtlarına ulaşılmaz.",
  search: "Belediye adı",
  field: { name: "Ad", kind: "Tür", province: "İl", parent: "Bağlı olduğu büyükşehir", state: "Durum", address: "Giriş adresi" },
  demo: "Deneme",
  empty: { title: "Henüz belediye yok", hint: "Platform işletmecisi bir belediye açtığında burada görünür." },
} as const;
