/* Puts the content of a fold in its place when the fold is opened: it is a part of another page, to which the fold has a link.
 *
 * It takes elements of pages of the same site, whose scripts do not run, and makes their links absolute. If the page
 * cannot be fetched, the link stays.
 */
"use strict";
(() => {
  /** @type {WeakSet<Element>} */
  const loading = new WeakSet();

  /**
   * Fetch a page, with its links as they are from here.
   *
   * @param {string} address
   */
  async function fetchPage(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const link of page.querySelectorAll("a[href]")) {
      link.setAttribute("href", new URL(link.getAttribute("href") || "", response.url).href);
    }
    return page;
  }

  /**
   * Fetch the page of a fold, or the one after it that has the entry to which the address of this page leads.
   *
   * @param {string} address
   * @param {string} id
   */
  async function findPage(address, id) {
    const first = await fetchPage(address);
    let page = first;
    while (id && !page.getElementById(id)) {
      const next = page.querySelector("[data-aw-part] a[rel=next]")?.getAttribute("href");
      if (!next) return first;
      page = await fetchPage(next);
    }
    return page;
  }

  /**
   * @param {Element} place
   * @param {string} id
   */
  async function load(place, id = "") {
    const link = place.querySelector("a");
    if (!link || loading.has(place)) return;
    loading.add(place);
    try {
      const page = await findPage(link.href, id);
      const part = page.querySelector("[data-aw-part]");
      const live = page.querySelector("[data-schedule]");
      // This page warns itself when it is stale.
      if (live) live.dataset.schedule = JSON.stringify({ ...JSON.parse(live.dataset.schedule), stale_after: 0 });
      // The first definition of a pattern counts, and browsers do not draw with one in a fold that is closed again.
      const shared = part?.querySelector(".aw-shared");
      if (shared) place.closest(".aw-groups")?.before(shared);
      place.replaceWith(...(live ? [live] : []), ...(part ? [part] : []));
      document.dispatchEvent(new Event("afterword:content"));
      const entry = id && document.getElementById(id);
      if (!entry) return;
      part?.closest("details")?.setAttribute("open", "");
      location.replace(`#${id}`); // so that its style is that of a target
      entry.scrollIntoView();
    } catch (problem) {
      // @ts-expect-error - whatever fails here, fails with an Error
      console.warn(`Afterword shows a link: ${problem.message}`);
      loading.delete(place);
    }
  }

  /** Load what the address of the page leads to, if it is an entry that is not on the page. */
  function seek() {
    const id = location.hash.slice(1);
    if (!id || document.getElementById(id)) return;
    for (const fold of document.querySelectorAll("[data-aw-holds]")) {
      const place = fold.querySelector("[data-aw-load]");
      if (place && id.startsWith(fold.dataset.awHolds || "")) load(place, id);
    }
  }

  function start() {
    seek();
    for (const place of document.querySelectorAll("details[open] > [data-aw-load]")) load(place);
  }

  window.addEventListener("hashchange", seek);

  document.addEventListener("toggle", start, true);
  document.addEventListener("afterword:page", start);
  start();
})();
