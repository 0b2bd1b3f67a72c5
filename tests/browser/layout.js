// Returns what is wrong with the layout of the page as a list of sentences; an empty list is a good page.
() => {
  const wrong = [];
  const main = document.querySelector('[data-testid="stMain"]') || document.documentElement;
  for (const [name, box] of [["page", document.documentElement], ["main area", main]]) {
    if (box.scrollWidth > box.clientWidth + 1)
      wrong.push(`the ${name} scrolls sideways: ${box.scrollWidth} in ${box.clientWidth}`);
  }
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    const frame = chart.getBoundingClientRect();
    if (frame.right > window.innerWidth + 1 || frame.left < -1) wrong.push("a chart runs out of the window");
    for (let box = chart; box && box !== main; box = box.parentElement) {
      const style = getComputedStyle(box);
      for (const [way, over] of [["X", box.scrollWidth - box.clientWidth], ["Y", box.scrollHeight - box.clientHeight]]) {
        if (over > 1 && ["auto", "scroll"].includes(style["overflow" + way]))
          wrong.push(`a scroll bar in a chart: ${box.className} overflows by ${over} (${way})`);
      }
    }
    const labels = [...chart.querySelectorAll("svg text")].filter((label) => label.textContent.trim());
    for (const label of labels) {
      if (label.closest(".hoverlayer") || getComputedStyle(label).visibility === "hidden") continue;
      const box = label.getBoundingClientRect();
      if (!box.width || !box.height) continue;
      const out = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
      if (out > 1.5) wrong.push(`"${label.textContent}" is cut off by ${out.toFixed(1)} px`);
    }
    for (const axis of [".xaxislayer-above", ".yaxislayer-above", ".legend"]) {
      for (const layer of chart.querySelectorAll(axis)) {
        const boxes = [...layer.querySelectorAll("text")]
          .filter((label) => label.textContent.trim())
          .map((label) => [label.textContent, label.getBoundingClientRect()]);
        for (let i = 0; i < boxes.length; i++)
          for (let j = i + 1; j < boxes.length; j++) {
            const [a, b] = [boxes[i][1], boxes[j][1]];
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 2 && high > 3) wrong.push(`"${boxes[i][0]}" and "${boxes[j][0]}" overlap`);
          }
      }
    }
  }
  return [...new Set(wrong)];
}
