// Where the cells of a table stand.

// Returns the cells of a table by row and column; a merged one stands in all its places.
export function matrixOf(table) {
  const rows = Array.from(table.rows, () => []);
  for (const [y, row] of [...table.rows].entries()) {
    let x = 0;
    for (const cell of row.cells) {
      while (rows[y][x]) x += 1;
      for (let down = 0; down < cell.rowSpan && y + down < rows.length; down += 1) {
        for (let across = 0; across < cell.colSpan; across += 1) rows[y + down][x + across] = cell;
      }
      x += cell.colSpan;
    }
  }
  return rows;
}

// Returns the row and the column where a cell begins.
export function positionOf(rows, cell) {
  const y = rows.findIndex((row) => row.includes(cell));
  return [y, rows[y].indexOf(cell)];
}

// Returns the next cell with a figure in a direction; null when there is none.
export function neighbour(cell, down, across) {
  const rows = matrixOf(cell.closest("table"));
  let [y, x] = positionOf(rows, cell);
  for (;;) {
    y += down;
    x += across;
    const next = rows[y]?.[x];
    if (next === undefined) return null;
    if (next.dataset.cell && next !== cell) return next;
  }
}
