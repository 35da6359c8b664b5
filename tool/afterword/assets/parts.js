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

  /** @param {Element} place */
  async function load(place) {
    const link = place.querySelector("a");
    if (!link || loading.has(place)) return;
    loading.add(place);
    try {
      const page = await fetchPage(link.href);
      const part = page.querySelector("[data-aw-part]");
      const live = page.querySelector("[data-schedule]");
      // This page warns itself when it is stale.
      if (live) live.dataset.schedule = JSON.stringify({ ...JSON.parse(live.dataset.schedule), stale_after: 0 });
      place.replaceWith(...(live ? [live] : []), ...(part ? [part] : []));
      document.dispatchEvent(new Event("afterword:content"));
    } catch (problem) {
      // @ts-expect-error - whatever fails here, fails with an Error
      console.warn(`Afterword shows a link: ${problem.message}`);
      loading.delete(place);
    }
  }

  function start() {
    for (const place of document.querySelectorAll("details[open] > [data-aw-load]")) load(place);
  }

  document.addEventListener("toggle", start, true);
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
