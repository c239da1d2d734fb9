import { Button } from "@mantine/core";

import { formatBirth, formatDate } from "@/lib/dates";
import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { AppLink, choiceFilter, dateFilter, EmptyState, LinkButton, ListPage, SavedViews, Status } from "@/ui";

interface Row {
  id: string;
  name: string;
  file_number: string;
  birth_date: string;
  registered_on: string;
  unit: string;
  missing: number;
}

export default function KitList() {
  const list = useListState({ filters: ["unit", "since"], sort: "name" });
  const page = usePage<Row>("/api/v1/kit/", list.params);
  return (
    <ListPage
      title="Kişiler"
      lead="Birimlerinizde kayıtlı kişiler."
      actions={<LinkButton to="/kit/form">Kişi kaydet</LinkButton>}
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      searchLabel="Ad, soyad ya da dosya numarası"
      filters={[
        choiceFilter("unit", "Birim", [
          { value: "engelliler", label: "Engelliler Şube Müdürlüğü" },
          { value: "kadin", label: "Kadın ve Aile Hizmetleri Şube Müdürlüğü" },
        ]),
        dateFilter("since", "Kayıt tarihi (bundan sonra)"),
      ]}
      columns={[
        { key: "name", header: "Ad soyad", sortKey: "name", isName: true, cell: (row) => <AppLink to="/kit/kayit">{row.name}</AppLink> },
        { key: "file", header: "Dosya no", cell: (row) => row.file_number },
        { key: "birth", header: "Doğum tarihi (yaş)", sortKey: "birth", cell: (row) => formatBirth(row.birth_date, "day", "2026-11-21") },
        { key: "unit", header: "Birim", cell: (row) => row.unit },
        { key: "registered", header: "Kayıt", sortKey: "registered_on", cell: (row) => formatDate(row.registered_on) },
        { key: "missing", header: "Eksik bilgi", cell: (row) => (row.missing ? <Status meaning="attention">{row.missing} alan</Status> : <Status meaning="done">Tam</Status>) },
      ]}
      bulk={[{ key: "export", label: "Seçilenleri dışa aktar", run: (_, done) => done() }]}
      views={<SavedViews list={list} views={[{ id: "1", name: "Engelliler birimi", view: { unit: "engelliler" } }]} onSave={() => undefined} onDelete={() => undefined} />}
      exports={<Button variant="default">Dışa aktar</Button>}
      empty={
        <EmptyState title="Henüz kayıtlı kişi yok" actions={<LinkButton to="/kit/form">İlk kişiyi kaydet</LinkButton>}>
          Kişiler burada görünür. Tek tek kaydedebilir ya da elinizdeki listeyi içe aktarabilirsiniz.
        </EmptyState>
      }
    />
  );
}
