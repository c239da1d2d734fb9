import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import type { PartialDate } from "@/lib/dates";
import { show, violations } from "@/test/harness";

import { ConfirmWithReason } from "./ConfirmWithReason";
import { DateField, PartialDateField } from "./DateField";
import { Disclosure } from "./Disclosure";
import { GuardedButton } from "./GuardedButton";
import { PageHeader } from "./PageHeader";
import { ReportFigure } from "./ReportFigure";

describe("a special-category value", () => {
  it("is closed, asks for the purpose, is read once and forgotten on closing", async () => {
    const read = vi.fn(async () => "Ortopedik");
    const { container } = await show(
      <Disclosure label="Engel durumu" purposes={[{ value: "assessment", label: "Değerlendirme" }]} purpose="assessment" read={read}>
        {(value) => <p>{value}</p>}
      </Disclosure>,
    );
    const head = screen.getByRole("button", { name: /Engel durumu/ });
    expect(head).toHaveAttribute("aria-expanded", "false");
    expect(read).not.toHaveBeenCalled();
    await userEvent.click(head);
    expect(read).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole("button", { name: "Göster ve kayda geçir" }));
    expect(await screen.findByText("Ortopedik")).toBeInTheDocument();
    expect(read).toHaveBeenCalledWith("assessment");
    await userEvent.click(head);
    await userEvent.click(head);
    expect(screen.queryByText("Ortopedik")).not.toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });
});

describe("a guarded button", () => {
  it("says why it does not work, where to mend it, and does nothing", async () => {
    const act = vi.fn();
    await show(
      <GuardedButton onClick={act} obstacles={[{ message: "Rapor süresi dolmuş.", article: "Yönetmelik m. 9", to: "/belge" }]}>
        Tamamla
      </GuardedButton>,
    );
    const button = screen.getByRole("button", { name: "Tamamla" });
    expect(button).toHaveAccessibleDescription(/Rapor süresi dolmuş.*Yönetmelik m. 9/);
    await userEvent.click(button);
    expect(act).not.toHaveBeenCalled();
    expect(screen.getByRole("link", { name: "Rapor süresi dolmuş." })).toHaveAttribute("href", "/belge");
  });
});

describe("a confirmation with a reason", () => {
  it("goes on only with a reason long enough", async () => {
    const confirm = vi.fn();
    await show(<ConfirmWithReason title="Birleştir" confirmLabel="Birleştir" reasonMinLength={10} consequences={["Geri alınabilir."]} onConfirm={confirm} onClose={() => undefined} />);
    await userEvent.click(screen.getByRole("button", { name: "Birleştir" }));
    expect(screen.getByText("En az 10 harfli bir gerekçe yazın.")).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText("Gerekçe"), "Aynı kişi, iki kez kaydedilmiş");
    await userEvent.click(screen.getByRole("button", { name: "Birleştir" }));
    expect(confirm).toHaveBeenCalledWith("Aynı kişi, iki kez kaydedilmiş");
  });
});

function Dates({ onChange }: { onChange: (value: string | null) => void }) {
  const [value, setValue] = useState<string | null>(null);
  return (
    <DateField
      label="Kayıt tarihi"
      value={value}
      bound="past"
      onChange={(next) => {
        setValue(next);
        onChange(next);
      }}
    />
  );
}

function Birth({ onChange }: { onChange: (value: PartialDate) => void }) {
  const [value, setValue] = useState<PartialDate>({ value: null, precision: "unknown" });
  return (
    <PartialDateField
      label="Doğum tarihi"
      value={value}
      onChange={(next) => {
        setValue(next);
        onChange(next);
      }}
    />
  );
}

describe("a typed date", () => {
  it("becomes ISO, and keeps what is no date", async () => {
    const changed = vi.fn();
    await show(<Dates onChange={changed} />);
    const input = screen.getByLabelText("Kayıt tarihi");
    await userEvent.type(input, "21.11.2020");
    expect(changed).toHaveBeenLastCalledWith("2020-11-21");
    await userEvent.clear(input);
    await userEvent.type(input, "31.02.2020");
    await userEvent.tab();
    expect(changed).toHaveBeenLastCalledWith("31.02.2020");
    expect(input).toHaveValue("31.02.2020");
    expect(input).toHaveAccessibleDescription(/Bu bir tarih değil/);
  });

  it("may be a year alone, and says what it understood", async () => {
    const changed = vi.fn();
    await show(<Birth onChange={changed} />);
    await userEvent.type(screen.getByLabelText("Doğum tarihi"), "1980");
    expect(changed).toHaveBeenLastCalledWith({ value: "1980-01-01", precision: "year" });
    expect(screen.getByText("Yalnızca yıl: 1980")).toBeInTheDocument();
  });
});

describe("a figure", () => {
  it("is a table whose suppressed cell is said, never zero", async () => {
    const { container } = await show(
      <ReportFigure
        title="Engel grupları"
        caption="Kişi sayısı"
        labelHeader="Grup"
        rows={[
          { key: "a", label: "Görme", value: 64 },
          { key: "b", label: "Dil", value: null },
        ]}
        total={824}
        missing={37}
      />,
    );
    expect(screen.getByRole("row", { name: /Görme 64 %7,8/ })).toBeInTheDocument();
    expect(screen.getByRole("row", { name: /Dil Gizlilik nedeniyle gösterilmiyor/ })).toBeInTheDocument();
    expect(screen.getByRole("row", { name: /Bilgisi girilmemiş 37/ })).toBeInTheDocument();
    expect(await violations(container)).toEqual([]);
  });
});

describe("a page's heading", () => {
  it("keeps a name out of the tab", async () => {
    await show(<PageHeader title="Ayşe Nur Işıldar" documentTitle="Kişi 2026/0412" crumbs={[{ label: "Kişiler", to: "/kisiler" }]} />);
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Ayşe Nur Işıldar");
    expect(document.title).toBe("Kişi 2026/0412 · Omuz");
  });
});
