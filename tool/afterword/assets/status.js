/* Keeps the current status on a page up to date until the next build.
 *
 * The page has a schedule (`data-schedule`): what it would show at each announced time. The script shows what has come
 * so far, counts how long records are open, and warns when the page is stale. The status page also asks once a minute,
 * while it is looked at, whether something has been published since, and offers to show it.
 * If the clock is behind the time of the build, it is wrong, and nothing is changed.
 */
"use strict";
(() => {
  // With instant navigation, each page that has the script runs it again.
  if (document.documentElement.dataset.awStatus) return;
  document.documentElement.dataset.awStatus = "on";
  const PAUSE = 30_000;
  /** @type {WeakMap<HTMLElement, PageState>} */
  const states = new WeakMap();

  /**
   * Format a duration as the pages do: to the minute, or an approximate one to the day from two days on.
   *
   * @param {number} seconds
   * @param {Units} units
   */
  function duration(seconds, [d, h, min], about = false) {
    let minutes = Math.floor(seconds / 60);
    if (about && minutes >= 2880) minutes = Math.floor((minutes + 720) / 1440) * 1440;
    const days = minutes < 2880 ? 0 : Math.floor(minutes / 1440);
    const hours = Math.floor((minutes - days * 1440) / 60);
    /** @type {[number, string][]} */
    const parts = [[days, d], [hours, h], [minutes % 60, min]];
    return parts.filter(([number]) => number).map(([number, unit]) => unit.replace("{0}", String(number))).join(" ") || min.replace("{0}", "0");
  }

  /**
   * Merge the first changes of a schedule into one: what the page shows after them.
   *
   * @param {readonly StateChange[]} changes
   * @param {number} count
   * @returns {StateChange}
   */
  function merged(changes, count) {
    /** @type {StateChange} */
    const whole = { banner: null, levels: {}, cards: {} };
    for (const { banner, levels, cards } of changes.slice(0, count)) {
      whole.banner = banner || whole.banner;
      Object.assign(whole.levels, levels);
      Object.assign(whole.cards, cards);
    }
    return whole;
  }

  const title = () => document.querySelector("#title");
  /** @type {(attribute: string, value: string) => HTMLElement | null} */
  const element = (attribute, value) => document.querySelector(`[data-aw-${attribute}="${CSS.escape(value)}"]`);

  /**
   * Write into the label in an element, if there is one.
   *
   * @param {HTMLElement | null} holder
   * @param {string} classes
   * @param {string} name
   * @param {string} glyph
   * @param {string} extent - what a level holds for, if not for everything
   */
  function writeLabel(holder, classes, name, glyph, extent = "") {
    const label = holder?.querySelector(".aw-mark");
    if (!label) return;
    label.className = `aw-mark ${classes}`;
    label.firstChild.textContent = glyph;
    const rest = document.createElement("span");
    rest.className = "aw-extent";
    rest.textContent = extent;
    label.replaceChildren(label.firstChild, ` ${name}`, ...(extent ? [rest] : []));
  }

  /**
   * @param {readonly [slug: string, sentence: string]} banner
   * @param {Schedule["labels"]} labels
   */
  function showBanner([slug, sentence], labels) {
    const [glyph, text] = document.querySelector(".aw-banner").children;
    document.title = document.title.replace(text.textContent, sentence);
    const icon = document.querySelector("link[rel=icon][href*='embed/levels/']");
    if (icon) icon.setAttribute("href", icon.getAttribute("href").replace(/[^/]+$/, `${slug}.svg`));
    glyph.textContent = labels[slug][1];
    text.textContent = sentence;
    for (const part of ["aw-banner", "aw-banner-note"]) {
      // @ts-expect-error - a page whose schedule has a banner has both
      document.querySelector(`.${part}`).className = `${part} aw-is-${slug}`;
    }
  }

  /**
   * Show the first lines of a card.
   *
   * @param {HTMLElement} card
   * @param {CardState} state
   */
  function showFacts(card, { state: [slug, name, glyph], overrun, since, silent, late, level }) {
    if (card.matches(".aw-open")) card.className = level ? `aw-open aw-is-${level}` : "aw-open";
    writeLabel(card.querySelector("[data-aw-state]"), `aw-state aw-state-${slug}`, name, glyph);
    card.querySelector("[data-aw-overrun]").hidden = !overrun;
    for (const each of card.querySelectorAll("[data-aw-silent]")) each.hidden = !silent;
    for (const each of card.querySelectorAll("[data-aw-late]")) each.hidden = !late;
    for (const each of card.querySelectorAll("[data-aw-next]")) each.hidden = late;
    for (const each of card.querySelectorAll("[data-aw-since], [data-aw-begun]")) each.hidden = since === null;
  }

  /**
   * Show the components of a card, and the card at its place.
   *
   * @param {HTMLElement} card
   * @param {CardState} state
   * @param {Schedule["labels"]} labels
   */
  function showComponents(card, { upcoming, levels }, labels) {
    if (!upcoming && document.querySelector("#announced")) moveToRunning(card);
    for (const row of card.querySelectorAll("[data-aw-component]")) {
      const [level, extent] = levels[row.dataset.awComponent] || [];
      row.hidden = !level && !upcoming;
      // @ts-expect-error - each component of a card has a label, if a hidden one
      row.querySelector(".aw-mark").hidden = !level;
      if (level) writeLabel(row, `aw-is-${level}`, ...labels[level], extent);
    }
  }

  /**
   * Move the card of work that has begun above the components, from the announced work below them.
   *
   * @param {HTMLElement} card
   */
  function moveToRunning(card) {
    const place = document.querySelector("[data-aw-work]");
    const heading = document.querySelector("#announced");
    if (!place || !heading || !(heading.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING)) return;
    if (!place.querySelector("h2")) {
      const title = document.createElement("h2");
      title.id = "maintenance";
      title.textContent = place.dataset.heading;
      place.append(title);
    }
    place.append(card);
    if (!heading.nextElementSibling?.matches(".aw-open")) heading.remove();
  }

  /**
   * Show what comes first in the part of the page that is loaded: it may be painted, and must not move later.
   *
   * @param {StateChange} state
   * @param {Schedule["labels"]} labels
   * @param {boolean} isChanged - since the build
   */
  function showFirst({ banner, cards }, labels, isChanged) {
    for (const note of document.querySelectorAll("[data-aw-announced]")) note.hidden = !isChanged;
    if (banner && document.querySelector(".aw-banner-note")) showBanner(banner, labels);
    for (const [name, state] of Object.entries(cards)) {
      const card = element("card", name);
      if (card?.querySelector(".aw-facts")?.nextSibling) showFacts(card, state);
    }
  }

  /**
   * Show the state after `count` changes, and return the sentences that screen readers should announce.
   *
   * @param {Schedule} schedule
   * @param {StatusWords} words
   * @param {number} count
   * @param {number} before
   */
  function show(schedule, words, count, before) {
    const now = merged(schedule.changes, count);
    const past = merged(schedule.changes, before);
    const announcements = [];
    showFirst(now, schedule.labels, count > 1);
    if (now.banner && String(now.banner) !== String(past.banner)) announcements.push(now.banner[1]);
    for (const [name, [slug, extent]] of Object.entries(now.levels)) {
      const holder = element("level", name);
      writeLabel(holder, `aw-is-${slug}`, ...schedule.labels[slug], extent);
      // Without a banner to sum them up, each changed component is announced; groups follow from them.
      const row = now.banner || String([slug, extent]) === String(past.levels[name]) ? null : holder?.closest("li");
      if (!row) continue;
      announcements.push(`${(row.querySelector("a") || title()).textContent}: ${schedule.labels[slug][0]}${extent}`);
    }
    for (const [name, state] of Object.entries(now.cards)) {
      const card = element("card", name);
      if (!card) continue;
      showComponents(card, state, schedule.labels);
      /** @type {(state: CardState) => string} */
      const text = ({ state: [, word], overrun }) => (overrun ? words.overrun : word);
      if (text(state) === text(past.cards[name])) continue;
      announcements.push(`${(card.querySelector("h3") || title()).textContent}: ${text(state)}`);
    }
    return announcements;
  }

  /**
   * Warn on a stale page; return the warning the first time.
   *
   * @param {HTMLElement} holder
   * @param {PageState} state
   * @param {number} now
   */
  function warnIfStale(holder, { schedule, words }, now) {
    const box = holder.querySelector(".aw-stale");
    const age = now - schedule.built_at;
    if (!schedule.stale_after || age < schedule.stale_after) return [];
    const hours = Math.floor(age / 3600) * 3600;
    const text = words.stale.replace("{age}", duration(hours, words.units)).replace("{updated}", schedule.built_at_text);
    if (box.textContent !== text) box.textContent = text;
    if (!box.hidden) return [];
    box.hidden = false;
    holder.classList.add("aw-is-stale");
    return [text];
  }

  /**
   * Read the schedule of a page, and warn if it is stale already.
   *
   * @param {HTMLElement} holder
   * @returns {PageState}
   */
  function begin(holder) {
    const { schedule, words } = holder.dataset;
    const state = { schedule: JSON.parse(schedule), words: JSON.parse(words), count: 1, isNew: true };
    states.set(holder, state);
    holder.hidden = false;
    announce(holder, warnIfStale(holder, state, Date.now() / 1000));
    return state;
  }

  /**
   * @param {HTMLElement} holder
   * @param {string[]} sentences
   */
  function announce(holder, sentences) {
    if (sentences.length) holder.querySelector("[role=status]").textContent = sentences.join(". ");
  }

  const LATER = "later:";

  /** Put in place, hidden, what may hold later: it is in comments, as text browsers show what is only hidden. */
  function unwrapLater() {
    const comments = document.createNodeIterator(document.body, NodeFilter.SHOW_COMMENT);
    const found = [];
    for (let node = comments.nextNode(); node; node = comments.nextNode()) {
      if (node instanceof Comment && node.data.startsWith(LATER)) found.push(node);
    }
    for (const comment of found) {
      const { body } = new DOMParser().parseFromString(comment.data.slice(LATER.length), "text/html");
      comment.replaceWith(...body.childNodes);
    }
    document.dispatchEvent(new Event("afterword:times"));
  }

  /**
   * Count the changes that have come; the first is the state at the build, whatever the clock says.
   *
   * @param {Schedule} schedule
   * @param {number} now
   */
  const countCome = ({ changes }, now) => changes.filter(({ at }, index) => !index || at <= now).length;

  /** @param {HTMLElement} holder */
  function update(holder) {
    const state = states.get(holder) ?? begin(holder);
    const { schedule, words, count, isNew } = state;
    if (isNew) unwrapLater();
    const now = Date.now() / 1000;
    const come = countCome(schedule, now);
    const changes = come === count ? [] : show(schedule, words, come, count);
    states.set(holder, { schedule, words, count: come, isNew: false });
    if (now < schedule.built_at) return;
    for (const [name, { since, about }] of Object.entries(merged(schedule.changes, come).cards)) {
      const counter = element("card", name)?.querySelector("[data-aw-since] strong");
      if (!counter || since === null) continue;
      const length = duration(now - since, words.units, about);
      counter.textContent = about ? words.about.replace("{number}", length) : length;
    }
    // When a page has just been opened, its state is read anyway; only the warning must not be missed.
    announce(holder, [...warnIfStale(holder, state, now), ...(isNew ? [] : changes)]);
  }

  /* ---- News that was published since the page was loaded ---- */

  const ASK_AGAIN = 60_000;

  /**
   * Offer the current page; what is being read does not move.
   *
   * @param {HTMLElement} holder
   * @param {StatusWords} words
   */
  function offerReload(holder, words) {
    const box = document.createElement("p");
    box.className = "aw-news";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.reload;
    button.addEventListener("click", () => location.reload());
    box.append(`${words.changed} `, button);
    holder.append(box);
    holder.querySelector("[role=status]").textContent = words.changed;
  }

  /**
   * Let the page have been built later: nothing else is new.
   *
   * @param {PageState} state
   * @param {News} news
   */
  function becomeNewer({ schedule, words }, { built_at, built_at_text, as_of }) {
    Object.assign(schedule, { built_at, built_at_text });
    const old = document.querySelector(".aw-banner-note time");
    const time = document.createElement("time");
    const day = document.createElement("span");
    day.className = "aw-day";
    day.textContent = as_of.day + words.before_clock;
    time.dateTime = as_of.iso;
    time.dataset.aw = "";
    time.append(day, as_of.clock);
    old.replaceWith(time);
    document.dispatchEvent(new Event("afterword:times"));
    const stale = document.querySelector(".aw-live .aw-stale");
    stale.hidden = true;
    stale.closest(".aw-live").classList.remove("aw-is-stale");
  }

  /** Ask whether there is news, while somebody looks at the page. Without a connection it stays as it is. */
  async function ask() {
    const holder = document.querySelector(".aw-live[data-news]");
    const state = holder && states.get(holder);
    if (!state || document.hidden || !navigator.onLine || holder.querySelector(".aw-news")) return;
    try {
      const response = await fetch(new URL(holder.dataset.news, location.href), { cache: "no-cache" });
      if (!response.ok) return;
      /** @type {News} */
      const news = await response.json();
      if (news.version !== holder.dataset.version) offerReload(holder, state.words);
      else if (news.built_at > state.schedule.built_at) becomeNewer(state, news);
    } catch {
      // There is no connection.
    }
  }

  /** @param {number} now */
  function hideEnded(now) {
    for (const list of document.querySelectorAll("[data-aw-notices]")) {
      const notices = [...list.querySelectorAll("[data-aw-until]")];
      for (const each of notices) each.hidden = each.dataset.awUntil !== "" && Number(each.dataset.awUntil) <= now;
      list.hidden = notices.every((each) => each.hidden);
    }
  }

  function updateAll() {
    hideEnded(Date.now() / 1000);
    for (const holder of document.querySelectorAll("[data-schedule]")) update(holder);
  }

  /** Update the part of the page that is loaded, while the rest is still loading. */
  function updateFirst() {
    unwrapLater();
    for (const holder of document.querySelectorAll("[data-schedule]")) {
      const { schedule } = states.get(holder) ?? begin(holder);
      const come = countCome(schedule, Date.now() / 1000);
      if (come > 1) showFirst(merged(schedule.changes, come), schedule.labels, true);
    }
  }

  const coming = new MutationObserver(() => {
    coming.disconnect(); // ignore the changes made here
    updateFirst();
    coming.observe(document.body, { childList: true, subtree: true });
  });

  function complete() {
    coming.disconnect();
    updateAll();
  }

  setInterval(updateAll, PAUSE);
  if (location.protocol !== "file:") setInterval(ask, ASK_AGAIN);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    updateAll();
    ask();
  });
  document.addEventListener("afterword:content", updateAll);
  document.addEventListener("afterword:page", updateAll);
  // While the page is loading, the script runs before the title is painted: the warning moves nothing.
  for (const holder of document.querySelectorAll("[data-schedule]")) begin(holder);
  if (document.readyState === "loading") {
    coming.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", complete, { once: true });
  } else {
    updateAll();
  }
})();
