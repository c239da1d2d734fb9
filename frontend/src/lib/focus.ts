import { useEffect, useRef } from "react";

/**
 * After a navigation the heading of the new page takes the focus, so that a screen reader starts there and Tab goes on
 * from there. The heading may arrive later than the address (lazy code, data), so the wish is kept until it is met.
 */
let isWanted = false;

export function wantHeadingFocus(): void {
  isWanted = true;
}

let taker: HTMLElement | null = null;

export function takeHeadingFocus(heading: HTMLElement | null): void {
  if (!heading) return;
  // The page that is left may be drawn once more under the new address: its heading then takes the wish with it.
  const hasTakenItAlong = taker !== null && !taker.isConnected && document.activeElement === document.body;
  if (!isWanted && !hasTakenItAlong) return;
  isWanted = false;
  taker = heading;
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

interface Place {
  control: HTMLElement;
  section: Element | null;
}

/**
 * Nobody is left nowhere. When a dialog that is drawn only while it is open goes, the control that had the focus last
 * outside of dialogs gets it back, whether the dialog's code asks for it or not. Where the control itself has gone,
 * then or when the page is read anew (its act is done, so it is no longer offered), the heading of its section takes it.
 * A button that was shut while its work ran gets it back when it is open again.
 */
export function watchDialogs(): void {
  let before: Place[] = [];
  let open: Element | null = null;
  const isLost = () => document.activeElement === document.body && !document.querySelector(DIALOG);
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    const dialog = target.closest(DIALOG);
    if (dialog) open = dialog;
    else before = [{ control: target, section: target.closest("section") }, ...before.filter((one) => one.control !== target)].slice(0, REMEMBERED);
  });
  const giveBack = () => {
    if (!isLost()) return;
    const heading = before[0]?.section?.isConnected ? before[0].section.querySelector<HTMLElement>("h2, h3") : null;
    const [last, ...earlier] = before.map(({ control }) => (stands(control) ? control : null));
    const place = last ?? heading ?? earlier.find(Boolean) ?? document.querySelector("h1");
    if (place === heading) heading?.setAttribute("tabindex", "-1");
    place?.focus({ preventScroll: true });
  };
  new MutationObserver((changes) => {
    const isGone = open !== null && !open.isConnected;
    if (isGone) open = null;
    const [last] = before;
    // The page that replaces a whole section cares for itself: a navigation ends at the new heading.
    const isOrphan = !open && last !== undefined && !last.control.isConnected && last.section?.isConnected;
    // A button that was shut while its work ran, and is open again.
    const isBack = !open && changes.some(({ type, target }) => type === "attributes" && target === last?.control && !last.control.hasAttribute("disabled"));
    // After the others that care for the focus: whoever has it by then keeps it.
    if (isGone || ((isOrphan || isBack) && isLost())) setTimeout(giveBack, 50);
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
}

const stands = (control: HTMLElement) => control.isConnected && control.getClientRects().length > 0;
