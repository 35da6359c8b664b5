// Likely mistakes in stylesheets, and names that could meet those of a site's own pages.
export default {
  extends: "stylelint-config-recommended",
  reportNeedlessDisables: true,
  reportDescriptionlessDisables: true,
  rules: {
    // The sheets follow the parts of a page, whose selectors differ in weight.
    "no-descending-specificity": null,
    "declaration-block-no-redundant-longhand-properties": true,
    "length-zero-no-unit": true,
    "selector-max-id": 0,
    "shorthand-property-no-redundant-values": true,
    // Ours begin with `aw`; the others are Material's, Bootstrap's and Plotly's.
    "custom-property-pattern": "^(aw|md|bs)-",
    "selector-class-pattern": "^(aw$|aw-|md-|headerlink$|modebar$|gridlayer$|xaxislayer-above$)",
  },
};
