/* What scripts add to Afterword's pages. Every page is complete without it.
 *
 * - Times: the viewer's own clock time stands beside that of the page.
 * - What only some pages need is loaded where they ask for it: charts.js, days.js and the others beside this file.
 *
 * It loads nothing from another host, runs no text as code, and writes text as text.
 */
"use strict";
(() => {
  // Only while the script runs for the first time does the browser say where it came from.
  const HERE = document.currentScript ? document.currentScript.src : "";

  /* ---- The viewer's own time ---- */

  // The pages are in English, whatever the browser's language is.
  const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
  const PAGE_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

  /**
   * Say an instant in the viewer's time, with its day only where that is not the day before it.
   *
   * @param {Date} instant
   * @param {string} dayBefore
   */
  function said(instant, dayBefore) {
    const day = PAGE_DAY.format(instant);
    return day === dayBefore ? CLOCK.format(instant) : `${DAY.format(instant)}, ${CLOCK.format(instant)}`;
  }

  /** @param {HTMLTimeElement} element */
  function addOwnTime(element) {
    const start = new Date(element.dateTime);
    const end = element.dataset.awEnd ? new Date(element.dataset.awEnd) : null;
    if (!element.dateTime.endsWith("Z") || Number.isNaN(start.getTime()) || element.dataset.aw === "told") return;
    element.dataset.aw = "told";
    const text = element.textContent;
    const pageDay = (text.match(/\d{1,2} [A-Z][a-z]+ \d{4}/) || [""])[0];
    const pageClock = (text.match(/\b\d\d:\d\d/) || [""])[0];
    if (CLOCK.format(start) === pageClock && (!pageDay || PAGE_DAY.format(start) === pageDay)) return;
    const last = end ? ` – ${said(end, PAGE_DAY.format(start))}` : "";
    const own = document.createElement("span");
    own.className = "aw-yours";
    own.textContent = ` (${said(start, pageDay)}${last} your time)`;
    // After the zone, which belongs to the time of the page.
    const zone = element.nextElementSibling;
    (zone && zone.matches(".aw-zone") ? zone : element).after(own);
  }

  /* ---- What only some pages need ---- */

  /** @type {Set<string>} */
  const fetched = new Set();
  /** Load the scripts that elements of the page name with `data-aw-script`, each once, from beside this one. */
  function fetchScripts() {
    for (const element of document.querySelectorAll("[data-aw-script]")) {
      const { dataset } = element;
      if (fetched.has(dataset.awScript)) continue;
      if (element.matches("details:not([open])") && !location.search) {
        element.addEventListener("toggle", fetchScripts, { once: true }); // nobody has asked for it yet
        continue;
      }
      if ("awNear" in dataset) near.observe(element);
      else fetchScript(dataset.awScript);
    }
  }

  /** @param {string} name */
  function fetchScript(name) {
    if (fetched.has(name)) return;
    fetched.add(name);
    const script = document.createElement("script");
    script.src = new URL(`${name}.js`, HERE).href;
    document.head.append(script);
  }

  // Elements with `data-aw-near` ask for their script once they come near the screen.
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        fetchScript(target.dataset.awScript);
      }
    },
    { rootMargin: "200px" },
  );

  /* ---- When to do it ---- */

  function dress() {
    fetchScripts();
    for (const element of document.querySelectorAll("time[data-aw]")) addOwnTime(element);
  }

  function begin() {
    // Material's instant navigation puts pages into the one that is there, and says so on `document$`.
    if (window.document$) window.document$.subscribe(dress);
    else dress();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
