// Returns what is wrong with the layout of the page as a list of sentences; an empty list is a good page.
() => {
  const wrong = [];
  const main = document.querySelector('[data-testid="stMain"]') || document.documentElement;
  for (const [name, box] of [["page", document.documentElement], ["main area", main]]) {
    if (box.scrollWidth > box.clientWidth + 1)
      wrong.push(`the ${name} scrolls sideways: ${box.scrollWidth} in ${box.clientWidth}`);
  }
  for (const chart of document.querySelectorAll(".drawn svg")) {
    const frame = chart.getBoundingClientRect();
    if (frame.right > window.innerWidth + 1 || frame.left < -1) wrong.push("a chart runs out of the window");
    const texts = [...chart.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
    for (const [words, box] of texts) {
      const out = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
      if (out > 1.5) wrong.push(`"${words}" is cut off by ${out.toFixed(1)} px`);
    }
    for (let i = 0; i < texts.length; i++)
      for (let j = i + 1; j < texts.length; j++) {
        const [a, b] = [texts[i][1], texts[j][1]];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        // The lines of one label stand close: the boxes of their letters share a few pixels of air.
        if (wide > 2 && high > 0.35 * Math.min(a.height, b.height))
          wrong.push(`"${texts[i][0]}" and "${texts[j][0]}" overlap`);
      }
  }
  return [...new Set(wrong)];
}
