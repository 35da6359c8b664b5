/* Charts over time: Plotly replaces the SVG, for zoom and hover, once a chart is near the screen. */
"use strict";
(() => {
  // `currentScript` is set only while the script first runs.
  const HERE = document.currentScript ? document.currentScript.src : "";
  const FORCED_COLOURS = window.matchMedia("(forced-colors: active)").matches;
  const TOUCH = window.matchMedia("(pointer: coarse)").matches;
  const NEARBY = "200px";
  const RESIZE_PAUSE = 120;

  // What all charts have in common, as a Plotly template in JSON, so that their data need not repeat it.
  const TEMPLATE = {
    "data": {
      "bar": [
        {
          "orientation": "h",
          "width": 16,
          "marker": {
            "line": { "width": 1.5 },
            "pattern": { "fillmode": "overlay", "fgopacity": 1 }
          },
          "hovertemplate": "<b>%{customdata[0]}</b><br>%{fullData.name}, %{customdata[2]}<br>%{customdata[1]}%{customdata[3]}<extra></extra>"
        }
      ],
      "scatter": [
        {
          "mode": "markers+text",
          "marker": { "size": 17 },
          "textfont": { "size": 16 },
          "line": { "width": 2 },
          "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>"
        }
      ]
    },
    "layout": {
      "autosize": true,
      "paper_bgcolor": "rgba(0,0,0,0)",
      "plot_bgcolor": "rgba(0,0,0,0)",
      "showlegend": false,
      "barmode": "overlay",
      "hovermode": "closest",
      "hoverlabel": { "align": "left" },
      "margin": { "l": 0, "r": 0, "t": 0, "b": 38 },
      "xaxis": {
        "type": "date",
        "nticks": 7,
        "zeroline": false,
        "tickformatstops": [
          { "name": "seconds", "dtickrange": [null, 60000], "value": "%H:%M:%S\n%-d %b" },
          { "name": "minutes", "dtickrange": [60000, 86400000], "value": "%H:%M\n%-d %b" },
          { "name": "days", "dtickrange": [86400000, "M1"], "value": "%-d %b\n%Y" },
          { "name": "months", "dtickrange": ["M1", "M12"], "value": "%b\n%Y" },
          { "name": "years", "dtickrange": ["M12", null], "value": "%Y" }
        ]
      },
      "yaxis": { "fixedrange": true, "visible": false },
      "shapedefaults": { "type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below", "line": { "width": 1 } },
      "annotationdefaults": {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": -1,
        "showarrow": false,
        "borderpad": 0,
        "font": { "size": 13 }
      }
    }
  };
  const CONFIG = {
    displaylogo: false,
    scrollZoom: false,
    showTips: false,
    doubleClick: "reset",
    displayModeBar: TOUCH ? false : "hover",
    modeBarButtons: [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
  };

  /** @type {Promise<PlotlyBundle> | null} */
  let bundle = null;
  /** Load Plotly from the folder of this script, once for all charts. */
  function loadPlotly() {
    bundle ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("plotly-basic.min.js", HERE).href;
      script.onload = () => (window.Plotly ? resolve(window.Plotly) : reject(new Error("no Plotly in its bundle")));
      script.onerror = () => reject(new Error(`${script.src} could not be loaded`));
      document.head.append(script);
    });
    return bundle;
  }

  /**
   * Read the current colours of the theme from the stylesheets.
   *
   * @returns {PlotColours}
   */
  function theme() {
    const style = getComputedStyle(document.body);
    /** @type {(name: string, otherwise: string) => string} */
    const read = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
    return {
      level: (slug) => plain(read(`--aw-level-${slug}`, read("--aw-figure-muted", "#5a6069"))),
      ground: plain(read("--aw-figure-ground", "#ffffff")),
      ink: plain(read("--aw-figure-ink", "#1d2025")),
      muted: plain(read("--aw-figure-muted", "#5a6069")),
      line: plain(read("--aw-figure-line", "#dcdfe4")),
      font: style.fontFamily,
    };
  }

  /**
   * Return a colour as rgb(), as the browser computes it: Plotly understands fewer notations.
   *
   * @param {string} colour
   */
  function plain(colour) {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = colour;
    const computed = getComputedStyle(probe).color;
    probe.remove();
    return computed;
  }

  /**
   * @param {Trace} trace
   * @param {PlotColours} colours
   */
  function colouredTrace(trace, colours) {
    const { level, outline, marks } = trace.meta;
    if (marks === "stretches") return { ...trace, line: { color: colours.muted } };
    if (marks) {
      const [fill, text] = marks === "numbers" ? [colours.ink, colours.ground] : [colours.ground, colours.ink];
      return { ...trace, marker: { color: fill }, textfont: { ...trace.textfont, color: text } };
    }
    const colour = colours.level(level);
    const fill = outline ? "rgba(0,0,0,0)" : colour;
    const pattern = { ...(trace.marker || {}).pattern, fgcolor: colours.ground };
    return { ...trace, marker: { color: fill, line: { color: colour }, pattern } };
  }

  /**
   * @param {PlotLayout} layout
   * @param {PlotColours} colours
   */
  function colouredLayout(layout, colours) {
    return {
      ...layout,
      template: TEMPLATE,
      dragmode: TOUCH ? false : "zoom", // a finger scrolls the page
      font: { family: colours.font, size: 12, color: colours.ink },
      hoverlabel: {
        bgcolor: colours.ground,
        bordercolor: colours.muted,
        font: { family: colours.font, size: 13, color: colours.ink },
      },
      modebar: { bgcolor: colours.ground, color: colours.muted, activecolor: colours.ink },
      xaxis: { ...layout.xaxis, fixedrange: TOUCH, gridcolor: colours.line, linecolor: colours.muted },
      annotations: layout.annotations.map((text) => ({ ...text, bgcolor: colours.ground })),
      shapes: layout.shapes.map((shape) => ({
        ...shape,
        line: { ...shape.line, color: shape.line ? colours.muted : colours.line },
      })),
    };
  }

  /**
   * Draw a chart, or redraw it in the current colours, without losing the reader's zoom.
   *
   * @param {PlotHolder} holder
   */
  async function draw(holder) {
    const plotly = await loadPlotly();
    if (!holder.isConnected) return;
    /** @type {{ data: Trace[], layout: PlotLayout }} */
    const value = JSON.parse(holder.dataset.figure);
    const colours = theme();
    const layout = colouredLayout(value.layout, colours);
    const zoomed = holder.layout && holder.layout.xaxis;
    if (zoomed) layout.xaxis.range = zoomed.range;
    holder.hidden = false;
    const data = value.data.map((trace) => colouredTrace(trace, colours));
    await plotly.react(holder, data, layout, CONFIG);
    holder.parentElement.classList.add("aw-is-plotted");
  }

  /**
   * @param {PlotHolder} holder
   * @param {Error} problem
   */
  function undo(holder, problem) {
    holder.hidden = true;
    holder.parentElement.classList.remove("aw-is-plotted");
    console.warn(`Afterword keeps the SVG chart: ${problem.message}`);
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        const holder = target.querySelector(".aw-plotly");
        draw(holder).then(() => width.observe(target), (problem) => undo(holder, problem));
      }
    },
    { rootMargin: NEARBY },
  );

  const width = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      clearTimeout(target.awPause);
      target.awPause = setTimeout(() => {
        if (target.isConnected) window.Plotly.Plots.resize(target.querySelector(".aw-plotly"));
        else width.unobserve(target);
      }, RESIZE_PAUSE);
    }
  });

  function watchCharts() {
    near.disconnect();
    width.disconnect();
    if (FORCED_COLOURS) return; // Plotly does not support them, the SVG does
    for (const holder of document.querySelectorAll(".aw-lanes > .aw-plotly")) near.observe(holder.parentElement);
  }

  function recolour() {
    for (const holder of document.querySelectorAll(".aw-is-plotted > .aw-plotly")) {
      draw(holder).catch((problem) => undo(holder, problem));
    }
  }

  new MutationObserver(recolour).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  // Material's instant navigation replaces the page's content and emits on `document$`.
  if (window.document$) window.document$.subscribe(watchCharts);
  else watchCharts();
})();
