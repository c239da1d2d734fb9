import { Button } from "@mantine/core";

import { DataList, Disclosure, GuardedButton, Notice, Panel, RecordPage, Status, Timeline } from "@/ui";

export default function KitRecord() {
  return (
    <RecordPage
      title="Ayşe Nur Işıldar"
      documentTitle="Kişi 2026/0412"
      crumbs={[{ label: "Kişiler", to: "/kit/liste" }]}
      badge={<Status meaning="attention">Eksik bilgi</Status>}
      actions={<Button variant="default">Düzenle</Button>}
      facts={[
        { label: "Dosya no", value: "2026/0412" },
        { label: "Doğum tarihi", value: "14.03.1984 (42)" },
        { label: "Telefon", value: "0532 000 00 00" },
        { label: "Birim", value: "Kadın ve Aile Hizmetleri Şube Müdürlüğü" },
        { label: "Yasal temsilci", value: null, unknown: "Yok" },
      ]}
      next={
        <GuardedButton
          obstacles={[
            { message: "Engellilik sağlık kurulu raporunun süresi 12.03.2026 tarihinde dolmuş.", article: "Yönetmelik m. 9", to: "/kit/form" },
            { message: "İkamet belgesi yok.", to: "/kit/form" },
          ]}
        >
          Başvuruyu tamamla
        </GuardedButton>
      }
      notices={
        <Notice meaning="attention" title="Güvenli iletişim planı var">
          Yalnızca hafta içi 10.00-12.00 arasında arayın, mesaj bırakmayın.
        </Notice>
      }
      tabs={[
        { to: "/kit/kayit", label: "Genel" },
        { to: "/kit/form", label: "Hane" },
        { to: "/kit/liste", label: "Belgeler" },
      ]}
      side={
        <Panel title="Zaman çizelgesi">
          <Timeline
            events={[
              { id: "1", at: "2026-11-20T11:30:00Z", title: "Telefon numarası düzeltildi", by: "Şükrü Öztürk" },
              { id: "2", at: "2026-10-02T08:05:00Z", title: "Aydınlatma yapıldı", detail: "Sürüm 3, yüz yüze", by: "Ayşegül Işıldar Çağlayan" },
              { id: "3", at: "2026-10-02T08:00:00Z", title: "Kişi kaydedildi", by: "Ayşegül Işıldar Çağlayan" },
            ]}
          />
        </Panel>
      }
    >
      <Panel title="Kişisel bilgiler" actions={<Button size="sm" variant="subtle">Düzenle</Button>}>
        <DataList
          facts={[
            { label: "Ad soyad", value: "Ayşe Nur Işıldar" },
            { label: "Öğrenim", value: "Lise ve dengi" },
            { label: "Çalışma durumu", value: "Çalışmıyor, iş arıyor" },
            { label: "Medeni durum", value: null, unknown: "Kişi söylemek istemedi" },
          ]}
        />
      </Panel>
      <Disclosure
        label="Hedef grup ve engel durumu"
        purposes={[
          { value: "assessment", label: "Değerlendirme" },
          { value: "support", label: "Destek planı" },
        ]}
        read={async () => "Ortopedik"}
      >
        {(value) => <DataList facts={[{ label: "Engel grubu", value }]} />}
      </Disclosure>
    </RecordPage>
  );
}
