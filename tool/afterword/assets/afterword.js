/* Enhances Afterword's pages; every page is complete without it.
 *
 * - Times: they are in the zone of the page, or in that of the reader; a switch remembers which, hovering shows the other.
 * - Tables: those shown as cards stay tables for screen readers.
 * - Scripts that only some pages need, such as charts.js, are loaded from the same folder where a page asks for them.
 *
 * It loads nothing from another host, evaluates no text as code, and inserts text as text, never as HTML.
 */
"use strict";
(() => {
  // The address of this script is known only while it runs for the first time.
  const HERE = document.currentScript ? document.currentScript.src : "";

  /* ---- Times in the zone of the page, or in that of the reader ---- */

  /** @type {TimeWords} */
  // @ts-expect-error - see there
  const WORDS = {}; // the build writes the words of the catalogue here
  const CHOICE = "afterword-times";
  // Times are in the language of the pages, whatever language the browser is set to; clock times look the same in all.
  const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const EXACT_CLOCK = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", hourCycle: "h23" });
  const DAY = new Intl.DateTimeFormat(WORDS.locale, { day: "numeric", month: "long", year: "numeric" });
  const DAY_OF_BUILD = new Intl.DateTimeFormat(WORDS.locale, { day: "numeric", month: "long" }); // of the current year
  const ZONE = new Intl.DateTimeFormat(WORDS.locale, { timeZoneName: "short" });
  /** @type {WeakMap<HTMLTimeElement, PageTime | null>} */
  const times = new WeakMap();

  /** @param {Date} instant */
  function zoneName(instant) {
    const part = ZONE.formatToParts(instant).find(({ type }) => type === "timeZoneName");
    return part ? part.value.replace(/^GMT(?=[+-])/, "UTC") : "";
  }

  /**
   * Return the day of the reader as ISO 8601.
   *
   * @param {Date} instant
   */
  const dayHere = (instant) => new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

  /**
   * Find the name of the zone after a time: after both times of a period, each of which may have its own.
   *
   * @param {HTMLTimeElement} element
   */
  function zoneAfter(element) {
    const start = element.previousElementSibling?.matches("time[data-aw]");
    let next = element.nextElementSibling;
    if (!start && next?.matches("time[data-aw]")) next = next.nextElementSibling;
    const last = next?.nextElementSibling;
    return start && next?.matches(".aw-zone") && last?.matches(".aw-zone") ? last : next?.matches(".aw-zone") ? next : null;
  }

  /**
   * Read a time as the page has it; null if the reader's clock says the same.
   *
   * @param {HTMLTimeElement} element
   * @returns {PageTime | null}
   */
  function read(element) {
    const instant = new Date(element.dateTime);
    const text = element.textContent;
    const [clock] = text.match(/\d\d:\d\d(:\d\d)?/) || [""];
    if (!element.dateTime.endsWith("Z") || Number.isNaN(instant.getTime()) || !clock) return null;
    const day = element.querySelector(".aw-day")?.textContent.slice(0, -WORDS.before_clock.length) || "";
    const format = /\d{4}/.test(day) || !day ? DAY : DAY_OF_BUILD;
    const here = (clock.length > 5 ? EXACT_CLOCK : CLOCK).format(instant);
    const isSameDay = day ? format.format(instant) === day : dayHere(instant) === element.dataset.aw;
    if (here === clock && isSameDay) return null;
    const zone = zoneAfter(element);
    const [about] = text.match(/^\D*/) || [""];
    const nodes = [...element.childNodes];
    return { instant, text, about, day: format.format(instant), clock: here, nodes, zone, zoneText: zone?.textContent || "" };
  }

  /**
   * Return the day that is in sight above a time, so that the time needs none.
   *
   * @param {HTMLTimeElement} element
   */
  function dayInSight(element) {
    const before = element.previousElementSibling;
    if (before instanceof HTMLTimeElement && before.matches("[data-aw]")) return dayHere(new Date(before.dateTime));
    return element.dataset.aw || element.closest("[data-aw-heading]")?.dataset.awHeading || "";
  }

  /**
   * Find the heading of a day above a time.
   *
   * @param {HTMLTimeElement} element
   */
  function headingAbove(element) {
    const section = element.closest("[data-aw-heading]");
    let item = section || element.closest(".aw-updates > li, .aw-events > li");
    while (item && !item.querySelector(":scope > :is(h3, .aw-of-day)")) item = item.previousElementSibling;
    return item?.querySelector(":scope > :is(h3, .aw-of-day)");
  }

  /**
   * Name the zone of the page in the heading of a day while the times below it are in the reader's: it is not their day.
   *
   * @param {HTMLTimeElement} element
   * @param {string} zoneText
   * @param {boolean} isHere
   */
  function showHeading(element, zoneText, isHere) {
    const heading = headingAbove(element);
    const shown = heading?.querySelector(".aw-zone");
    if (!isHere) shown?.remove();
    if (!isHere || !heading || shown) return;
    const zone = document.createElement("span");
    zone.className = "aw-zone";
    zone.textContent = `\u00a0${zoneText}`;
    heading.append(zone);
  }

  /**
   * Show a time in one of the two zones, and in the other one on hover.
   *
   * @param {HTMLTimeElement} element
   * @param {PageTime} time
   * @param {boolean} isHere
   */
  function showTime(element, { instant, text, about, day, clock, nodes, zone, zoneText }, isHere) {
    const name = zoneName(instant);
    if (zone) zone.textContent = isHere ? name : zoneText;
    if (zone) showHeading(element, zoneText, isHere);
    if (!isHere) {
      element.replaceChildren(...nodes);
      element.title = `${about}${day}${WORDS.before_clock}${clock} ${name} (${WORDS.yours})`;
      return;
    }
    const shown = document.createElement("span");
    shown.className = "aw-day aw-here";
    shown.textContent = day + WORDS.before_clock;
    const inSight = dayInSight(element) === dayHere(instant);
    element.replaceChildren(about, ...(inSight ? [] : [shown]), clock);
    element.title = `${text} ${zoneText}`.trim();
  }

  const isHereChosen = () => {
    try {
      return localStorage.getItem(CHOICE) === "reader";
    } catch {
      return false; // the browser keeps nothing
    }
  };

  /** @returns {HTMLButtonElement} */
  function makeSwitch() {
    const button = document.createElement("button");
    button.type = "button";
    button.id = "aw-times";
    button.className = "md-header__button aw-times";
    const text = document.createElement("span");
    text.textContent = WORDS.yours_short;
    button.append(text);
    button.addEventListener("click", () => {
      try {
        localStorage.setItem(CHOICE, isHereChosen() ? "page" : "reader");
      } catch {
        button.dataset.here = button.dataset.here ? "" : "true";
      }
      showTimes();
    });
    // In the header nothing moves when it appears.
    const inner = document.querySelector(".md-header__inner");
    const after = inner?.querySelector(":scope > form.md-header__option, :scope > label[for='__search'], :scope > .md-search");
    if (inner) inner.insertBefore(button, after || null);
    else document.querySelector("#title")?.before(button);
    return button;
  }

  /** Show all times of the page in the chosen zone, with a switch if the reader's clock differs from the page's. */
  function showTimes() {
    const found = [];
    for (const element of document.querySelectorAll("time[data-aw]")) {
      if (!times.has(element)) times.set(element, read(element));
      const time = times.get(element);
      if (time) found.push({ element, time });
    }
    /** @type {HTMLButtonElement | null} */
    let button = document.querySelector("#aw-times");
    if (!found.length && !button) return;
    button ??= makeSwitch();
    const isHere = isHereChosen() || Boolean(button.dataset.here);
    button.hidden = !found.length;
    button.setAttribute("aria-pressed", String(isHere));
    button.title = isHere ? WORDS.show_page : WORDS.show_yours;
    for (const { element, time } of found) showTime(element, time, isHere);
  }

  /* ---- Scripts that only some pages need ---- */

  /** @type {Set<string>} */
  const loaded = new Set();
  /** Load the scripts that elements of the page name with `data-aw-script`, each once. */
  function loadScripts() {
    for (const element of document.querySelectorAll("[data-aw-script]")) {
      const { dataset } = element;
      if (loaded.has(dataset.awScript)) continue;
      if (element.matches("details:not([open])") && !location.search && !isSought(element)) {
        element.addEventListener("toggle", loadScripts, { once: true }); // not needed while it is closed
        continue;
      }
      if ("awNear" in dataset) near.observe(element);
      else loadScript(dataset.awScript);
    }
  }

  /**
   * Return whether the address of the page leads to an entry that is not on it, but on a page to which a fold leads.
   *
   * @param {HTMLElement} fold
   */
  function isSought({ dataset }) {
    const id = location.hash.slice(1);
    return Boolean(dataset.awHolds && id.startsWith(dataset.awHolds) && !document.getElementById(id));
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
    showTimes();
  }

  /** Tell all scripts when Material's instant navigation has replaced the page: it emits on `document$`. */
  function followNavigation() {
    let isFirst = true; // at once, for the page that is there
    window.document$?.subscribe(() => {
      if (!isFirst) document.dispatchEvent(new Event("afterword:page"));
      isFirst = false;
    });
  }

  document.addEventListener("afterword:times", showTimes); // status.js has replaced a time
  document.addEventListener("afterword:content", enhance); // parts.js has added a part of another page
  document.addEventListener("afterword:page", enhance);
  document.addEventListener("afterword:theme", followNavigation); // theme.js has loaded Material's script

  document.addEventListener("DOMContentLoaded", () => {
    enhance();
    followNavigation();
  }, { once: true });
})();
