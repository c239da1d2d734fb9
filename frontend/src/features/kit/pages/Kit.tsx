import { Button, Stack } from "@mantine/core";
import { useState } from "react";

import { ApiProblem } from "@/lib/problems";
import { ConfirmWithReason, EmptyState, ErrorState, LoadingState, NoRightState, Notice, PageHeader, Panel, ProgressTask, ReportFigure, Status, toastDone, toastProblem, Wizard } from "@/ui";

function KitWizard() {
  const [step, setStep] = useState(1);
  return (
    <Wizard
      current={step}
      onMove={setStep}
      onFinish={() => toastDone("Aktarma başladı")}
      steps={[
        { id: "file", title: "Dosya", content: "Dosyayı seçin." },
        { id: "map", title: "Sütunlar", content: "Dosyadaki sütunları alanlarla eşleştirin." },
        { id: "check", title: "Denetim", content: "814 satır uygun, 10 satır düzeltilmeli.", blockedBecause: "Önce 10 satırı düzeltin ya da ayırın." },
      ]}
    />
  );
}

export default function Kit() {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <PageHeader title="Parçalar" lead="Işıklı İğde Ağacı: İı Ğğ Üü Şş Öö Çç Ââ Îî Ûû 0123456789" />
      <Stack gap="lg">
        <div style={{ display: "flex", gap: 12, flexWrap: "wrap" }}>
          <Button>Kişiyi kaydet</Button>
          <Button variant="default">Vazgeç</Button>
          <Button variant="subtle">Diğer</Button>
          <Button disabled>Kapalı</Button>
          <Button color="danger" onClick={() => setAsking(true)}>
            Birleştir
          </Button>
          <Button variant="default" onClick={() => toastDone("Kişi kaydedildi", () => undefined)}>
            Bildirim
          </Button>
          <Button variant="default" onClick={() => toastProblem(ApiProblem.absent("timeout"))}>
            Arıza bildirimi
          </Button>
        </div>
        <div style={{ display: "flex", gap: 12, flexWrap: "wrap" }}>
          <Status>Aday</Status>
          <Status meaning="info">Sürüyor</Status>
          <Status meaning="done">Tam</Status>
          <Status meaning="attention">Süresi yaklaşıyor</Status>
          <Status meaning="danger">Süresi dolmuş</Status>
        </div>
        <Notice title="Bilgi">Bu kişi iki birimde birden kayıtlı.</Notice>
        <Notice meaning="done" title="Kaydedildi" />
        <Notice meaning="attention">Bu belge süresi dolmuş: 12.03.2026. Yenisini yükleyin ya da yenileme başvurusunun alındı belgesini ekleyin.</Notice>
        <Notice meaning="danger" title="Kaydedilemedi">
          Sunucu isteği tamamlayamadı.
        </Notice>
        <ReportFigure
          title="Engel gruplarına göre kişiler"
          caption="Kişi sayısı; bir kişi birden çok grupta olabilir."
          labelHeader="Engel grubu"
          rows={[
            { key: "a", label: "Ortopedik", value: 312 },
            { key: "b", label: "Süreğen hastalık", value: 198 },
            { key: "c", label: "Zihinsel", value: 121 },
            { key: "d", label: "Görme", value: 64 },
            { key: "e", label: "Dil ve konuşma", value: null },
          ]}
          total={824}
          missing={37}
          definition={{ unit: "Kişi", population: "31.12.2016 günü kayıtlı kişiler", exclusions: "Birleştirilmiş kayıtlar", source: "Kişi kaydı", asOf: "31.12.2016" }}
        />
        <Panel title="Sihirbaz">
          <KitWizard />
        </Panel>
        <Panel title="İşlem">
          <ProgressTask task={{ id: "1", label: "MDIS 2016 aktarımı", state: "running", progress: 62, created_at: "2026-11-21T09:12:00Z" }} onCancel={() => undefined} />
        </Panel>
        <Panel title="Durumlar" isFlush>
          <LoadingState lines={3} />
          <EmptyState title="Henüz kayıtlı kişi yok" actions={<Button>İlk kişiyi kaydet</Button>}>
            Kişiler burada görünür.
          </EmptyState>
          <NoRightState />
          <ErrorState problem={ApiProblem.absent("timeout")} onRetry={() => undefined} />
        </Panel>
      </Stack>
      {isAsking ? (
        <ConfirmWithReason
          title="İki kaydı birleştir"
          consequences={["2026/0413 numaralı kayıt 2026/0412 içine taşınır.", "Birleştirme 30 gün içinde geri alınabilir."]}
          confirmLabel="Birleştir"
          reasonMinLength={10}
          onConfirm={() => setAsking(false)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
