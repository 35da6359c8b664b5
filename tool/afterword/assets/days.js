/* Days by keys and pointer: strips and calendars can be walked from day to day, and a panel tells of each.
 *
 * The panel of a day with trouble shows what the day's row in the table says, with the links to its records. It follows
 * pointer and focus; a click or Enter keeps it open, so that its links can be reached, and Escape closes it.
 */
"use strict";
(() => {
  // By how many days a key leads on: a strip is a row, a calendar has a week in each column.
  /** @type {Record<string, number>} */
  const IN_STRIP = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 };
  /** @type {Record<string, number>} */
  const IN_CALENDAR = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };

  /**
   * Make the days of a figure a toolbar: one stop for Tab, the arrow keys from day to day.
   *
   * @param {Days} days
   * @param {Map<string, HTMLTableRowElement>} rows
   */
  function makeWalkable(days, rows) {
    const box = days.parentElement;
    const panel = box.querySelector(".aw-said");
    const cells = [...days.querySelectorAll(".aw-day")];
    if (!cells.length || !panel || days.getAttribute("role") === "toolbar") return;
    const inCalendar = box.matches(".aw-calendar");
    const steps = inCalendar ? IN_CALENDAR : IN_STRIP;
    const rowOf = new Map(cells.map((cell, number) => [cell, rows.get(`${box.id} ${number}`)]));
    let current = cells[cells.length - 1];
    /** @type {Day | null} */
    let shown = null;
    let kept = false;

    days.setAttribute("role", "toolbar");
    for (const drawing of days.querySelectorAll("svg")) {
      drawing.setAttribute("role", "presentation");
      drawing.removeAttribute("aria-label");
    }
    for (const cell of cells) {
      const title = cell.querySelector("title");
      cell.setAttribute("role", "button");
      cell.setAttribute("aria-label", title.textContent);
      cell.setAttribute("tabindex", cell === current ? "0" : "-1");
      if (rowOf.get(cell)) cell.setAttribute("aria-expanded", "false");
      title.remove(); // else the browser shows it over the panel
    }

    /**
     * Show what there is to say of a day, or nothing; only what is kept open is on Tab's way.
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
     * Find the day that a key leads to, if it is one of these keys.
     *
     * @param {string} key
     */
    function goal(key) {
      const there = visible(cells, days, inCalendar);
      const last = there.length - 1;
      if (key === "Home") return there[0];
      if (key === "End") return there[last];
      if (!(key in steps)) return null;
      const now = there.includes(current) ? there.indexOf(current) : last;
      const wanted = now + steps[key];
      return inCalendar && (wanted < 0 || wanted > last) ? current : there[Math.min(Math.max(wanted, 0), last)];
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
      const next = chosen ? current : goal(event.key);
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
   * Write what a day is called, and of a day with trouble what its row says.
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
    const told = [...row.cells].slice(-2).map((from) => {
      const line = document.createElement("p");
      line.append(...from.cloneNode(true).childNodes);
      return line;
    });
    panel.replaceChildren(day, ...told);
  }

  /**
   * Put the panel under the drawing that the day is in, or above it at the end of the screen, and near to the day.
   *
   * @param {HTMLElement} panel
   * @param {Day} cell
   * @param {HTMLElement} box
   */
  function place(panel, cell, box) {
    const around = box.getBoundingClientRect();
    const day = cell.getBoundingClientRect();
    const wanted = day.left + day.width / 2 - around.left - panel.offsetWidth / 2;
    panel.style.left = `${Math.max(Math.min(wanted, around.width - panel.offsetWidth), 0)}px`;
    const { top, bottom } = cell.ownerSVGElement.getBoundingClientRect();
    const isLow = bottom + panel.offsetHeight > window.innerHeight && top > panel.offsetHeight;
    panel.style.top = `${(isLow ? top - panel.offsetHeight : bottom) - around.top}px`;
  }

  /**
   * Leave out the days that a narrow screen does not show.
   *
   * @param {Day[]} cells
   * @param {HTMLElement} days
   * @param {boolean} inCalendar
   */
  function visible(cells, days, inCalendar) {
    if (inCalendar) return cells; // all of them can be scrolled to
    const edge = days.getBoundingClientRect().left;
    return cells.filter((cell) => cell.getBoundingClientRect().left >= edge);
  }

  /**
   * Find the day that the pointer is at or beside: quiet days are drawn small.
   *
   * @param {Day[]} cells
   * @param {MouseEvent} event
   */
  function nearest(cells, event) {
    let best = cells[0];
    let least = Infinity;
    for (const cell of cells) {
      const box = cell.getBoundingClientRect();
      const far = Math.hypot(event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2);
      if (far < least) [best, least] = [cell, far];
    }
    return best;
  }

  function dress() {
    const rows = new Map();
    for (const row of document.querySelectorAll("tr[data-aw-day]")) rows.set(row.dataset.awDay, row);
    for (const days of document.querySelectorAll(".aw-days")) makeWalkable(days, rows);
  }

  // Material's instant navigation puts pages into the one that is there, and says so on `document$`.
  if (window.document$) window.document$.subscribe(dress);
  else dress();
})();
