/* Keyboard and pointer for day bars and calendars: users move from day to day, and a panel describes each.
 *
 * For a day with trouble, the panel shows the day's row of the table, with links to its records. It follows the pointer
 * and the focus; a click or Enter keeps it open, so that its links can be reached, and Escape closes it.
 */
"use strict";
(() => {
  // How many days a key moves by: a bar is a row, a calendar has a week in each column.
  /** @type {Record<string, number>} */
  const IN_BAR = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 };
  /** @type {Record<string, number>} */
  const IN_CALENDAR = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };

  /**
   * Give a compact bar cells of its own for its plain days, which it shares with other bars.
   *
   * @param {Days} days
   */
  function unfold(days) {
    for (const use of days.querySelectorAll("use")) {
      /** @type {Map<string | null, Element[]>} */
      const own = new Map();
      for (const cell of days.querySelectorAll("rect")) {
        const key = cell.getAttribute("x");
        own.set(key, [...(own.get(key) || []), cell]);
      }
      const shared = document.getElementById((use.getAttribute("xlink:href") || "").slice(1));
      const cells = [...(shared?.querySelectorAll("rect:not(.aw-fill)") || [])];
      use.parentElement?.replaceChildren(...cells.flatMap((cell) => own.get(cell.getAttribute("x")) || [cell.cloneNode(true)]));
    }
  }

  /**
   * Make the days of a chart a toolbar: a single tab stop, and arrow keys that move from day to day.
   *
   * @param {Days} days
   * @param {Map<string, HTMLTableRowElement>} rows
   */
  function makeToolbar(days, rows) {
    const box = days.parentElement;
    const panel = box.querySelector(".aw-said");
    unfold(days);
    const cells = [...days.querySelectorAll("rect:not(.aw-fill)")];
    if (!cells.length || !panel || days.getAttribute("role") === "toolbar") return;
    const inCalendar = box.matches(".aw-calendar");
    const steps = inCalendar ? IN_CALENDAR : IN_BAR;
    const rowOf = new Map(cells.map((cell, number) => [cell, rows.get(`${box.id} ${number}`)]));
    let current = cells[cells.length - 1];
    /** @type {Day | null} */
    let shown = null;
    let kept = false;

    days.setAttribute("role", "toolbar");
    for (const drawing of days.querySelectorAll("svg")) {
      drawing.setAttribute("role", "none");
      drawing.removeAttribute("aria-label");
    }
    for (const cell of cells) {
      const title = cell.querySelector("title");
      cell.setAttribute("role", "button");
      cell.setAttribute("aria-label", title.textContent);
      cell.setAttribute("tabindex", cell === current ? "0" : "-1");
      if (rowOf.get(cell)) cell.setAttribute("aria-expanded", "false");
      title.remove(); // or the browser shows it over the panel
    }

    /**
     * Show the panel of a day, or none. Its links are tab stops only while it is kept open.
     *
     * @param {Day | null} cell
     * @param {boolean} [keep]
     */
    function show(cell, keep) {
      if (shown) {
        shown.classList.remove("aw-pointed");
        if (rowOf.get(shown)) shown.setAttribute("aria-expanded", "false");
      }
      if (cell && cell !== shown) fill(panel, cell, rowOf.get(cell));
      shown = cell;
      kept = Boolean(cell && keep);
      panel.hidden = !cell;
      box.classList.toggle("aw-tells", Boolean(cell));
      if (!cell) return;
      cell.classList.add("aw-pointed");
      if (rowOf.get(cell)) cell.setAttribute("aria-expanded", String(kept));
      for (const link of panel.querySelectorAll("a")) link.tabIndex = kept ? 0 : -1;
      place(panel, cell, box);
    }

    /** @param {Day} cell */
    function moveTo(cell) {
      current.setAttribute("tabindex", "-1");
      current = cell;
      current.setAttribute("tabindex", "0");
      current.focus({ preventScroll: !inCalendar });
    }

    /**
     * Return the day that a key moves to, or null for any other key.
     *
     * @param {string} key
     */
    function target(key) {
      const last = cells.length - 1;
      if (key === "Home") return cells[0];
      if (key === "End") return cells[last];
      if (!(key in steps)) return null;
      const wanted = cells.indexOf(current) + steps[key];
      return inCalendar && (wanted < 0 || wanted > last) ? current : cells[Math.min(Math.max(wanted, 0), last)];
    }

    box.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.key === "Escape" && shown) {
        if (panel.contains(document.activeElement)) current.focus();
        show(null);
        return;
      }
      if (event.target !== current) return;
      const chosen = event.key === "Enter" || event.key === " ";
      const next = chosen ? current : target(event.key);
      if (!next) return;
      event.preventDefault();
      if (chosen) show(current, !kept);
      else moveTo(next);
    });
    box.addEventListener("focusin", (event) => {
      if (event.target === current) show(current, kept && shown === current);
    });
    box.addEventListener("focusout", (event) => {
      const goingTo = event.relatedTarget;
      if (!panel.contains(goingTo) && !days.contains(goingTo)) show(null);
    });
    days.addEventListener("pointermove", (event) => {
      const cell = nearest(cells, event);
      if (!kept && cell !== shown) show(cell);
    });
    box.addEventListener("pointerleave", () => {
      if (!kept) show(days.contains(document.activeElement) ? current : null);
    });
    days.addEventListener("click", (event) => {
      const cell = nearest(cells, event);
      const again = kept && cell === shown;
      moveTo(cell);
      show(again ? null : cell, true);
    });
  }

  /**
   * Write the name of a day and its level; for a day with trouble, the content of its row in the table.
   *
   * @param {HTMLElement} panel
   * @param {Day} cell
   * @param {HTMLTableRowElement | undefined} row
   */
  function fill(panel, cell, row) {
    const [name, ...rest] = cell.getAttribute("aria-label").split(": ");
    const day = document.createElement("strong");
    day.textContent = name;
    if (!row) {
      panel.replaceChildren(day, `: ${rest.join(": ")}`);
      return;
    }
    const lines = [...row.cells].slice(-2).map((cellOfRow) => {
      const line = document.createElement("p");
      line.append(...cellOfRow.cloneNode(true).childNodes);
      return line;
    });
    panel.replaceChildren(day, ...lines);
  }

  /**
   * Place the panel near the day: below its drawing, or above it if there is no room on the screen.
   *
   * @param {HTMLElement} panel
   * @param {Day} cell
   * @param {HTMLElement} box
   */
  function place(panel, cell, box) {
    const outer = box.getBoundingClientRect();
    const day = cell.getBoundingClientRect();
    const wanted = day.left + day.width / 2 - outer.left - panel.offsetWidth / 2;
    panel.style.left = `${Math.max(Math.min(wanted, outer.width - panel.offsetWidth), 0)}px`;
    const { top, bottom } = cell.ownerSVGElement.getBoundingClientRect();
    const isLow = bottom + panel.offsetHeight > window.innerHeight && top > panel.offsetHeight;
    panel.style.top = `${(isLow ? top - panel.offsetHeight : bottom) - outer.top}px`;
  }

  /**
   * Return the day nearest to the pointer: days without trouble are too small to hit.
   *
   * @param {Day[]} cells
   * @param {MouseEvent} event
   */
  function nearest(cells, event) {
    let best = cells[0];
    let leastDistance = Infinity;
    for (const cell of cells) {
      const box = cell.getBoundingClientRect();
      const distance = Math.hypot(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2);
      if (distance < leastDistance) [best, leastDistance] = [cell, distance];
    }
    return best;
  }

  function start() {
    const rows = new Map();
    for (const row of document.querySelectorAll("tr[data-aw-day]")) rows.set(row.dataset.awDay, row);
    for (const days of document.querySelectorAll(".aw-days")) makeToolbar(days, rows);
  }

  document.addEventListener("afterword:content", start);
  document.addEventListener("afterword:page", start);
  start();
})();
