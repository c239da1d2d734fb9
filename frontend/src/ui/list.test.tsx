import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";

import { useListState } from "@/lib/list";
import { usePage } from "@/lib/query";
import { answerWith, show, violations } from "@/test/harness";

import { choiceFilter } from "./FilterInput";
import { ListPage } from "./ListPage";
import { EmptyState } from "./states";

interface Row {
  id: string;
  name: string;
}

function People() {
  const list = useListState({ filters: ["unit"], sort: "name" });
  const page = usePage<Row>("/api/v1/people/", list.params);
  return (
    <ListPage
      title="Kişiler"
      list={list}
      page={page}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      searchLabel="Ad ya da dosya numarası"
      filters={[choiceFilter("unit", "Birim", [{ value: "e", label: "Engelliler" }])]}
      columns={[{ key: "name", header: "Ad soyad", isName: true, sortKey: "name", cell: (row) => row.name }]}
      bulk={[{ key: "x", label: "Dışa aktar", run: () => undefined }]}
      empty={<EmptyState title="Henüz kişi yok">İlk kişiyi kaydedin.</EmptyState>}
    />
  );
}

const page = (names: string[]) => ({ status: 200, json: { results: names.map((name) => ({ id: name, name })), next: null, previous: null, count: names.length } });

describe("a list", () => {
  it("asks with the filters of the address, shows them as chips and is accessible", async () => {
    const asked = answerWith(page(["Ayşe Işık", "Çağrı Öz"]));
    const { container } = await show(<People />, "/?unit=e&sort=-name");
    expect(await screen.findByRole("rowheader", { name: "Ayşe Işık" })).toBeInTheDocument();
    expect(asked[0]?.url).toContain("unit=e");
    expect(asked[0]?.url).toContain("sort=-name");
    expect(screen.getByRole("button", { name: "Birim süzgecini kaldır" })).toBeInTheDocument();
    expect(screen.getByRole("columnheader", { name: /Ad soyad/ })).toHaveAttribute("aria-sort", "descending");
    expect(await violations(container)).toEqual([]);
  });

  it("tells empty from nothing found", async () => {
    answerWith(page([]));
    await show(<People />);
    expect(await screen.findByText("Henüz kişi yok")).toBeInTheDocument();
  });

  it("offers to clear a search that finds nothing", async () => {
    answerWith(page([]));
    await show(<People />, "/?q=zzz");
    await userEvent.click(await screen.findByRole("button", { name: "Süzgeçleri temizle" }));
    await waitFor(() => expect(screen.getByText("Henüz kişi yok")).toBeInTheDocument());
  });

  it("never writes an identity number into the address, yet searches for it", async () => {
    const asked = answerWith(page(["Ayşe Işık"]));
    const { address } = await show(<People />);
    await userEvent.type(await screen.findByRole("searchbox"), "10000000146");
    await waitFor(() => expect(asked.at(-1)?.url).toContain("q=10000000146"));
    expect(address()).not.toContain("1000");
  });

  it("keeps bulk acts to the rows on the screen", async () => {
    answerWith(page(["Ayşe Işık", "Çağrı Öz"]));
    await show(<People />);
    await userEvent.click(await screen.findByRole("checkbox", { name: "Ayşe Işık kaydını seç" }));
    expect(screen.getByText("1 kayıt seçildi")).toBeInTheDocument();
  });

  it("says what happened when the server fails, with a way on", async () => {
    answerWith({ status: 500, json: { title: "Beklenmeyen bir arıza oluştu.", detail: "Yeniden deneyin." } });
    await show(<People />);
    expect(await screen.findByRole("alert")).toHaveTextContent("Beklenmeyen bir arıza oluştu.");
    expect(screen.getByRole("button", { name: "Yeniden dene" })).toBeInTheDocument();
  });

  it("says why and whom to ask where the right is missing", async () => {
    answerWith({ status: 403, json: { code: "no_right" } });
    await show(<People />);
    expect(await screen.findByText("Bu sayfa görev alanınızda değil")).toBeInTheDocument();
  });
});
