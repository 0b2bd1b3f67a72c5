// Draws the window that Python sends. Text of a file goes in as text, never as markup.
export default function ({ data, parentElement, setTriggerValue }) {
  const table = parentElement.querySelector("table");
  if (!table || !data) return;
  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const [caption, head, body] = [table.caption, table.tHead, table.tBodies[0]];
  caption.textContent = data.caption;
  const letters = make("tr");
  letters.append(make("th", "", { "aria-label": "row" }));
  for (const letter of data.columns) letters.append(make("th", letter, { scope: "col" }));
  head.replaceChildren(letters);
  const isPicked = (row, col) => data.picked && data.picked[0] === row && data.picked[1] === col;
  const cellOf = (row, cell, col) => {
    const td = make("td", "", { role: "gridcell", tabindex: "-1", "data-place": `${row},${col}` });
    td.className = [cell.fate.split(" ")[0], "was" in cell ? "mended" : ""].join(" ").trim();
    if (cell.mark) td.append(make("b", cell.mark, { "aria-hidden": "true" }));
    if ("was" in cell) td.append(make("s", cell.was || "blank"));
    if (/^[0-9A-F]{6}$/i.test(cell.paint || "")) {
      const paint = make("i", "", { class: "paint", "aria-hidden": "true" });
      paint.style.background = `#${cell.paint}`;
      td.append(paint);
    }
    const unsaid = cell.read && !cell.text;
    td.append(make("span", unsaid ? cell.read : cell.text, { class: unsaid ? "text read" : "text" }));
    if (cell.read) td.title = `Read as: ${cell.read}`;
    const said = [cell.fate, "was" in cell ? "mended by hand" : ""].filter(Boolean).join(", ");
    if (said) td.append(make("span", ` (${said})`, { class: "said" }));
    if (isPicked(row, col)) td.setAttribute("aria-selected", "true");
    return td;
  };
  body.replaceChildren(...data.rows.map(({ row, cells }) => {
    const tr = make("tr");
    tr.append(make("th", String(row + 1), { scope: "row" }));
    tr.append(...cells.map((cell, at) => cellOf(row, cell, data.cols[at])));
    return tr;
  }));
  const cells = [...body.querySelectorAll("td")];
  const entry = body.querySelector("[aria-selected]") || cells[0];
  if (entry) entry.tabIndex = 0;
  if (data.picked && entry) {
    const around = parentElement.querySelector(".around");
    const [box, seen] = [entry.getBoundingClientRect(), around.getBoundingClientRect()];
    if (box.bottom > seen.bottom) around.scrollTop += box.bottom - seen.bottom + 8;
    if (box.right > seen.right) around.scrollLeft += box.right - seen.right + 8;
  }
  const pick = (td) => td && setTriggerValue("picked", td.dataset.place);
  body.onclick = (event) => pick(event.target.closest("td"));
  body.onkeydown = (event) => {
    const td = event.target.closest("td");
    if (!td) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pick(td);
      return;
    }
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: data.cols.length, ArrowUp: -data.cols.length };
    const next = cells[cells.indexOf(td) + (steps[event.key] || NaN)];
    if (!next) return;
    event.preventDefault();
    td.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
}
