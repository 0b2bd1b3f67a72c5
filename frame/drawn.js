// Shows the picture that fits the window, and says what a part of it stands for to who points at it or taps on it.
const FROM_POINTER = 14;

export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".drawn");
  const note = parentElement.querySelector(".drawn-note");
  const pictures = JSON.parse(new TextDecoder().decode(data));
  const widths = Object.keys(pictures).map(Number).sort((one, other) => other - one);
  let shown = null;

  function draw() {
    const width = widths.find((least) => window.innerWidth >= least);
    if (width !== shown) {
      shown = width;
      place.innerHTML = pictures[width];
      note.hidden = true;
    }
  }

  function tell(event) {
    const part = event.target.closest("[data-note]");
    note.hidden = !part;
    if (!part) return;
    note.textContent = part.dataset.note;
    const left = Math.min(event.clientX + FROM_POINTER, window.innerWidth - note.offsetWidth - FROM_POINTER);
    const below = event.clientY + FROM_POINTER;
    const fits = below + note.offsetHeight < window.innerHeight;
    note.style.left = `${Math.max(0, left)}px`;
    note.style.top = `${fits ? below : event.clientY - note.offsetHeight - FROM_POINTER}px`;
  }

  function hush() {
    note.hidden = true;
  }

  draw();
  window.addEventListener("resize", draw);
  place.addEventListener("pointermove", tell);
  place.addEventListener("pointerdown", tell);
  place.addEventListener("pointerleave", hush);
  return () => {
    window.removeEventListener("resize", draw);
    place.removeEventListener("pointermove", tell);
    place.removeEventListener("pointerdown", tell);
    place.removeEventListener("pointerleave", hush);
  };
}
