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
