// What the scripts may rely on: the elements and data that the templates write, and what Material and Plotly add.
//
// A selector listed here always finds its element wherever a script asks for it, so its type has no `null`. Keep the
// list in step with `templates/`.

/* ---- Around the page ---- */

interface Window {
  /** Material's instant navigation, where a site uses it: calls back whenever another page is shown. */
  document$?: { subscribe(listener: () => void): unknown };
  /** Read what Material keeps for a site. */
  __md_get(name: "__palette"): { readonly index: number } | null;
  /** Set by the bundle that `charts.js` loads. */
  Plotly: PlotlyBundle;
}

/** In a worker only. */
declare function importScripts(address: string): void;

interface PlotlyBundle {
  react(holder: PlotHolder, data: Trace[], layout: PlotLayout, config: object): Promise<unknown>;
  Plots: { resize(holder: PlotHolder): void };
}

interface SVGScriptElement {
  /** Declared for `document.currentScript`, which the browser's types let be an SVG script; none of ours is one. */
  readonly src: string;
}

/* ---- What elements carry ---- */

// Data attributes without `?` are on every element that a script finds by them.
interface DOMStringMap {
  aw: string;
  awStatus?: string;
  heading: string;
  here?: string;
  news: string;
  version: string;
  awHeading: string;
  awCopy: string;
  awDay: string;
  awComponent: string;
  awZoom: string;
  awName: string;
  awScript: string;
  awStart: string;
  awEnd: string;
  awFrom: string;
  awUntil: string;
  awX: string;
  base: string;
  mdColorAccent: string;
  mdColorMedia: string;
  mdColorPrimary: string;
  mdColorScheme: string;
  filter: "component" | "level" | "kind";
  schedule: string;
  words: string;
}

interface Element {
  /** Pages have no elements but those of HTML and SVG, which all have data attributes. */
  readonly dataset: DOMStringMap;
  /** The timer of a chart that waits for its new width. */
  awPause?: number;
  closest(selectors: "div" | "figure" | ".aw-live"): HTMLDivElement;
  /** Read only from elements that have one. */
  getAttribute(qualifiedName: "aria-label" | "href" | "x" | "x1" | "y" | "width" | "height"): string;
}

interface Node {
  /** Focus moves to an element, though the browser's types say that it may be any target of events. */
  contains(other: EventTarget | null): boolean;
}

interface Array<T> {
  /** Leave out what counts as false. */
  filter(predicate: BooleanConstructor): Exclude<T, false | null | undefined>[];
}

interface HTMLFormElement {
  /** What is entered comes from a field of the form. */
  addEventListener(type: "input", listener: (event: Event & { readonly target: HTMLInputElement }) => void): void;
}

interface HTMLFormControlsCollection {
  /** Fields by their names. */
  [name: string]: any;
}

interface ParentNode {
  querySelectorAll(selectors: ".aw-days"): NodeListOf<Days>;
  querySelectorAll(selectors: "rect:not(.aw-fill)"): NodeListOf<Day>;
  querySelectorAll(selectors: ".aw-is-plotted .aw-plotly"): NodeListOf<PlotHolder>;
  querySelectorAll(selectors: "rect.aw-coloured" | ".aw-instant" | ".aw-cut"): NodeListOf<Drawn>;
  querySelectorAll(selectors: ".aw-ticks > line"): NodeListOf<TickLine>;
  querySelectorAll(selectors: "[data-aw-zoom]"): NodeListOf<HTMLElement>;
  querySelectorAll(selectors: ".aw-chart-tools > a"): NodeListOf<HTMLAnchorElement>;
  querySelectorAll(selectors: "tr[data-aw-day]"): NodeListOf<HTMLTableRowElement>;
  querySelectorAll(selectors: "time[data-aw]"): NodeListOf<HTMLTimeElement>;
  querySelectorAll(selectors: "[data-md-component=palette] input"): NodeListOf<HTMLInputElement>;
  querySelectorAll(selectors: `[data-${string}]` | ".md-sidebar--secondary"): NodeListOf<HTMLElement>;

