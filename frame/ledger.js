// A table whose headings sort it, and whose rows each give their sentence to take along.
export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".ledger");
  const said = place.querySelector(".ledger-said");
  const head = place.querySelector("thead tr");
  const body = place.querySelector("tbody");
  const table = JSON.parse(new TextDecoder().decode(data));
  const rows = table.rows.map((cells, at) => row(cells, at));

  function row(cells, at) {
    const line = document.createElement("tr");
    cells.forEach((text, column) => {
      const cell = document.createElement("td");
      cell.dataset.head = table.columns[column];
      cell.textContent = text;
      if (text.length > 60) cell.className = "ledger-long";
      line.append(cell);
    });
    const last = document.createElement("td");
    last.dataset.head = "";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy the sentence: ${table.sentences[at]}`);
    button.onclick = () => copy(table.sentences[at]);
    last.append(button);
    line.append(last);
    return line;
  }

  async function copy(sentence) {
    try {
      await navigator.clipboard.writeText(sentence);
      said.textContent = `Copied: ${sentence}`;
    } catch {
      // Without a clipboard the sentence stands there, marked, to be copied by hand.
      said.textContent = sentence;
      window.getSelection().selectAllChildren(said);
    }
  }

  function sort(column, heading) {
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of head.children) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const ranks = table.ranks[column];
    const blank = table.rows.map((cells) => cells[column] === "");
    const order = rows.map((_, at) => at);
    order.sort((one, two) => blank[one] - blank[two] || (down ? ranks[two] - ranks[one] : ranks[one] - ranks[two]) || one - two);
    body.replaceChildren(...order.map((at) => rows[at]));
    said.textContent = `Sorted by ${table.columns[column]}, ${down ? "highest or last" : "lowest or first"} first.`;
  }

  head.replaceChildren(
    ...table.columns.map((name, column) => {
      const heading = document.createElement("th");
      heading.scope = "col";
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.onclick = () => sort(column, heading);
      heading.append(button);
      return heading;
    }),
    Object.assign(document.createElement("td"), { textContent: "" }),
  );
  body.replaceChildren(...rows);
}
