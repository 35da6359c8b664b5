/* Stands in for Material's search worker until somebody searches: it is a sixth of a first page view, and few search.
 *
 * It answers that it is ready and keeps the index. With the first question, it adds the entries for which the index has no
 * room, and loads the real worker. Its address has the name of the real one, which is in the same folder.
 */
"use strict";
(() => {
  // The messages of Material.
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;
  const name = location.search.slice(1);
  const post = self.postMessage.bind(self);
  /** @type {{ type: number, data: { config: { older?: string }, docs: object[] } } | null} */
  let index = null;
  /** @type {unknown} */
  let question = null;
  /** @type {"waiting" | "loading" | "loaded"} */
  let stage = "waiting";

  /** @param {unknown} data */
  const pass = (data) => self.dispatchEvent(new MessageEvent("message", { data }));

  /** Add the entries for which the index has no room; without them, the latest records are found. */
  async function addOlder() {
    const older = index?.data.config.older;
    if (!index || !older) return;
    try {
      const response = await fetch(new URL(`../../../${older}`, location.href));
      if (response.ok) index.data.docs = index.data.docs.concat(await response.json());
    } catch {
      // There is no connection.
    }
  }

  async function load() {
    stage = "loading";
    await addOlder();
    // What the real worker answers goes through here until it is ready.
    self.postMessage = (/** @type {{ type: number }} */ answer) => {
      if (answer.type !== READY) return post(answer);
      stage = "loaded";
      self.postMessage = post;
      pass(question);
    };
    importScripts(name);
    pass(index);
  }

  self.addEventListener("message", (event) => {
    // Only what the page sends is trusted, not what is passed on to the real worker.
    if (!event.isTrusted || stage === "loaded") return;
    event.stopImmediatePropagation();
    if (event.data.type === SETUP) {
      index = event.data;
      post({ type: READY });
    } else if (event.data.type === QUERY && !event.data.data && stage === "waiting") {
      post({ type: RESULT, data: { items: [] } }); // nothing was typed
    } else if (event.data.type === QUERY) {
      question = event.data;
      if (stage === "waiting" && /^search\.\w+\.min\.js$/.test(name)) load();
    }
  });
})();