  querySelector(selectors: "#title" | ".aw" | ".aw-banner" | ".aw-said" | ".aw-stale" | ".aw-banner-note time" | ".aw-live .aw-stale" | ".aw-unfiltered" | ".aw-filter-links"): HTMLElement;
  querySelector(selectors: "[data-aw-state]" | "[data-aw-overrun]" | "[role=status]" | "dt"): HTMLElement;
  querySelector(selectors: ".aw-plotly"): PlotHolder;
  querySelector(selectors: "title"): SVGTitleElement;
  querySelector(selectors: "use, text" | "svg"): SVGElement;
  querySelector(selectors: ".aw-live[data-news]" | "#announced"): HTMLElement | null;
  querySelector(selectors: ".aw-mark"): Label | null;
  querySelector(selectors: ".md-search__input"): HTMLInputElement | null;
  querySelector(selectors: "[aria-current]"): HTMLAnchorElement | null;
  querySelector(selectors: '[data-aw-script="history"]'): FilterFold | null;
  querySelector(selectors: `[data-${string}]`): HTMLElement | null;
}

/** The label of a level or a state: its glyph, then its name. */
interface Label extends HTMLElement {
  readonly firstChild: ChildNode;
  readonly lastChild: ChildNode;
}

/* ---- days.js ---- */

/** The days of one drawing; around them is the box with the panel. */
interface Days extends HTMLElement {
  readonly parentElement: HTMLElement;
}

/** One day: a rectangle of a drawing. */
interface Day extends SVGRectElement {
  readonly ownerSVGElement: SVGSVGElement;
}

/* ---- charts.js ---- */

/** What Plotly draws into, before the drawing of the chart: it adds the layout, with what the reader has zoomed to. */
interface PlotHolder extends HTMLElement {
  readonly nextElementSibling: SVGSVGElement;
  layout?: { readonly xaxis: { readonly range: [string, string] } };
  readonly _fullLayout: { readonly xaxis: PlotAxis };
  on(event: string, listener: () => void): void;
}

/** The axis as Plotly draws it: from a time to pixels, and its length in pixels. */
interface PlotAxis {
  r2p(time: string): number;
  readonly _length: number;
}

interface PlotColours {
  ground: string;
  ink: string;
  muted: string;
  line: string;
  font: string;
}

/** A bar or marker, with what it is in a title. */
interface Drawn extends SVGGraphicsElement {
  readonly parentElement: HTMLElement;
}

/** The tick of an axis, before its label. */
interface TickLine extends SVGLineElement {
  readonly nextElementSibling: SVGTextElement;
}

interface Trace {
  readonly type: "bar" | "scatter";
  readonly x: readonly (string | number)[];
  readonly y: readonly number[];
  readonly base?: readonly string[];
  readonly customdata: readonly string[];
}

interface PlotLayout {
  readonly height: number;
  readonly xaxis: { range: [string, string]; readonly [setting: string]: unknown };
  readonly yaxis: { readonly range: [number, number] };
}

/* ---- history.js: data/v1/incidents.json ---- */

interface ListedRecord {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly number: string | null;
  readonly summary: string;
  readonly kind: string;
  readonly phase: string;
  readonly visibility: string;
  readonly post_mortem: boolean;
  readonly tags: readonly string[];
  readonly components: readonly string[];
  readonly levels: readonly { readonly id: string }[];
  readonly words: {
    readonly kind: string;
    readonly glyph: string;
    readonly state: string;
    readonly severity: string;
    readonly when: string;
    readonly end: string;
    readonly zone: string;
    readonly extents: readonly string[];
    readonly levels: readonly string[];
  };
  /** Added by the script before it looks for words in it. */
  searched: string;
}

