/* Keeps what a page says of now true until the next build.
 *
 * The page carries what it would say at each instant that is announced (`data-plan`): this shows the latest of them
 * that has come, counts how long things have gone on, and says how old the page is. It knows nothing else of the
 * service. A clock that is behind the page's own time is wrong, and nothing is done by it.
 */
"use strict";
(() => {
  const PAUSE = 30_000;
  /** @type {WeakMap<HTMLElement, KeptPlan>} */
  const known = new WeakMap();

  /**
   * Write a length of time as the pages do, to the minute.
   *
   * @param {number} seconds
   * @param {Units} units
   */
  function length(seconds, [d, h, min]) {
    const minutes = Math.floor(seconds / 60);
    const days = minutes < 2880 ? 0 : Math.floor(minutes / 1440);
    const hours = Math.floor((minutes - days * 1440) / 60);
    /** @type {[number, string][]} */
    const parts = [[days, d], [hours, h], [minutes % 60, min]];
    return parts.filter(([number]) => number).map(([number, unit]) => `${number} ${unit}`).join(" ") || `0 ${min}`;
  }

  /**
   * Put what changed one after the other together, as far as it has come; the first part always has.
   *
   * @param {readonly PlanFrame[]} frames
   * @param {number} count
   * @returns {PlanFrame}
   */
  function folded(frames, count) {
    /** @type {PlanFrame} */
    const whole = { banner: null, held: {}, cards: {} };
    for (const { banner, held, cards } of frames.slice(0, count)) {
      whole.banner = banner || whole.banner;
      Object.assign(whole.held, held);
      Object.assign(whole.cards, cards);
    }
    return whole;
  }

  const title = () => document.querySelector("#title");
  /** @type {(attribute: string, name: string) => HTMLElement | null} */
  const named = (attribute, name) => document.querySelector(`[data-aw-${attribute}="${CSS.escape(name)}"]`);

  /**
   * Write into the mark that an element holds, if it holds one.
   *
   * @param {HTMLElement | null} holder
   * @param {string} classes
   * @param {string} name
   * @param {string} glyph
   */
  function mark(holder, classes, name, glyph) {
    const shown = holder?.querySelector(".aw-mark");
    if (!shown) return;
    shown.className = `aw-mark ${classes}`;
    shown.firstChild.textContent = glyph;
    shown.lastChild.textContent = name;
  }

  /**
   * @param {readonly [slug: string, sentence: string]} banner
   * @param {PagePlan["levels"]} levels
   */
  function showBanner([slug, sentence], levels) {
    const [sign, text] = document.querySelector(".aw-banner").children;
    sign.textContent = levels[slug][1];
    text.textContent = sentence;
    for (const part of ["aw-banner", "aw-banner-note"]) {
      // @ts-expect-error - a page whose plan has a banner has both
      document.querySelector(`.${part}`).className = `${part} aw-is-${slug}`;
    }
  }

  /**
   * @param {HTMLElement} card
   * @param {CardState} of
   * @param {PagePlan["levels"]} names
   */
  function showCard(card, { state, overrun, ahead, since, levels }, names) {
    const [slug, name, glyph] = state;
    mark(card.querySelector("[data-aw-state]"), `aw-state aw-state-${slug}`, name, glyph);
    card.querySelector("[data-aw-overrun]").hidden = !overrun;
    for (const each of card.querySelectorAll("[data-aw-since], [data-aw-begun]")) each.hidden = since === null;
    for (const row of card.querySelectorAll("[data-aw-component]")) {
      const held = levels[row.dataset.awComponent];
      row.hidden = !held && !ahead;
      // @ts-expect-error - each component of a card has a mark, if a hidden one
      row.querySelector(".aw-mark").hidden = !held;
      if (held) mark(row, `aw-is-${held}`, ...names[held]);
    }
  }

  /**
   * Show what holds now, and give what is worth saying aloud.
   *
   * @param {PagePlan} plan
   * @param {StatusWords} words
   * @param {number} count
   * @param {number} before
   */
  function show(plan, words, count, before) {
    const now = folded(plan.frames, count);
    const past = folded(plan.frames, before);
    const said = [];
    for (const note of document.querySelectorAll("[data-aw-announced]")) note.hidden = count === 1;
    if (now.banner) {
      showBanner(now.banner, plan.levels);
      if (String(now.banner) !== String(past.banner)) said.push(now.banner[1]);
    }
    for (const [name, slug] of Object.entries(now.held)) {
      const holder = named("held", name);
      mark(holder, `aw-is-${slug}`, ...plan.levels[slug]);
      // Where no banner sums them up, each component speaks for itself; groups follow from them.
      const row = now.banner || slug === past.held[name] ? null : holder?.closest("li");
      if (row) said.push(`${(row.querySelector("a") || title()).textContent}: ${plan.levels[slug][0]}`);
    }
    for (const [name, of] of Object.entries(now.cards)) {
      const card = named("card", name);
      if (!card) continue;
      showCard(card, of, plan.levels);
      /** @type {(card: CardState) => string} */
      const word = ({ state, overrun }) => (overrun ? words.overrun : state[1]);
      if (word(of) !== word(past.cards[name])) said.push(`${(card.querySelector("h3") || title()).textContent}: ${word(of)}`);
    }
    return said;
  }

  /**
   * @param {HTMLElement} holder
   * @param {PagePlan} plan
   * @param {StatusWords} words
   * @param {number} now
   */
  function showAge(holder, plan, words, now) {
    const box = holder.querySelector(".aw-stale");
    if (!plan.stale_after || now - plan.made < plan.stale_after) return [];
    const hours = Math.floor((now - plan.made) / 3600) * 3600;
    const text = words.stale.replace("{age}", length(hours, words.units)).replace("{made}", plan.as_of);
    if (box.textContent !== text) box.textContent = text;
    if (!box.hidden) return [];
    box.hidden = false;
    title().before(holder); // above all that may no longer be true
    holder.classList.add("aw-old");
    return [text];
  }

  /** @param {HTMLElement} holder */
  function keep(holder) {
    const first = holder.hidden;
    if (first) known.set(holder, { plan: JSON.parse(holder.dataset.plan), words: JSON.parse(holder.dataset.words), count: 1 });
    holder.hidden = false;
    /** @type {KeptPlan} */
    // @ts-expect-error - noted above when it was first seen
    const { plan, words, count } = known.get(holder);
    const now = Date.now() / 1000;
    const come = plan.frames.filter(({ at }, place) => !place || at <= now).length;
    const changes = come === count ? [] : show(plan, words, come, count);
    known.set(holder, { plan, words, count: come });
    if (now < plan.made) return;
    for (const [name, { since }] of Object.entries(folded(plan.frames, come).cards)) {
      const counter = named("card", name)?.querySelector("[data-aw-since] strong");
      if (counter && since !== null) counter.textContent = length(now - since, words.units);
    }
    // Who has just come reads the page as it stands; only its age must not be missed.
    const said = [...showAge(holder, plan, words, now), ...(first ? [] : changes)];
    if (said.length) holder.querySelector("[role=status]").textContent = said.join(". ");
  }

  function keepAll() {
    for (const holder of document.querySelectorAll("[data-plan]")) keep(holder);
  }

  setInterval(keepAll, PAUSE);
  document.addEventListener("visibilitychange", () => document.hidden || keepAll());
  // Material's instant navigation puts pages into the one that is there, and says so on `document$`.
  if (window.document$) window.document$.subscribe(keepAll);
  else keepAll();
})();
