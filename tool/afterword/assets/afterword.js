/* Enhances Afterword's pages; every page is complete without it.
 *
 * - Times: the reader's local time is added to that of the page.
 * - Tables: those shown as cards stay tables for screen readers.
 * - Scripts that only some pages need, such as charts.js, are loaded from the same folder where a page asks for them.
 *
 * It loads nothing from another host, evaluates no text as code, and inserts text as text, never as HTML.
 */
"use strict";
(() => {
  // The address of this script is known only while it runs for the first time.
  const HERE = document.currentScript ? document.currentScript.src : "";

  /* ---- The reader's local time ---- */

  // The pages are in English, whatever language the browser is set to.
  const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
  const DAY_OF_BUILD = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" }); // of the current year
  const PAGE_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

  /**
   * Format an instant in the reader's time zone, with its day unless that is the day given before it.
   *
   * @param {Date} instant
   * @param {string} dayBefore
   */
  function localTime(instant, dayBefore) {
    return isOn(instant, dayBefore) ? CLOCK.format(instant) : `${DAY.format(instant)}, ${CLOCK.format(instant)}`;
  }

  /**
   * Tell whether an instant is on a day of the page, which may be written without its year.
   *
   * @param {Date} instant
   * @param {string} day
   */
  function isOn(instant, day) {
    return (/\d{4}$/.test(day) ? PAGE_DAY : DAY_OF_BUILD).format(instant) === day;
  }

  /** @param {HTMLTimeElement} element */
  function addLocalTime(element) {
    const start = new Date(element.dateTime);
    const end = element.dataset.awEnd ? new Date(element.dataset.awEnd) : null;
    if (!element.dateTime.endsWith("Z") || Number.isNaN(start.getTime()) || element.dataset.aw === "done") return;
    element.dataset.aw = "done";
    const text = element.textContent;
    const pageDay = (text.match(/\d{1,2} [A-Z][a-z]+( \d{4})?/) || [""])[0];
    const pageClock = (text.match(/\b\d\d:\d\d/) || [""])[0];
    if (CLOCK.format(start) === pageClock && (!pageDay || isOn(start, pageDay))) return;
    const last = end ? ` – ${localTime(end, PAGE_DAY.format(start))}` : "";
    const local = document.createElement("span");
    local.className = "aw-yours";
    local.textContent = ` (${localTime(start, pageDay)}${last} your time)`;
    // After the zone of the page's time.
    const zone = element.nextElementSibling;
    (zone && zone.matches(".aw-zone") ? zone : element).after(local);
  }

  /* ---- Scripts that only some pages need ---- */

  /** @type {Set<string>} */
  const loaded = new Set();
  /** Load the scripts that elements of the page name with `data-aw-script`, each once. */
  function loadScripts() {
    for (const element of document.querySelectorAll("[data-aw-script]")) {
      const { dataset } = element;
      if (loaded.has(dataset.awScript)) continue;
      if (element.matches("details:not([open])") && !location.search) {
        element.addEventListener("toggle", loadScripts, { once: true }); // not needed while it is closed
        continue;
      }
      if ("awNear" in dataset) near.observe(element);
      else loadScript(dataset.awScript);
    }
  }

  /** @param {string} name */
  function loadScript(name) {
    if (loaded.has(name)) return;
    loaded.add(name);
    const script = document.createElement("script");
    script.src = new URL(`${name}.js`, HERE).href;
    document.head.append(script);
  }

  // Elements with `data-aw-near` load their script once they come near the screen.
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        loadScript(target.dataset.awScript);
      }
    },
    { rootMargin: "200px" },
  );

  /* ---- Tables as cards ---- */

  // On a phone, the rows and cells of a table are blocks, and some browsers then tell screen readers nothing of the table.
  const AS_CARDS = window.matchMedia("(max-width: 44.9844em)");
  const ROLES = {
    ".aw-cards": "table",
    ".aw-cards > thead, .aw-cards > tbody": "rowgroup",
    ".aw-cards tr": "row",
    ".aw-cards td": "cell",
    ".aw-cards th[scope=col]": "columnheader",
    ".aw-cards th[scope=row]": "rowheader",
  };

  function keepTables() {
    if (!AS_CARDS.matches) return;
    for (const [selector, role] of Object.entries(ROLES)) {
      for (const element of document.querySelectorAll(selector)) element.setAttribute("role", role);
    }
  }

  AS_CARDS.addEventListener("change", keepTables);

  /* ---- When a page is shown ---- */

  function enhance() {
    loadScripts();
    keepTables();
    for (const element of document.querySelectorAll("time[data-aw]")) addLocalTime(element);
  }

  function begin() {
    // Material's instant navigation replaces the page without loading a new one, and emits on `document$`.
    if (window.document$) window.document$.subscribe(enhance);
    else enhance();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