/** Words of the catalogue of `views`, in `data-words`; names in braces are filled in. */
type HistoryWords = Readonly<
  Record<
    "any" | "comma" | "failed" | "found" | "internal" | "loading" | "locale" | "maintenance_glyph" | "more" | "none" | "overrun" | "post_mortem" | "post_mortem_of",
    string
  > &
    Record<string, string>
>;

/** The links that the form takes the place of. */
interface FilterFold extends HTMLDetailsElement {
  readonly parentElement: HTMLElement;
}

type FilterKey = "component" | "level" | "kind";

interface RecordFilter {
  readonly name: string;
  readonly own: string;
  readonly choices: readonly (readonly [value: string, text: string])[];
  show(value: string): Node | string;
}

/* ---- afterword.js ---- */

/** The words of `afterword.js`; the build writes them into the script. */
interface TimeWords {
  readonly yours: string;
  readonly yours_short: string;
  readonly show_yours: string;
  readonly show_page: string;
  /** The language tag by which the browser formats times. */
  readonly locale: string;
  /** What separates a day and a clock time. */
  readonly before_clock: string;
}

interface CopyWords {
  readonly copy: string;
  readonly copy_named: string;
  readonly copied: string;
  readonly selected: string;
}

/** A time that the reader's clock gives otherwise: how the page has it, and its day and clock time for the reader. */
interface PageTime {
  readonly instant: Date;
  readonly text: string;
  readonly about: string;
  readonly day: string;
  readonly clock: string;
  readonly nodes: readonly ChildNode[];
  readonly zone: Element | null;
  readonly zoneText: string;
}

/* ---- status.js: `Schedule` of views ---- */

type LevelText = readonly [name: string, glyph: string];

/** A level, and what follows its name: what it holds for, if not for everything. */
type LevelTold = readonly [slug: string, extent: string];

interface CardState {
  readonly state: readonly [slug: string, name: string, glyph: string];
  readonly overrun: boolean;
  readonly upcoming: boolean;
  readonly since: number | null;
  readonly about: boolean;
  readonly levels: Readonly<Record<string, LevelTold>>;
  readonly silent: boolean;
  readonly late: boolean;
  readonly level: string;
}

interface StateChange {
  banner: readonly [slug: string, sentence: string] | null;
  levels: Record<string, LevelTold>;
  cards: Record<string, CardState>;
}

interface Schedule {
  built_at: number;
  built_at_text: string;
  readonly stale_after: number;
  readonly labels: Readonly<Record<string, LevelText>>;
  readonly changes: readonly (StateChange & { readonly at: number })[];
}

/** Words of the catalogue of `views`, in `data-words`; names in braces are filled in. */
interface StatusWords {
  readonly about: string;
  readonly changed: string;
  readonly reload: string;
  readonly overrun: string;
  readonly stale: string;
  readonly units: Units;
  readonly before_clock: string;
}

/** How numbers of days, hours and minutes are written; `{0}` is the number. */
type Units = readonly [days: string, hours: string, minutes: string];

interface PageState {
  readonly schedule: Schedule;
  readonly words: StatusWords;
  /** How many changes of the schedule the page shows. */
  readonly count: number;
  /** Whether the page has just been opened. */
  readonly isNew: boolean;
}

/** What an open status page asks for. */
interface News {
  readonly version: string;
  readonly built_at: number;
  readonly built_at_text: string;
  readonly as_of: { readonly iso: string; readonly day: string; readonly clock: string };
}

/* ---- embed/status.js: embed/status.json ---- */

interface EmbeddedFrame {
  readonly at: string;
  readonly sentence: string;
  readonly level: { readonly glyph: string; readonly light: string; readonly dark: string };
}

interface EmbeddedState {
  readonly at: string;
  readonly text: string;
  readonly when: string;
}

interface EmbeddedStatus {
  readonly name: string;
  readonly frames: readonly EmbeddedFrame[];
  readonly as_of: string;
  readonly stale_after_hours: number;
  readonly maintenance: readonly {
    readonly title: string;
    readonly address: string;
    readonly states: readonly EmbeddedState[];
  }[];
}
