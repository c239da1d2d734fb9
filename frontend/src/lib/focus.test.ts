import { takeHeadingFocus, wantHeadingFocus, watchDialogs } from "./focus";

const settled = () => new Promise((resolve) => setTimeout(resolve, 80));

describe("the focus when what had it goes", () => {
  beforeAll(() => {
    // Nothing has a size in jsdom; what is connected counts as visible.
    HTMLElement.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
    watchDialogs();
  });

  beforeEach(() => {
    document.body.innerHTML = '<h1 tabindex="-1">Dosya</h1><section><h2>Taahhütname</h2><button id="a">Kaydet</button></section>';
    document.getElementById("a")?.focus();
  });

  it("goes back to the opener of a dialog", async () => {
    document.body.insertAdjacentHTML("beforeend", '<div role="dialog"><button id="in">Tamam</button></div>');
    document.getElementById("in")?.focus();
    document.querySelector("[role=dialog]")?.remove();
    await settled();
    expect(document.activeElement?.id).toBe("a");
  });

  it("goes to the section's heading when its act is no longer offered", async () => {
    document.getElementById("a")?.remove();
    await settled();
    expect(document.activeElement?.textContent).toBe("Taahhütname");
  });

  it("goes there too when the opener is drawn anew without itself after the dialog has gone", async () => {
    document.body.insertAdjacentHTML("beforeend", '<div role="dialog"><button id="in">Tamam</button></div>');
    document.getElementById("in")?.focus();
    document.querySelector("[role=dialog]")?.remove();
    await settled();
    document.getElementById("a")?.remove();
    await settled();
    expect(document.activeElement?.textContent).toBe("Taahhütname");
  });

  it("comes back to a button that was shut while its work ran", async () => {
    const button = document.getElementById("a") as HTMLButtonElement;
    // Browsers take the focus away from what is shut; jsdom has to be told, while it is still open.
    button.blur();
    button.disabled = true;
    await settled();
    expect(document.activeElement).toBe(document.body);
    button.disabled = false;
    await settled();
    expect(document.activeElement?.id).toBe("a");
  });

  it("stays away from a page that is replaced as a whole", async () => {
    document.querySelector("section")?.remove();
    await settled();
    expect(document.activeElement).toBe(document.body);
  });
});

it("reaches the new page's heading even when the page that is left was drawn once more", () => {
  document.body.innerHTML = '<h1 id="old" tabindex="-1">Askıya al</h1>';
  wantHeadingFocus();
  takeHeadingFocus(document.getElementById("old"));
  document.body.innerHTML = '<h1 id="new" tabindex="-1">Askıya alma</h1><button id="b">Tamam</button>';
  takeHeadingFocus(document.getElementById("new"));
  expect(document.activeElement?.id).toBe("new");
  // Who has moved on meanwhile is not called back.
  document.getElementById("b")?.focus();
  document.getElementById("new")?.remove();
  document.body.insertAdjacentHTML("afterbegin", '<h1 id="later" tabindex="-1">Başka</h1>');
  takeHeadingFocus(document.getElementById("later"));
  expect(document.activeElement?.id).toBe("b");
});
