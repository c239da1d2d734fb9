/** Words for screen readers: a state that changed without the focus moving ("Kaydedildi", "12 kişi bulundu"). */
type Listener = (message: string) => void;

let listener: Listener | null = null;

export function announce(message: string): void {
  listener?.(message);
}

export function onAnnounce(next: Listener): () => void {
  listener = next;
  return () => {
    if (listener === next) listener = null;
  };
}
