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
