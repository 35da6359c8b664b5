/* Stands in for Material's search worker until somebody searches: it is a sixth of a first page view, and few search.
 *
 * It answers that it is ready, keeps the index, and loads the real worker with the first question. Its address has the
 * name of the real one, which is in the same folder.
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
  /** @type {unknown} */
  let index = null;
  /** @type {unknown} */
  let question = null;
  /** @type {"waiting" | "loading" | "loaded"} */
  let stage = "waiting";

  /** @param {unknown} data */
  const pass = (data) => self.dispatchEvent(new MessageEvent("message", { data }));

  function load() {
    stage = "loading";
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
