import { useEffect, useRef } from "react";

/**
 * After a navigation the heading of the new page takes the focus, so that a screen reader starts there and Tab goes on
 * from there. The heading may arrive later than the address (lazy code, data), so the wish is kept until it is met.
 */
let isWanted = false;

export function wantHeadingFocus(): void {
  isWanted = true;
}

export function takeHeadingFocus(heading: HTMLElement | null): void {
  if (!isWanted || !heading) return;
  isWanted = false;
  heading.focus({ preventScroll: true });
}

/** Gives the focus back to what opened a dialog that is drawn only while it is open, when it goes. */
export function useReturnFocus(): void {
  // Read while drawing: the dialog takes the focus as soon as it stands.
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const before = opener.current;
    return () => {
      // After the dialog has let go of the focus. Whoever has moved on meanwhile is not called back.
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, []);
}

const DIALOG = "[role=dialog]";
/** As many steps back as one goes to find an opener that still stands: the last of them may be an entry of a menu. */
const REMEMBERED = 4;

/**
 * Every dialog that is drawn only while it is open gives the focus back when it goes, whether its code asks for it or
 * not: to the control that had it last outside of dialogs, or to the page's heading where none of them stands any more.
 */
export function watchDialogs(): void {
  let before: HTMLElement[] = [];
  let open: Element | null = null;
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const dialog = target.closest(DIALOG);
    if (dialog) open = dialog;
    else before = [target, ...before.filter((one) => one !== target)].slice(0, REMEMBERED);
  });
  new MutationObserver(() => {
    if (!open || open.isConnected) return;
    open = null;
    // After the others that care for the focus: whoever has it by then keeps it.
    setTimeout(() => {
      if (document.activeElement !== document.body || document.querySelector(DIALOG)) return;
      const opener = before.find((one) => one.isConnected && one.getClientRects().length > 0) ?? document.querySelector("h1");
      opener?.focus({ preventScroll: true });
    }, 50);
  }).observe(document.body, { childList: true, subtree: true });
}
