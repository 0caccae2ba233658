// Filters the access matrices; all else works without.
for (const form of document.querySelectorAll("form.filter")) {
  const table = document.getElementById(form.dataset.of).querySelector("table");
  const { column, words, allowed } = form.elements;
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);

  function filter() {
    const wanted = words.value.trim().toLowerCase();
    const chosen = column.value === "" ? undefined : Number(column.value) + 1;
    let shown = 0;
    for (const row of rows) {
      const cells = [...row.cells].slice(1).filter((_, index) => chosen === undefined || index + 1 === chosen);
      const mayBeDone = cells.some((cell) => cell.querySelector(":not(.no).answer"));
      row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted) || (allowed.checked && !mayBeDone);
      shown += row.hidden ? 0 : 1;
    }
    for (const row of [table.tHead.rows[0], ...rows]) {
      [...row.cells].forEach((cell, index) => (cell.hidden = chosen !== undefined && index > 0 && index !== chosen));
    }
    form.querySelector("output").value = `${shown} of ${rows.length} lines`;
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
}
